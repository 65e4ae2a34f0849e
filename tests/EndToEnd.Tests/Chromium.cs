using System.Collections.Concurrent;
using Financbase.Testing.Hosting;
using Microsoft.Playwright;

namespace Financbase.EndToEnd.Tests;

/// <summary>The distribution's Chromium, without a window; one process for all tests of the assembly.</summary>
[SetUpFixture]
public sealed class Chromium
{
    private static readonly string Executable =
        Environment.GetEnvironmentVariable("FINANCBASE_TEST_CHROMIUM") is { Length: > 0 } found ? found : "/usr/bin/chromium";

    private static readonly ConcurrentDictionary<IBrowserContext, string> Open = [];

    private static IPlaywright? _playwright;
    private static IBrowser? _browser;

    [OneTimeSetUp]
    public async Task Launch()
    {
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Executable,
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-dev-shm-usage", "--no-first-run",
                "--disable-background-networking", "--disable-component-update", "--disable-sync",
            ],
        });
    }

    [OneTimeTearDown]
    public async Task Close()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }

    /// <summary>A window with a cookie jar of its own, empty unless a kept session is given.</summary>
    public static async Task<IPage> OpenAsync(TestApp app, int width = 1440, bool scripts = true, string? session = null)
    {
        var context = await _browser!.NewContextAsync(new()
        {
            BaseURL = app.Address.ToString(),
            ViewportSize = new() { Width = width, Height = 900 },
            JavaScriptEnabled = scripts,
            StorageState = session,
        });
        Open[context] = TestContext.CurrentContext.Test.ID;
        context.SetDefaultTimeout(15_000);

        // A page that is slow to come says nothing here: how fast pages are is the benchmark's to say.
        context.SetDefaultNavigationTimeout(60_000);
        return await context.NewPageAsync();
    }

    /// <summary>Closes the windows that a test has opened: hundreds of them would fill the memory.</summary>
    public static async Task CloseAsync(string test)
    {
        foreach (var (window, opener) in Open)
            if (opener == test && Open.TryRemove(window, out _))
                await window.DisposeAsync();
    }

    /// <summary>Signs in once, for many windows: what <see cref="OpenAsync"/> takes as its session.</summary>
    public static async Task<string> KeepSessionAsync(TestApp app, TestPerson person)
    {
        var page = await OpenAsync(app);
        await SignInAsync(page, person);
        await page.WaitForURLAsync("**/o/**");
        var session = await page.Context.StorageStateAsync();
        Open.TryRemove(page.Context, out _);
        await page.Context.DisposeAsync();
        return session;
    }

    public static async Task SignInAsync(IPage page, TestPerson person)
    {
        await page.GotoAsync("/account/sign-in");
        await page.GetByLabel("E-mail address").FillAsync(person.Email);
        await page.GetByLabel("Password").FillAsync(TestPerson.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
    }
}
