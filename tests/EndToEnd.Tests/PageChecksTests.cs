using Deque.AxeCore.Commons;
using Financbase.Testing.Hosting;
using Microsoft.Playwright;

namespace Financbase.EndToEnd.Tests;

/// <summary>Every public page, light, dark and on a phone: nothing that a screen reader stumbles over, nothing that keys do not reach, no sideways scrolling.</summary>
public sealed class PageChecksTests
{
    private const int Wide = 1440;
    private const int Narrow = 390;

    private static readonly ColorScheme[] Schemes = [ColorScheme.Light, ColorScheme.Dark];

    internal static readonly string[] Public = ["/account/sign-in", "/account/sign-up", "/account/forgot-password", "/account/confirm", "/invitations/none", "/pay/none", "/quote/none", "/nothing-here"];

    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    private TestApp _app = null!;

    [OneTimeSetUp]
    public async Task Start() => _app = await TestApp.StartAsync();

    [OneTimeTearDown]
    public async Task Stop() => await _app.DisposeAsync();

    [Test]
    public async Task Public_pages_are_clean([ValueSource(nameof(Public))] string address)
    {
        var page = await Chromium.OpenAsync(_app);

        await page.GotoAsync(address);

        await CheckAsync(page, address);
    }

    [Test]
    public async Task A_page_that_is_not_clean_is_noticed()
    {
        var page = await Chromium.OpenAsync(_app);

        await page.SetContentAsync("""<html lang="en"><title>Bad</title><main><h1>Bad</h1><input><p style="color:#bbb;background:#fff">Pale</p></main></html>""");

        (await FaultsAsync(page, ColorScheme.Light)).Select(fault => fault.Split(':')[0]).ShouldBe(["color-contrast", "label"], ignoreOrder: true);
        (await FaultsAsync(page, ColorScheme.Dark)).Select(fault => fault.Split(':')[0]).ShouldBe(["color-contrast"]);
    }

    [Test]
    public async Task What_keys_do_not_reach_is_noticed()
    {
        var page = await Chromium.OpenAsync(_app);

        await page.SetContentAsync("""
            <html lang="en"><title>Bad</title><main><a href="#a" tabindex="-1">A</a><button inert>B</button><div onclick="">C</div><p style="cursor:pointer">D</p>
            <div role="tablist"><button role="tab">E</button><button role="tab" tabindex="-1">F</button></div><label>G <input></label><button disabled>H</button></main></html>
            """);

        (await KeyboardChecks.FaultsAsync(page)).Select(fault => fault.Split('<')[0]).ShouldBe(["no Tab reaches ", "no focus for ", "only a mouse reaches ", "only a mouse reaches "]);
    }

    /// <summary>The page as it stands, wide and as on a phone, light and dark.</summary>
    internal static async Task CheckAsync(IPage page, string address)
    {
        await CheckAsync(page, address, Wide);
        await page.SetViewportSizeAsync(Narrow, 900);
        await CheckAsync(page, address, Narrow);
    }

    /// <summary>The page as it stands, so wide, light and dark.</summary>
    internal static async Task CheckAsync(IPage page, string address, int width)
    {
        foreach (var scheme in Schemes)
        {
            await ShowAsync(page, address, width, scheme);
            (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(width, "It scrolls sideways.");
            (await FaultsAsync(page, scheme)).ShouldBeEmpty($"{scheme}, {width} px");
        }

        (await KeyboardChecks.FaultsAsync(page)).ShouldBeEmpty($"by keys, {width} px");
    }

    /// <summary>
    /// What axe finds. It is loaded once for a page, and none of ours has frames: the package's own way costs a window for each look. In the dark
    /// the page is what it was in the light but for its colours, so that contrast alone is looked at again. What is in order it need not describe, element
    /// by element: nobody reads that.
    /// </summary>
    private static async Task<string[]> FaultsAsync(IPage page, ColorScheme scheme)
    {
        if (!await page.EvaluateAsync<bool>("'axe' in window"))
            await page.EvaluateAsync(Axe);
        string[]? rules = scheme == ColorScheme.Dark ? ["color-contrast"] : null;
        return await page.EvaluateAsync<string[]>(
            """
            async rules => (await axe.run({ resultTypes: ['violations'], ...(rules ? { runOnly: rules } : {}) })).violations
                .map(fault => `${fault.id}: ${fault.nodes.map(node => `${node.html} ${node.failureSummary}`).join(' | ')}`)
            """,
            rules);
    }

    internal static async Task SaveAsync(IPage page, string address, int width)
    {
        foreach (var scheme in Schemes)
            await ShowAsync(page, address, width, scheme);
    }

    /// <summary>A picture for looking at, if <c>FINANCBASE_PICTURES</c> names a folder.</summary>
    internal static async Task ShowAsync(IPage page, string address, int width, ColorScheme scheme)
    {
        await page.EmulateMediaAsync(new() { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
        if (Environment.GetEnvironmentVariable("FINANCBASE_PICTURES") is { Length: > 0 } folder)
        {
            var name = address.Trim('/').Replace('/', '-').Replace('?', '-');
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}-{width}-{(scheme == ColorScheme.Dark ? "dark" : "light")}.png"), FullPage = true });
        }
    }
}
