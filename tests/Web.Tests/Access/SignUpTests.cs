using System.Net;
using Financbase.Testing.Hosting;
using Financbase.Testing.Mail;

namespace Financbase.Web.Tests.Access;

public sealed class SignUpTests
{
    private TestApp _app = null!;
    private TestBrowser _browser = null!;

    [SetUp]
    public async Task Start()
    {
        _app = await TestApp.StartAsync();
        _browser = TestBrowser.Open(_app);
    }

    [TearDown]
    public async Task Stop()
    {
        _browser.Dispose();
        await _app.DisposeAsync();
    }

    [Test]
    public async Task A_stranger_becomes_a_user_by_the_link_of_a_mail()
    {
        var link = await _app.LinkFromMailAsync(_browser, "/account/sign-up", "new@north.example");
        (await _browser.TextAsync("/account/sign-up")).ShouldContain("A mail is on its way to new@north.example");

        // A scanner that follows links, and then the person, whose first password is too weak.
        (await _browser.TextAsync(link)).ShouldContain("Choose a password");
        (await UsersAsync()).ShouldBe(0L);
        (await _browser.SubmitAsync(link, ("Input.Password", "password1234")).StatusAsync()).ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await _browser.SubmitAsync(link, ("Input.Password", AccountScene.NewPassword)).StatusAsync()).ShouldBe(HttpStatusCode.Redirect);

        (await _browser.IsSignedInAsync()).ShouldBeTrue();
        using var elsewhere = TestBrowser.Open(_app);
        (await elsewhere.SignInAsync("new@north.example", AccountScene.NewPassword).StatusAsync()).ShouldBe(HttpStatusCode.Redirect);
        (await elsewhere.TextAsync(link)).ShouldContain("This link does not work any more");
    }

    [Test]
    public async Task A_known_address_gets_another_mail_and_the_page_says_the_same()
    {
        var owner = await _app.CreateUserAsync("owner@north.example");

        var link = await _app.LinkFromMailAsync(_browser, "/account/sign-up", owner.Email);
        var known = await _browser.TextAsync("/account/sign-up");
        await _app.LinkFromMailAsync(_browser, "/account/sign-up", "stranger@north.example");
        var unknown = await _browser.TextAsync("/account/sign-up");

        (await _app.MailsToAsync(owner.Email)).ShouldHaveSingleItem().Subject.ShouldBe("You already have an account");
        link.ShouldStartWith("/account/reset-password?token=");
        Plain(known, owner.Email).ShouldBe(Plain(unknown, "stranger@north.example"));
    }

    [TestCase("")]
    [TestCase("nobody")]
    [TestCase("new@north.example\r\nBcc: all@north.example")]
    [TestCase("new@north.example,other@north.example")]
    public async Task What_is_no_address_is_said_at_the_field_and_sends_nothing(string email)
    {
        using var answer = await _browser.SubmitAsync("/account/sign-up", ("Input.Email", email));

        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("Type an e-mail address");
        (await MailsAsync()).ShouldBe(0L);
    }

    [Test]
    public async Task Nobody_is_bombed_with_mails_and_the_answer_tells_nothing()
    {
        for (var i = 0; i < 8; i++)
            (await _browser.SubmitAsync("/account/sign-up", ("Input.Email", "Victim@north.example")).StatusAsync()).ShouldBe(HttpStatusCode.Redirect);

        (await MailsAsync()).ShouldBe(5L);
    }

    [Test]
    public async Task One_network_cannot_make_us_write_to_everybody()
    {
        var token = await _browser.TokenAsync("/account/sign-up");
        for (var i = 0; i < 100; i++)
            (await PostAsync($"victim{i}@north.example")).ShouldBe(HttpStatusCode.Redirect);

        using var refused = await _browser.PostAsync("/account/sign-up", ("Input.Email", "victim100@north.example"), ("__RequestVerificationToken", token));
        refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        refused.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromHours(1));
        (await MailsAsync()).ShouldBe(100L);

        Task<HttpStatusCode> PostAsync(string email) =>
            _browser.PostAsync("/account/sign-up", ("Input.Email", email), ("__RequestVerificationToken", token)).StatusAsync();
    }

    [Test]
    public async Task Of_two_confirmations_at_once_one_makes_the_account()
    {
        var link = await _app.LinkFromMailAsync(_browser, "/account/sign-up", "new@north.example");
        var token = await _browser.TokenAsync(link);

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => _browser.PostAsync(
            link, ("Input.Password", AccountScene.NewPassword), ("__RequestVerificationToken", token)).StatusAsync()));

        answers.Count(status => status == HttpStatusCode.Redirect).ShouldBe(1);
        (await UsersAsync()).ShouldBe(1L);
    }

    [Test]
    public async Task A_newer_link_and_an_old_one_do_not_both_work()
    {
        var first = await _app.LinkFromMailAsync(_browser, "/account/sign-up", "new@north.example");
        var second = await _app.LinkFromMailAsync(_browser, "/account/sign-up", "new@north.example", mails: 2);
        (await _browser.SubmitAsync(second, ("Input.Password", AccountScene.NewPassword)).StatusAsync()).ShouldBe(HttpStatusCode.Redirect);

        (await _browser.TextAsync(first)).ShouldContain("This link does not work any more");
    }

    [Test]
    public async Task A_link_is_good_for_a_day_and_its_secret_is_not_in_the_database()
    {
        var link = await _app.LinkFromMailAsync(_browser, "/account/sign-up", "new@north.example");
        var secret = link.Split("token=")[1];

        ((string)(await _app.Database.ScalarAsync("SELECT encode(hash, 'base64') || encode(hash, 'escape') FROM account_tokens"))!).ShouldNotContain(secret);
        await _app.Database.ScalarAsync("UPDATE account_tokens SET expires_at = app_now()");
        (await _browser.TextAsync(link)).ShouldContain("This link does not work any more");
    }

    [Test]
    public async Task The_way_back_is_kept_when_it_is_ours_and_dropped_when_it_is_not()
    {
        var ours = await _app.LinkFromMailAsync(_browser, "/account/sign-up?returnUrl=%2Finvitations%2Fabc", "new@north.example");
        var foreign = await _app.LinkFromMailAsync(_browser, "/account/sign-up?returnUrl=https%3A%2F%2Fevil.example", "other@north.example");

        foreign.ShouldNotContain("evil");
        using var answer = await _browser.SubmitAsync(ours, ("Input.Password", AccountScene.NewPassword));
        answer.Headers.Location!.OriginalString.ShouldBe("/invitations/abc");
    }

    private async Task<long> UsersAsync() => (long)(await _app.Database.ScalarAsync("SELECT count(*) FROM users"))!;

    private async Task<long> MailsAsync() => (long)(await _app.Database.ScalarAsync("SELECT count(*) FROM outgoing_mails"))!;

    private static string Plain(string page, string email) => string.Join('\n', page.Replace(email, "…", StringComparison.Ordinal)
        .Split('\n').Where(line => !line.Contains("__RequestVerificationToken", StringComparison.Ordinal)));
}
