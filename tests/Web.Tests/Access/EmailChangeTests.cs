using System.Net;
using Financbase.Testing.Hosting;
using Financbase.Testing.Mail;

namespace Financbase.Web.Tests.Access;

public sealed class EmailChangeTests
{
    private TestApp _app = null!;
    private TestPerson _owner = null!;
    private TestBrowser _browser = null!;

    [SetUp]
    public async Task Start()
    {
        _app = await TestApp.StartAsync();
        _owner = await _app.CreateUserAsync("owner@north.example");
        _browser = await TestBrowser.SignInAsync(_app, _owner);
    }

    [TearDown]
    public async Task Stop()
    {
        _browser.Dispose();
        await _app.DisposeAsync();
    }

    [Test]
    public async Task The_address_changes_when_the_new_one_is_proved_and_the_old_one_is_told()
    {
        using var there = await TestBrowser.SignInAsync(_app, _owner);
        using var stranger = TestBrowser.Open(_app);
        var reset = await _app.LinkFromMailAsync(stranger, "/account/forgot-password", _owner.Email);
        (await AskAsync("new@north.example")).ShouldBe(HttpStatusCode.Redirect);
        var link = (await _app.WaitForMailsAsync("new@north.example"))[0].Link();
        (await _browser.TextAsync(link)).ShouldContain("From now on you sign in with new@north.example");
        (await _browser.TextAsync("/account/profile")).ShouldContain("You sign in as owner@north.example");

        (await _browser.SubmitAsync(link + "&handler=Email").StatusAsync()).ShouldBe(HttpStatusCode.Redirect);

        (await _browser.TextAsync("/account/profile")).ShouldContain("You sign in as new@north.example");
        (await there.IsSignedInAsync()).ShouldBeFalse();
        (await _app.WaitForMailsAsync(_owner.Email, 2))[0].Text.ShouldContain("now signed in to with new@north.example");
        (await stranger.TextAsync(reset)).ShouldContain("This link does not work any more");
        (await stranger.SignInAsync("new@north.example", TestPerson.Password).StatusAsync()).ShouldBe(HttpStatusCode.Redirect);
    }

    [Test]
    public async Task Without_the_password_nothing_is_sent()
    {
        (await AskAsync("new@north.example", "not the password")).ShouldBe(HttpStatusCode.UnprocessableEntity);

        (await _app.Database.ScalarAsync("SELECT count(*) FROM outgoing_mails")).ShouldBe(0L);
    }

    [Test]
    public async Task Somebody_elses_address_is_not_given_away_and_its_owner_keeps_it()
    {
        var other = await _app.CreateUserAsync("other@north.example");

        (await AskAsync(other.Email)).ShouldBe(HttpStatusCode.Redirect);

        var mail = (await _app.WaitForMailsAsync(other.Email)).ShouldHaveSingleItem();
        mail.Subject.ShouldBe("You already have an account");
        mail.Link().ShouldStartWith("/account/reset-password");
    }

    [Test]
    public async Task An_address_taken_meanwhile_is_a_clear_error_and_loses_nothing()
    {
        (await AskAsync("new@north.example")).ShouldBe(HttpStatusCode.Redirect);
        var link = (await _app.WaitForMailsAsync("new@north.example"))[0].Link();
        await _app.CreateUserAsync("new@north.example");

        using var answer = await _browser.SubmitAsync(link + "&handler=Email");

        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("Somebody signs in with this e-mail address already.");
        (await _browser.TextAsync("/account/profile")).ShouldContain("You sign in as owner@north.example");
    }

    private Task<HttpStatusCode> AskAsync(string email, string password = TestPerson.Password) =>
        _browser.SubmitAsync("/account/profile", ("Input.Email", email), ("Input.Password", password)).StatusAsync();
}
