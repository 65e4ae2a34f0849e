using System.Net;
using Financbase.Infrastructure.Database;
using Financbase.Testing.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Financbase.Web.Tests.Access;

public sealed class SignInTests
{
    private TestApp _app = null!;
    private TestOrganization _organization = null!;
    private TestPerson _owner = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _app = await TestApp.StartAsync();
        _organization = await _app.FoundAsync("acme");
        _owner = await _organization.AddMemberAsync("owner");
    }

    [OneTimeTearDown]
    public async Task Stop() => await _app.DisposeAsync();

    [Test]
    public async Task The_bare_address_leads_a_stranger_to_sign_in_and_a_member_to_the_organization()
    {
        using var browser = TestBrowser.Open(_app);

        var before = await browser.GetAsync("/");
        await browser.SignInAsync(_owner.Email, TestPerson.Password);
        var after = await browser.GetAsync("/");

        before.Headers.Location!.OriginalString.ShouldBe("/account/sign-in");
        after.Headers.Location!.OriginalString.ShouldBe("/o/acme/");
    }

    [Test]
    public async Task Signing_in_returns_to_the_page_that_was_asked_for()
    {
        using var browser = TestBrowser.Open(_app);

        var answer = await browser.SignInAsync(_owner.Email, TestPerson.Password, "/o/acme/banking?x=1");

        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        answer.Headers.Location!.OriginalString.ShouldBe("/o/acme/banking?x=1");
    }

    [Test]
    public async Task A_crowd_at_the_door_leaves_room_for_everybody_else()
    {
        await using var app = await TestApp.StartAsync(services => services.AddSingleton(provider =>
        {
            var options = provider.GetRequiredService<DatabaseOptions>();
            return DataSources.Open(options with { App = options.App + ";Maximum Pool Size=2" });
        }));
        var organization = await app.FoundAsync("quay");
        using var api = app.CreateApiClient(await organization.IssueKeyAsync(await organization.AddMemberAsync("owner")));
        using var browser = TestBrowser.Open(app);
        var token = await browser.TokenAsync("/account/sign-in");

        var crowd = Enumerable.Range(0, 24).Select(i => browser.PostAsync("/account/sign-in",
            ("Input.Email", $"nobody{i}@quay.test"), ("Input.Password", "not the right one"), ("__RequestVerificationToken", token))).ToList();
        using var meanwhile = await api.GetAsync("/api/organization");
        var answers = await Task.WhenAll(crowd);

        meanwhile.StatusCode.ShouldBe(HttpStatusCode.OK);
        answers.Select(answer => answer.StatusCode).ShouldAllBe(status => status == HttpStatusCode.UnprocessableEntity);
    }

    [TestCase("https://evil.test/")]
    [TestCase("//evil.test/")]
    [TestCase("/\\evil.test/")]
    [TestCase("javascript:alert(1)")]
    public async Task Signing_in_never_leads_elsewhere(string elsewhere)
    {
        using var browser = TestBrowser.Open(_app);

        var answer = await browser.SignInAsync(_owner.Email, TestPerson.Password, elsewhere);

        answer.Headers.Location!.OriginalString.ShouldBe("/");
    }

    [Test]
    public async Task A_wrong_password_and_an_unknown_address_answer_the_same()
    {
        using var browser = TestBrowser.Open(_app);

        var wrong = await browser.SignInAsync(_owner.Email, "not the password");
        var unknown = await browser.SignInAsync("nobody@acme.test", "not the password");

        wrong.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        unknown.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        Stripped(await wrong.Content.ReadAsStringAsync(), _owner.Email)
            .ShouldBe(Stripped(await unknown.Content.ReadAsStringAsync(), "nobody@acme.test"));
        await browser.SignInAsync(_owner.Email, TestPerson.Password);
    }

    [Test]
    public async Task An_empty_form_says_what_is_missing_and_is_no_attempt()
    {
        using var browser = TestBrowser.Open(_app);

        var answer = await browser.SignInAsync("", "");

        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var page = await answer.Content.ReadAsStringAsync();
        page.ShouldContain("Type your e-mail address.");
        page.ShouldContain("Type your password.");
    }

    [Test]
    public async Task Without_the_pages_token_nobody_signs_in()
    {
        using var browser = TestBrowser.Open(_app);

        var answer = await browser.PostAsync("/account/sign-in", ("Input.Email", _owner.Email), ("Input.Password", TestPerson.Password));

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await browser.GetAsync("/")).Headers.Location!.OriginalString.ShouldBe("/account/sign-in");
    }

    [Test]
    public async Task Signing_out_ends_the_session_even_for_a_copy_of_the_cookie()
    {
        using var browser = await TestBrowser.SignInAsync(_app, _owner);
        using var thief = TestBrowser.Open(_app);
        thief.Cookies.Add(browser.Cookies.GetCookies(_app.Address));

        var answer = await browser.SubmitAsync("/account/sign-out");

        answer.Headers.Location!.OriginalString.ShouldBe("/account/sign-in");
        (await browser.GetAsync("/")).Headers.Location!.OriginalString.ShouldBe("/account/sign-in");
        (await thief.GetAsync("/")).Headers.Location!.OriginalString.ShouldBe("/account/sign-in");
    }

    [Test]
    public async Task Opening_the_sign_out_page_changes_nothing()
    {
        using var browser = await TestBrowser.SignInAsync(_app, _owner);

        (await browser.GetAsync("/account/sign-out")).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await browser.GetAsync("/")).Headers.Location!.OriginalString.ShouldBe("/o/acme/");
    }

    [Test]
    public async Task A_session_revoked_elsewhere_is_over_on_the_next_request()
    {
        using var browser = await TestBrowser.SignInAsync(_app, _owner);
        (await browser.GetAsync("/")).Headers.Location!.OriginalString.ShouldBe("/o/acme/");

        await _app.Database.ScalarAsync($"UPDATE user_sessions SET revoked_at = now() WHERE user_id = '{_owner.Id}'");

        (await browser.GetAsync("/")).Headers.Location!.OriginalString.ShouldBe("/account/sign-in");
    }

    [Test]
    public async Task A_session_that_nobody_used_for_half_an_hour_is_over()
    {
        using var browser = await TestBrowser.SignInAsync(_app, _owner);

        await _app.Database.ScalarAsync($"UPDATE user_sessions SET last_seen_at = now() - interval '30 minutes' WHERE user_id = '{_owner.Id}'");

        (await browser.GetAsync("/")).Headers.Location!.OriginalString.ShouldBe("/account/sign-in");
    }

    [Test]
    public async Task The_session_cookie_is_for_this_site_and_no_script()
    {
        using var browser = TestBrowser.Open(_app);

        var answer = await browser.SignInAsync(_owner.Email, TestPerson.Password);

        var cookie = answer.Headers.GetValues("Set-Cookie").Single(value => value.StartsWith("session=", StringComparison.Ordinal));
        cookie.ShouldContain("path=/;");
        cookie.ShouldContain("samesite=lax");
        cookie.ShouldContain("httponly");
        cookie.ShouldNotContain("domain");
    }

    private static string Stripped(string page, string email) => System.Text.RegularExpressions.Regex.Replace(
        page.Replace(email, "", StringComparison.Ordinal), "value=\"[^\"]*\"", "");
}
