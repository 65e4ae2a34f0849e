using System.Net;
using Financbase.Testing.Hosting;
using Financbase.Testing.Mail;

namespace Financbase.Web.Tests.Access;

/// <summary>Forgotten and changed passwords.</summary>
public sealed class PasswordTests
{
    private TestApp _app = null!;
    private TestPerson _owner = null!;
    private TestBrowser _browser = null!;

    [SetUp]
    public async Task Start()
    {
        _app = await TestApp.StartAsync();
        _owner = await _app.CreateUserAsync("owner@north.example");
        _browser = TestBrowser.Open(_app);
    }

    [TearDown]
    public async Task Stop()
    {
        _browser.Dispose();
        await _app.DisposeAsync();
    }

    [Test]
    public async Task A_forgotten_password_is_replaced_once_and_every_device_signed_out()
    {
        using var open = await TestBrowser.SignInAsync(_app, _owner);
        var link = await _app.LinkFromMailAsync(_browser, "/account/forgot-password", _owner.Email);

        (await _browser.SubmitAsync(link, ("Input.Password", "short")).StatusAsync()).ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await open.IsSignedInAsync()).ShouldBeTrue();
        (await _browser.SubmitAsync(link, ("Input.Password", AccountScene.NewPassword)).StatusAsync()).ShouldBe(HttpStatusCode.Redirect);

        (await open.IsSignedInAsync()).ShouldBeFalse();
        (await _browser.SignInAsync(_owner.Email, TestPerson.Password).StatusAsync()).ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await _browser.SignInAsync(_owner.Email, AccountScene.NewPassword).StatusAsync()).ShouldBe(HttpStatusCode.Redirect);
        (await _browser.TextAsync(link)).ShouldContain("This link does not work any more");
        (await _app.WaitForMailsAsync(_owner.Email, 2))[0].Subject.ShouldBe("Your password was changed");
    }

    [Test]
    public async Task An_unknown_address_is_answered_alike_and_told_so_by_mail_only()
    {
        await _app.LinkFromMailAsync(_browser, "/account/forgot-password", "stranger@north.example");

        (await _browser.TextAsync("/account/forgot-password")).ShouldContain("A mail is on its way to stranger@north.example");
        (await _app.MailsToAsync("stranger@north.example"))[0].Subject.ShouldBe("There is no account with this address");
    }

    [Test]
    public async Task Whoever_was_locked_out_by_a_guesser_comes_in_by_mail()
    {
        for (var i = 0; i < 6; i++)
            await _browser.SignInAsync(_owner.Email, "guess number one").StatusAsync();
        (await _browser.SignInAsync(_owner.Email, TestPerson.Password).StatusAsync()).ShouldBe(HttpStatusCode.TooManyRequests);

        var link = await _app.LinkFromMailAsync(_browser, "/account/forgot-password", _owner.Email);
        (await _browser.SubmitAsync(link, ("Input.Password", AccountScene.NewPassword)).StatusAsync()).ShouldBe(HttpStatusCode.Redirect);

        (await _browser.SignInAsync(_owner.Email, AccountScene.NewPassword).StatusAsync()).ShouldBe(HttpStatusCode.Redirect);
    }

    [Test]
    public async Task A_changed_password_ends_every_other_session_and_overtakes_links_in_the_mailbox()
    {
        using var here = await TestBrowser.SignInAsync(_app, _owner);
        using var there = await TestBrowser.SignInAsync(_app, _owner);
        var link = await _app.LinkFromMailAsync(_browser, "/account/forgot-password", _owner.Email);

        (await ChangeAsync(here, TestPerson.Password, AccountScene.NewPassword)).ShouldBe(HttpStatusCode.Redirect);

        (await here.IsSignedInAsync()).ShouldBeTrue();
        (await there.IsSignedInAsync()).ShouldBeFalse();
        (await _browser.TextAsync(link)).ShouldContain("This link does not work any more");
        (await _browser.SignInAsync(_owner.Email, AccountScene.NewPassword).StatusAsync()).ShouldBe(HttpStatusCode.Redirect);
    }

    [Test]
    public async Task A_stranger_at_an_open_computer_cannot_guess_the_password()
    {
        using var here = await TestBrowser.SignInAsync(_app, _owner);

        for (var i = 0; i < 5; i++)
            (await ChangeAsync(here, $"guess number {i}", AccountScene.NewPassword)).ShouldBe(HttpStatusCode.UnprocessableEntity);

        (await ChangeAsync(here, TestPerson.Password, AccountScene.NewPassword)).ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Test]
    public async Task A_weak_password_is_refused_at_its_field_and_changes_nothing()
    {
        using var here = await TestBrowser.SignInAsync(_app, _owner);

        using var answer = await here.SubmitAsync("/account/security", ("Input.Current", TestPerson.Password), ("Input.New", "owner@north.example"));

        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("id=\"Input_New-error\"");
        (await _browser.SignInAsync(_owner.Email, TestPerson.Password).StatusAsync()).ShouldBe(HttpStatusCode.Redirect);
    }

    private static Task<HttpStatusCode> ChangeAsync(TestBrowser browser, string current, string replacement) =>
        browser.SubmitAsync("/account/security", ("Input.Current", current), ("Input.New", replacement)).StatusAsync();
}
