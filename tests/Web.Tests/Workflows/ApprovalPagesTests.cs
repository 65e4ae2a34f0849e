using System.Net;
using Financbase.Testing.Hosting;

namespace Financbase.Web.Tests.Workflows;

/// <summary>The inbox and the question, without JavaScript.</summary>
public sealed class ApprovalPagesTests : ApprovalScene
{
    private const string Inbox = "/o/acme/approvals";

    [Test]
    public async Task A_person_finds_the_question_fills_the_form_and_decides()
    {
        var person = await App.CreateUserAsync("treasurer@acme.test");
        await Ours.AddMemberAsync(person, "member");
        using var browser = await TestBrowser.SignInAsync(App, person);
        (await TextAsync(browser, Inbox)).ShouldContain("Nothing waits for you");

        var (approval, run) = await AskAsync("""
            {"user":"treasurer@acme.test","title":"Pay <b>bold</b>?","details":"Line one\nLine two","form":[
              {"name":"limit amount","label":"Up to","type":"number","required":true},{"name":"sure","label":"I am sure","type":"boolean"}]}
            """);
        var page = Inbox + approval["/api/approvals".Length..];
        var inbox = await TextAsync(browser, Inbox);
        inbox.ShouldContain(page);
        inbox.ShouldContain("Waiting for you (1)");
        inbox.ShouldContain("""<span class="count">1<span""");
        var question = await (await browser.GetAsync(page)).Content.ReadAsStringAsync();
        question.ShouldContain("Pay &lt;b&gt;bold&lt;/b&gt;?");
        question.ShouldContain("Up to");
        var token = ("__RequestVerificationToken", await browser.TokenAsync(page));

        using var refused = await browser.PostAsync(page + "?handler=Approve", ("Input.Answers[0]", "a lot"), ("Input.Comment", "typed before"), token);
        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var again = WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync());
        again.ShouldContain("This must be a number.");
        again.ShouldContain("a lot");
        again.ShouldContain("typed before");
        using var stranger = await browser.PostAsync(page + "?handler=Delegate", ("Input.To", "nobody@acme.test"), token);
        WebUtility.HtmlDecode(await stranger.Content.ReadAsStringAsync()).ShouldContain("Nobody in this organization has this address.");

        using var approved = await browser.PostAsync(page + "?handler=Approve", ("Input.Answers[0]", "1200.5"), ("Input.Answers[1]", "true"), ("Input.Answers[1]", "false"), token);
        approved.Headers.Location!.OriginalString.ShouldBe(Inbox);
        (await UntilAsync(run, "succeeded")).GetProperty("output").GetProperty("form").GetRawText().ShouldBe("""{"limit amount":1200.5,"sure":true}""");
        var after = await TextAsync(browser, page);
        after.ShouldContain("by treasurer@acme.test");
        after.ShouldNotContain("Hand it over");
        (await TextAsync(browser, Inbox + "?handler=Csv&status=approved")).ShouldContain("treasurer@acme.test");
        using var late = await browser.PostAsync(page + "?handler=Reject", token);
        late.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        WebUtility.HtmlDecode(await late.Content.ReadAsStringAsync()).ShouldContain("This was approved already.");
    }

    private static async Task<string> TextAsync(TestBrowser browser, string address) =>
        WebUtility.HtmlDecode(await (await browser.GetAsync(address)).Content.ReadAsStringAsync());
}
