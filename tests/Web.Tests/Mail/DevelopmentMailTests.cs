using System.Net;
using Financbase.Application.Mail;
using Financbase.Domain.SharedKernel;
using Financbase.Testing.Hosting;
using Financbase.Testing.Mail;

namespace Financbase.Web.Tests.Mail;

public sealed class DevelopmentMailTests
{
    [Test]
    public async Task Without_smtp_a_mail_is_kept_and_shown_with_its_link()
    {
        await using var app = await TestApp.StartAsync();
        using var browser = TestBrowser.Open(app);
        (await (await browser.GetAsync("/development/mail")).Content.ReadAsStringAsync()).ShouldContain("No mail yet");

        await app.QueueMailAsync(Invitation("<i>North</i>"));
        var mail = (await app.WaitForMailsAsync("new@north.example")).ShouldHaveSingleItem();

        mail.Link().ShouldBe("/invitations/abc?x=1&y=2");
        var page = await (await browser.GetAsync("/development/mail")).Content.ReadAsStringAsync();
        page.ShouldContain("new@north.example");
        page.ShouldContain("href=\"https://books.example/invitations/abc?x=1&amp;y=2\"");
        page.ShouldContain("&lt;i&gt;North&lt;/i&gt;");
        page.ShouldNotContain("<i>North");
    }

    [Test]
    public async Task Where_mails_are_really_sent_the_page_does_not_exist()
    {
        await using var app = await TestApp.StartAsync(("Email:Smtp:Host", "127.0.0.1"), ("Process:Roles", "web"));
        using var browser = TestBrowser.Open(app);

        using var answer = await browser.GetAsync("/development/mail");

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private static Letter Invitation(string organization) => Letter.Invitation(
        EmailAddress.TryParse("new@north.example", out var to) ? to : throw new InvalidOperationException(),
        organization, "owner@north.example", "Viewer", new Uri("https://books.example/invitations/abc?x=1&y=2"));
}
