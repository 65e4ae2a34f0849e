using Deque.AxeCore.Playwright;
using Financbase.Testing.Hosting;
using Microsoft.Playwright;

namespace Financbase.EndToEnd.Tests;

/// <summary>Every public page, light, dark and on a phone: nothing that a screen reader stumbles over, no sideways scrolling.</summary>
public sealed class PageChecksTests
{
    internal static readonly string[] Public = ["/account/sign-in", "/account/sign-up", "/account/forgot-password", "/account/confirm", "/invitations/none", "/nothing-here"];

    private TestApp _app = null!;

    [OneTimeSetUp]
    public async Task Start() => _app = await TestApp.StartAsync();

    [OneTimeTearDown]
    public async Task Stop() => await _app.DisposeAsync();

    [Test]
    public async Task Public_pages_are_clean([ValueSource(nameof(Public))] string address, [Values] bool dark, [Values(1440, 390)] int width)
    {
        var page = await Chromium.OpenAsync(_app, dark, width);

        await page.GotoAsync(address);

        await CheckAsync(page, address, dark, width);
    }

    internal static async Task CheckAsync(IPage page, string address, bool dark, int width)
    {
        await SaveAsync(page, address, dark, width);
        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(width, "It scrolls sideways.");
        var faults = (await page.RunAxe()).Violations;
        faults.Select(fault => $"{fault.Id}: {string.Join(" | ", fault.Nodes.Select(node => node.Html))}").ShouldBeEmpty();
    }

    // For looking at: FINANCBASE_PICTURES names a folder.
    internal static async Task SaveAsync(IPage page, string address, bool dark, int width)
    {
        if (Environment.GetEnvironmentVariable("FINANCBASE_PICTURES") is { Length: > 0 } folder)
        {
            var name = address.Trim('/').Replace('/', '-').Replace('?', '-');
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}-{width}-{(dark ? "dark" : "light")}.png"), FullPage = true });
        }
    }
}
