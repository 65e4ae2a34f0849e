using Microsoft.Playwright;

namespace Financbase.EndToEnd.Tests;

/// <summary>What pages of schedules show once something was done on them.</summary>
public sealed class SchedulePagesTests
{
    private PageScene _scene = null!;

    [OneTimeSetUp]
    public async Task Start() => _scene = await PageScene.StartAsync();

    [OneTimeTearDown]
    public async Task Stop() => await _scene.DisposeAsync();

    [Test]
    public async Task The_portions_are_shown_while_the_form_is_filled_in([Values(1440, 390)] int width)
    {
        var page = await Chromium.OpenAsync(_scene.App, width, session: _scene.Session);
        await page.GotoAsync("/o/harbor/journal/scheduled/new");
        await page.GetByLabel("Name").FillAsync("Licence");
        await page.GetByLabel("Amount of all months").FillAsync("1000.00");
        await page.GetByLabel("From account").FillAsync("1400");
        await page.GetByLabel("First day").FillAsync("2026-01-10");
        await page.GetByLabel("To account").FillAsync("6200");
        await page.GetByLabel("Months", new() { Exact = true }).FillAsync("3");
        await page.GetByLabel("Portions").SelectOptionAsync("Days");

        await page.GetByRole(AriaRole.Heading, new() { Name = "What it posts" }).WaitForAsync();
        await page.GetByText("Each portion debits 6200").WaitForAsync();
        await page.GetByLabel("Months", new() { Exact = true }).FillAsync("500");
        await page.GetByLabel("Name").FocusAsync();
        await page.GetByText("Choose 1 to 120 months.").WaitForAsync();
        await page.GetByLabel("Months", new() { Exact = true }).FillAsync("2");
        await page.GetByRole(AriaRole.Button, new() { Name = "Show the portions" }).ClickAsync();
        await page.GetByRole(AriaRole.Cell, new() { Name = "March 2026" }).WaitForAsync();
        await PageChecksTests.CheckAsync(page, "harbor/journal/scheduled-preview", width);
    }

    [Test]
    public async Task The_question_before_cancelling_is_clean([Values(1440, 390)] int width)
    {
        var page = await Chromium.OpenAsync(_scene.App, width, session: _scene.Session);
        await page.GotoAsync("/o/harbor" + _scene.Fill("/journal/scheduled/{schedule}"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Cancel…" }).ClickAsync();

        await page.Locator("#ask-cancel").WaitForAsync();
        await PageChecksTests.CheckAsync(page, "harbor/journal/scheduled-cancel", width);
    }
}
