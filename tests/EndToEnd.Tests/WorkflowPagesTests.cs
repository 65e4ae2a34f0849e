namespace Financbase.EndToEnd.Tests;

/// <summary>What pages of workflows show once something was done on them.</summary>
public sealed class WorkflowPagesTests
{
    private PageScene _scene = null!;

    [OneTimeSetUp]
    public async Task Start() => _scene = await PageScene.StartAsync();

    [OneTimeTearDown]
    public async Task Stop() => await _scene.DisposeAsync();

    [Test]
    public async Task The_report_of_an_import_is_clean([Values(1440, 390)] int width)
    {
        var page = await Chromium.OpenAsync(_scene.App, width, session: _scene.Session);
        await page.GotoAsync("/o/harbor/workflows/import");
        await page.GetByLabel("Or its text").FillAsync(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Fixtures", "N8n", "weekly-figures.json")));
        await page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Import", Exact = true }).ClickAsync();

        await page.GetByRole(Microsoft.Playwright.AriaRole.Heading, new() { Name = "Still to be made" }).WaitForAsync();

        await PageChecksTests.CheckAsync(page, "harbor/workflows/import-report", width);
    }

    [Test]
    public async Task An_opened_template_is_clean_and_becomes_a_draft([Values(1440, 390)] int width)
    {
        var page = await Chromium.OpenAsync(_scene.App, width, session: _scene.Session);
        await page.GotoAsync("/o/harbor/workflows/templates");
        await page.Locator("#invoice-approval > summary").ClickAsync();

        await PageChecksTests.CheckAsync(page, "harbor/workflows/templates-opened", width);
        await page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Make a draft of “Invoice approval over an amount”" }).ClickAsync();
        await page.GetByRole(Microsoft.Playwright.AriaRole.Heading, new() { Name = "Invoice approval over 1000" }).WaitForAsync();
    }

    [Test]
    public async Task The_question_before_going_back_to_a_version_is_clean([Values(1440, 390)] int width)
    {
        var page = await Chromium.OpenAsync(_scene.App, width, session: _scene.Session);
        await page.GotoAsync("/o/harbor" + _scene.Fill("/workflows/{workflow}/versions/1"));
        await page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Go back to version 1" }).First.ClickAsync();

        await page.Locator("#ask-restore").WaitForAsync();
        await PageChecksTests.CheckAsync(page, "harbor/workflows/versions-restore", width);
    }
}
