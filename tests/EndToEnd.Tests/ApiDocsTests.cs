using Financbase.Testing.Hosting;
using Microsoft.Playwright;

namespace Financbase.EndToEnd.Tests;

/// <summary>The readable description of the API: it comes from this server alone and keeps to the content policy.</summary>
public sealed class ApiDocsTests
{
    private TestApp _app = null!;

    [OneTimeSetUp]
    public async Task Start() => _app = await TestApp.StartAsync(("Process:Roles", "web"));

    [OneTimeTearDown]
    public async Task Stop() => await _app.DisposeAsync();

    [Test]
    public async Task It_shows_the_operations_and_asks_nobody_else([Values(1440, 390)] int width)
    {
        var page = await Chromium.OpenAsync(_app, width);
        var faults = new List<string>();
        var hosts = new HashSet<string>();
        page.Console += (_, message) => faults.AddRange(message.Type is "error" or "warning" ? [message.Text] : []);
        page.PageError += (_, message) => faults.Add(message);
        page.Request += (_, request) => hosts.Add(new Uri(request.Url).Authority);

        await page.GotoAsync("/api/docs");
        await page.GetByRole(AriaRole.Heading, new() { Name = "Financbase", Exact = true }).WaitForAsync();
        await PageChecksTests.SaveAsync(page, "api-docs", width);
        await page.GotoAsync("/api/docs#tag/banking/GET/api/bank-accounts");
        await page.GetByRole(AriaRole.Heading, new() { Name = "List bank accounts" }).First.WaitForAsync();
        await page.GotoAsync("/api/docs#tag/workflows/POST/api/workflows");
        await page.GetByText("Large payments").First.WaitForAsync();
        await page.WaitForTimeoutAsync(500);
        await PageChecksTests.SaveAsync(page, "api-docs-workflow", width);

        faults.ShouldBeEmpty();
        hosts.ShouldBe([_app.Address.Authority]);
        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(width, "It scrolls sideways.");
    }
}
