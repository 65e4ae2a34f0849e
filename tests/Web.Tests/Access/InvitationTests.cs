using System.Net;
using Financbase.Domain.Access;
using Financbase.Testing.Hosting;
using Financbase.Testing.Http;
using Financbase.Testing.Mail;

namespace Financbase.Web.Tests.Access;

/// <summary>An invitation from the form through the mail to the membership, and everything that must not work.</summary>
public sealed class InvitationTests
{
    private const string Invitations = "/o/firm/settings/members/invitations";
    private const string Guest = "guest@new.test";

    private TestApp _app = null!;
    private TestOrganization _firm = null!;
    private TestPerson _owner = null!;
    private TestBrowser _browser = null!;

    [SetUp]
    public async Task Start()
    {
        _app = await TestApp.StartAsync();
        _firm = await _app.FoundAsync("firm");
        _owner = await _firm.AddMemberAsync("owner");
        _browser = await TestBrowser.SignInAsync(_app, _owner);
    }

    [TearDown]
    public async Task Stop()
    {
        _browser.Dispose();
        await _app.DisposeAsync();
    }

    [Test]
    public async Task The_invited_person_joins_once_with_the_role()
    {
        (await InviteAsync(_browser, Guest, "accountant")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var link = await LinkAsync();
        using var stranger = TestBrowser.Open(_app);
        (await (await stranger.GetAsync(link)).Content.ReadAsStringAsync()).ShouldContain("Join firm Ltd");
        using var guest = await TestBrowser.SignInAsync(_app, await _app.CreateUserAsync(Guest));

        (await guest.SubmitAsync(link)).Headers.Location!.OriginalString.ShouldBe("/o/firm/");

        (await guest.GetAsync("/o/firm/banking/new")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await guest.GetAsync(link)).StatusCode.ShouldBe(HttpStatusCode.Gone);
        (await _app.Database.ScalarAsync("SELECT count(*) FROM events WHERE type = 'invitation.accepted'")).ShouldBe(1L);
    }

    [Test]
    public async Task Who_mails_too_many_is_told_to_come_back_in_an_hour()
    {
        (await InviteAsync(_browser, Guest, "viewer")).Dispose();
        await _app.Database.ScalarAsync("UPDATE mail_allowances SET mails = 1000");

        using var refused = await InviteAsync(_browser, "another@new.test", "viewer");

        refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        refused.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromHours(1));
    }

    [Test]
    public async Task Opening_the_link_changes_nothing()
    {
        (await InviteAsync(_browser, Guest, "viewer")).Dispose();
        var link = await LinkAsync();
        using var guest = await TestBrowser.SignInAsync(_app, await _app.CreateUserAsync(Guest));

        (await guest.GetAsync(link)).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await guest.GetAsync("/o/firm/")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Test]
    public async Task Another_persons_sign_in_cannot_use_it()
    {
        (await InviteAsync(_browser, Guest, "admin")).Dispose();
        var link = await LinkAsync();
        using var thief = await TestBrowser.SignInAsync(_app, await _app.CreateUserAsync("thief@new.test"));

        (await thief.SubmitAsync(link)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);

        (await thief.GetAsync("/o/firm/")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Test]
    public async Task Two_clicks_at_once_join_once()
    {
        (await InviteAsync(_browser, Guest, "viewer")).Dispose();
        var link = await LinkAsync();
        using var guest = await TestBrowser.SignInAsync(_app, await _app.CreateUserAsync(Guest));
        var token = await guest.TokenAsync(link);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => guest.PostAsync(link, ("__RequestVerificationToken", token))));

        (await _app.Database.ScalarAsync("SELECT count(*) FROM events WHERE type = 'invitation.accepted'")).ShouldBe(1L);
        (await guest.GetAsync("/o/firm/")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Test]
    public async Task Expired_revoked_and_superseded_links_are_dead()
    {
        (await InviteAsync(_browser, Guest, "viewer")).Dispose();
        var first = await LinkAsync();
        await _app.Database.ScalarAsync("UPDATE invitations SET sent_at = sent_at - interval '2 minutes'");
        var id = await _app.Database.ScalarAsync("SELECT id FROM invitations");

        (await PostAsync($"?handler=Resend&id={id}")).Dispose();
        var second = (await _app.WaitForMailsAsync(Guest, 2))[0].Link();
        (await _browser.GetAsync(first)).StatusCode.ShouldBe(HttpStatusCode.Gone);
        (await _browser.GetAsync(second)).StatusCode.ShouldBe(HttpStatusCode.OK);

        await _app.Database.ScalarAsync("UPDATE invitations SET expires_at = now()");
        (await _browser.GetAsync(second)).StatusCode.ShouldBe(HttpStatusCode.Gone);
        await _app.Database.ScalarAsync("UPDATE invitations SET expires_at = now() + interval '1 day'");

        (await PostAsync($"?handler=Revoke&id={id}")).Dispose();
        (await _browser.GetAsync(second)).StatusCode.ShouldBe(HttpStatusCode.Gone);
        (await _browser.GetAsync("/invitations/nonsense")).StatusCode.ShouldBe(HttpStatusCode.Gone);
    }

    [Test]
    public async Task An_invitation_dies_with_the_right_of_whoever_sent_it()
    {
        var admin = await _firm.AddMemberAsync("admin");
        using var theirs = await TestBrowser.SignInAsync(_app, admin);
        (await InviteAsync(theirs, Guest, "admin")).Dispose();
        var link = await LinkAsync();
        await _app.Database.ScalarAsync($"UPDATE memberships SET role = 'viewer' WHERE user_id = '{admin.Id}'");
        using var guest = await TestBrowser.SignInAsync(_app, await _app.CreateUserAsync(Guest));

        (await guest.SubmitAsync(link)).Dispose();

        (await guest.GetAsync("/o/firm/")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Test]
    public async Task An_administrator_invites_no_owner_and_a_viewer_nobody()
    {
        using var admin = await TestBrowser.SignInAsync(_app, await _firm.AddMemberAsync("admin"));
        using var viewer = await TestBrowser.SignInAsync(_app, await _firm.AddMemberAsync("viewer"));

        (await InviteAsync(admin, Guest, "owner")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await InviteAsync(viewer, Guest, "viewer")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        (await _app.Database.ScalarAsync("SELECT count(*) FROM invitations")).ShouldBe(0L);
    }

    [TestCase("not an address")]
    [TestCase("")]
    [TestCase("owner@firm.test")]
    public async Task A_bad_or_known_address_is_refused(string address)
    {
        (await InviteAsync(_browser, address, "viewer")).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);

        (await _app.Database.ScalarAsync("SELECT count(*) FROM invitations")).ShouldBe(0L);
    }

    [Test]
    public async Task One_person_has_one_open_invitation_even_when_two_send_it_at_once()
    {
        var answers = await Task.WhenAll(InviteAsync(_browser, Guest, "viewer"), InviteAsync(_browser, Guest.ToUpperInvariant(), "viewer"));

        answers.Select(answer => answer.StatusCode).ShouldBe([HttpStatusCode.Redirect, HttpStatusCode.UnprocessableEntity], ignoreOrder: true);
        (await _app.Database.ScalarAsync("SELECT count(*) FROM invitations")).ShouldBe(1L);
    }

    [Test]
    public async Task A_key_sees_and_revokes_but_never_invites()
    {
        (await InviteAsync(_browser, Guest, "viewer")).Dispose();
        using var key = new ApiClient(_app, await _firm.IssueKeyAsync(_owner));
        using var rival = await ApiClient.OfAsync(await _app.FoundAsync("rival"), "owner");
        var id = (await key.GetAsync("/api/invitations")).Data[0].GetProperty("id").GetGuid();

        (await key.PostAsync("/api/invitations", """{"email":"x@new.test","role":"viewer"}""")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await rival.DeleteAsync($"/api/invitations/{id}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await rival.GetAsync("/api/invitations")).Data.GetArrayLength().ShouldBe(0);
        (await key.DeleteAsync($"/api/invitations/{id}")).Status.ShouldBe(HttpStatusCode.OK);
        (await key.GetAsync("/api/invitations")).Data.GetArrayLength().ShouldBe(0);
    }

    [Test]
    public async Task Where_sign_up_is_closed_the_invited_address_alone_may_make_an_account()
    {
        (await InviteAsync(_browser, Guest, "viewer")).Dispose();
        var signUp = $"/account/sign-up?returnUrl={Uri.EscapeDataString(await LinkAsync())}";
        await using var closed = _app.StartAnother(("Access:SignUp", "closed"));
        using var browser = TestBrowser.Open(closed);

        (await browser.SubmitAsync(signUp, ("Input.Email", "other@new.test"))).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await browser.SubmitAsync(signUp, ("Input.Email", Guest))).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        (await _app.WaitForMailsAsync(Guest, 2)).Count.ShouldBe(2);
    }

    [Test]
    public async Task Nobody_is_mailed_without_end_by_inviting_and_revoking_or_sending_again()
    {
        const string mails = "SELECT count(*) FROM outgoing_mails WHERE kind = 'invitation'";
        for (var i = 0; i < 7; i++)
        {
            (await InviteAsync(_browser, Guest, "viewer")).Dispose();
            (await PostAsync($"?handler=Revoke&id={await _app.Database.ScalarAsync("SELECT id FROM invitations ORDER BY id DESC LIMIT 1")}")).Dispose();
        }

        (await _app.Database.ScalarAsync(mails)).ShouldBe(5L);
        (await InviteAsync(_browser, "other@new.test", "viewer")).Dispose();
        var id = await _app.Database.ScalarAsync("SELECT id FROM invitations WHERE email = 'other@new.test'");
        for (var i = 0; i < 7; i++)
        {
            await _app.Database.ScalarAsync("UPDATE invitations SET sent_at = sent_at - interval '2 minutes'");
            (await PostAsync($"?handler=Resend&id={id}")).Dispose();
        }

        (await _app.Database.ScalarAsync(mails)).ShouldBe(10L);
        await _app.Database.ScalarAsync("UPDATE mail_allowances SET mails = 200 WHERE mails > 5");
        (await InviteAsync(_browser, "third@new.test", "viewer")).Dispose();
        (await _app.Database.ScalarAsync(mails)).ShouldBe(10L);
    }

    [Test]
    public async Task The_secret_is_nowhere_in_the_invitations()
    {
        (await InviteAsync(_browser, Guest, "viewer")).Dispose();
        var token = (await LinkAsync()).Split('/')[^1];

        (await _app.Database.ScalarAsync($"SELECT count(*) FROM invitations i WHERE i::text LIKE '%{token}%'")).ShouldBe(0L);
        (await _app.Database.ScalarAsync($"SELECT count(*) FROM invitations WHERE token_hash = sha256('{token}')")).ShouldBe(1L);
        InvitationToken.Hash(token).Length.ShouldBe(32);
    }

    private async Task<string> LinkAsync() => (await _app.WaitForMailsAsync(Guest))[0].Link();

    private static async Task<HttpResponseMessage> InviteAsync(TestBrowser browser, string email, string role) => await browser.PostAsync(
        Invitations, ("Input.Email", email), ("Input.Role", role), ("__RequestVerificationToken", await TokenAsync(browser)));

    private async Task<HttpResponseMessage> PostAsync(string handler) =>
        await _browser.PostAsync(Invitations + handler, ("__RequestVerificationToken", await TokenAsync(_browser)));

    // Every page of the organization has the sign-out form, with the same token.
    private static Task<string> TokenAsync(TestBrowser browser) => browser.TokenAsync("/o/firm/settings/members");
}
