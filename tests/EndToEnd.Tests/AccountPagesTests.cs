using Financbase.Testing.Hosting;
using Financbase.Testing.Mail;
using Microsoft.Playwright;

namespace Financbase.EndToEnd.Tests;

/// <summary>The pages that a person sees on the way to an account and around it, each in the state that matters.</summary>
public sealed class AccountPagesTests
{
    internal static readonly string[] Pages =
    [
        "/account/confirm?sign-up", "/account/reset-password", "/development/mail", "/account/profile", "/account/security", "/account/sessions", "/account/sessions?state=ended", "/organizations/new", "/",
    ];

    private readonly Dictionary<string, string> _links = [];
    private TestApp _app = null!;
    private string _session = "";

    [OneTimeSetUp]
    public async Task Start()
    {
        _app = await TestApp.StartAsync();
        var person = await _app.CreateUserAsync("owner@north.example");
        var page = await Chromium.OpenAsync(_app);
        await Chromium.SignInAsync(page, person);
        await page.GetByText(person.Email).First.WaitForAsync();
        _session = await page.Context.StorageStateAsync();
        _links["/account/confirm?sign-up"] = await LinkAsync("/account/sign-up", "new@north.example");
        _links["/account/reset-password"] = await LinkAsync("/account/forgot-password", person.Email);
    }

    [OneTimeTearDown]
    public async Task Stop() => await _app.DisposeAsync();

    [Test]
    public async Task Pages_are_clean([ValueSource(nameof(Pages))] string address)
    {
        var page = await Chromium.OpenAsync(_app, session: _links.ContainsKey(address) ? null : _session);

        await page.GotoAsync(_links.GetValueOrDefault(address, address));

        await PageChecksTests.CheckAsync(page, address == "/" ? "start" : address);
    }

    [Test]
    public async Task After_asking_for_a_mail_the_page_says_where_to_look([Values(1440, 390)] int width)
    {
        var page = await Chromium.OpenAsync(_app, width: width);
        await AskAsync(page, "/account/forgot-password", $"reader{width}@north.example");

        await page.GetByText("Look into your mailbox").WaitForAsync();

        await PageChecksTests.CheckAsync(page, "/account/forgot-password?sent", width);
    }

    [Test]
    public async Task A_stranger_gets_in_without_scripts()
    {
        var page = await Chromium.OpenAsync(_app, scripts: false);
        await AskAsync(page, "/account/sign-up", "stranger@north.example");
        await _app.WaitForMailsAsync("stranger@north.example");

        await page.GetByRole(AriaRole.Link, new() { Name = "mails are shown here" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "/account/confirm" }).First.ClickAsync();
        await page.GetByLabel("Password").FillAsync(TestPerson.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Confirm address and create account" }).ClickAsync();

        await page.GotoAsync("/account/profile");
        await page.GetByText("You sign in as stranger@north.example").WaitForAsync();
    }

    private async Task<string> LinkAsync(string form, string email)
    {
        await AskAsync(await Chromium.OpenAsync(_app), form, email);
        return (await _app.WaitForMailsAsync(email))[0].Link();
    }

    private static async Task AskAsync(IPage page, string form, string email)
    {
        await page.GotoAsync(form);
        await page.GetByLabel("E-mail address").FillAsync(email);
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new("Continue|Send link") }).ClickAsync();
        await page.GetByText("Look into your mailbox").WaitForAsync();
    }
}
