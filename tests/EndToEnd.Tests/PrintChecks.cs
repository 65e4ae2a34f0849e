using Microsoft.Playwright;

namespace Financbase.EndToEnd.Tests;

/// <summary>What of a page as it stands comes out wrong on paper.</summary>
internal static class PrintChecks
{
    // A4 less the usual margins of a browser, in pixels of 1/96 inch.
    private const int Paper = 718;

    private const string Look = """
        () => {
            const faults = [];
            for (const e of document.querySelectorAll('.side, .topbar, .filters, .bar, .pager, .skip, .page-head > .row'))
                if (e.checkVisibility()) faults.push(`printed: ${e.outerHTML.slice(0, 100)}`);

            const tables = [...document.querySelectorAll('main .table')].filter(e => e.checkVisibility());
            if (tables.length === 0) faults.push('there is no table');
            for (const table of tables)
                for (let e = table; e !== document.body; e = e.parentElement)
                    if (e.scrollWidth > e.clientWidth + 1) faults.push(`${e.tagName} ${e.className}: ${e.scrollWidth} of ${e.clientWidth}`);
            if (document.documentElement.scrollWidth > innerWidth) faults.push('wider than the paper');

            const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
            const grey = colour => {
                canvas.fillStyle = colour;
                canvas.fillRect(0, 0, 1, 1);
                const [red, green, blue] = canvas.getImageData(0, 0, 1, 1).data;
                return Math.round(.299 * red + .587 * green + .114 * blue);
            };
            const paper = grey(getComputedStyle(document.body).backgroundColor);
            if (paper < 240) faults.push(`the paper is ${paper}`);
            for (const e of document.querySelectorAll('main h1, main .table :is(th, td)')) {
                const ink = grey(getComputedStyle(e).color);
                if (e.checkVisibility() && ink > 140) faults.push(`${e.tagName} is written in ${ink}`);
            }
            return [...new Set(faults)].slice(0, 10);
        }
        """;

    /// <summary>From a wide window that shows all that paper does not, and as wide as the paper; whatever the colours of the screen.</summary>
    /// <param name="page">As it stands.</param>
    /// <param name="chosen">What its reader chose, <c>dark</c> or <c>light</c>; null leaves it to the screen, which is dark.</param>
    public static async Task<IReadOnlyList<string>> FaultsAsync(IPage page, string? chosen)
    {
        await page.EmulateMediaAsync(new() { Media = Media.Print, ColorScheme = ColorScheme.Dark });
        await page.EvaluateAsync("theme => theme ? document.documentElement.dataset.theme = theme : delete document.documentElement.dataset.theme", chosen);
        var faults = new List<string>();
        foreach (var width in new[] { 1440, Paper })
        {
            await page.SetViewportSizeAsync(width, 900);
            if (width == Paper && Environment.GetEnvironmentVariable("FINANCBASE_PICTURES") is { Length: > 0 } folder)
                await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"print-{new Uri(page.Url).AbsolutePath.Trim('/').Replace('/', '-')}.png"), FullPage = true });
            faults.AddRange((await page.EvaluateAsync<string[]>(Look)).Select(fault => $"{width} px: {fault}"));
        }

        return faults;
    }
}
