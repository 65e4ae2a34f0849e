using System.Net;
using Financbase.Testing.Hosting;
using Financbase.Testing.Mail;

namespace Financbase.Web.Tests.Access;

/// <summary>What tests of account life do over and over, as a person with a browser without scripts.</summary>
internal static class AccountScene
{
    public const string NewPassword = "lantern orbit Bergen";

    public static async Task<string> TextAsync(this TestBrowser browser, string address)
    {
        using var answer = await browser.GetAsync(address);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
    }

    /// <summary>Asks for a mail and answers the link in the latest one to this address.</summary>
    public static async Task<string> LinkFromMailAsync(this TestApp app, TestBrowser browser, string page, string email, int mails = 1)
    {
        using var answer = await browser.SubmitAsync(page, ("Input.Email", email));
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        return (await app.WaitForMailsAsync(email, mails))[0].Link();
    }

    public static async Task<bool> IsSignedInAsync(this TestBrowser browser)
    {
        using var answer = await browser.GetAsync("/account/security");
        return answer.StatusCode == HttpStatusCode.OK;
    }

    public static async Task<HttpStatusCode> StatusAsync(this Task<HttpResponseMessage> pending)
    {
        using var answer = await pending;
        return answer.StatusCode;
    }
}
