using Financbase.Testing;
using Financbase.Testing.Fixtures;
using Financbase.Testing.Hosting;
using Financbase.Testing.Http;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Financbase.EndToEnd.Tests;

/// <summary>The product's main job as a person does it: sign in, publish a workflow, import a statement, see what ran.</summary>
public sealed class BrowserJourneyTests
{
    [Test]
    public async Task A_person_publishes_a_workflow_imports_a_statement_and_sees_each_call([Values] bool scripts)
    {
        await using var sink = await HttpSink.StartAsync();
        await using var app = await TestApp.StartAsync(("Egress:AllowedNetworks:0", "127.0.0.0/8"));
        var owner = await (await app.FoundAsync("harbor")).AddMemberAsync("owner");
        var page = await Chromium.OpenAsync(app, scripts: scripts);

        await Chromium.SignInAsync(page, owner);
        await PublishAsync(page, sink);
        await AddAccountAsync(page);
        await OpenPreviewAsync(page);

        await Expect(page.GetByText($"Import {StatementFixture.Lines} lines")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Row).Filter(new() { HasText = StatementFixture.Twin })).ToHaveCountAsync(2);
        sink.Requests.ShouldBeEmpty();

        await page.GetByRole(AriaRole.Button, new() { Name = $"Import {StatementFixture.Lines} lines" }).ClickAsync();

        await Expect(page.GetByText($"{StatementFixture.Lines} lines")).ToBeVisibleAsync();
        await Eventually.HoldsAsync(() => sink.Requests.Count == StatementFixture.LargePayments);
        await SeeRunsAsync(page);

        await OpenPreviewAsync(page);

        await Expect(page.GetByText("there is nothing to import")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Import 0 lines" })).ToBeDisabledAsync();
        (await app.Database.ScalarAsync("SELECT count(*) FROM bank_transactions")).ShouldBe((long)StatementFixture.Lines);
        sink.Requests.Select(request => request.IdempotencyKey).ShouldBeUnique();
        sink.Requests.Count.ShouldBe(StatementFixture.LargePayments);
    }

    private static Task OpenAsync(IPage page, string entry) => page.GetByRole(AriaRole.Navigation, new() { Name = "Main" })
        .GetByRole(AriaRole.Link, new() { Name = entry, Exact = true }).ClickAsync();

    private static async Task PublishAsync(IPage page, HttpSink sink)
    {
        await OpenAsync(page, "Workflows");
        await page.GetByRole(AriaRole.Link, new() { Name = "New workflow" }).First.ClickAsync();
        await page.GetByLabel("Name").FillAsync("Large payment review");
        await page.GetByText("Start from a definition in JSON instead").ClickAsync();
        await page.GetByLabel("Definition").FillAsync(Workflow.Json(Workflow.LargePayments(sink.Address)));
        await page.GetByRole(AriaRole.Button, new() { Name = "Create draft" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Publish" }).ClickAsync();
        await Expect(page.GetByText("Version 1 runs")).ToBeVisibleAsync();
    }

    private static async Task AddAccountAsync(IPage page)
    {
        await OpenAsync(page, "Banking");
        await page.GetByRole(AriaRole.Link, new() { Name = "New bank account" }).First.ClickAsync();
        await page.GetByLabel("Name").FillAsync("Operating account");
        await page.GetByLabel("IBAN").FillAsync(StatementFixture.Iban);
        await page.GetByRole(AriaRole.Button, new() { Name = "Add account" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Operating account" })).ToBeVisibleAsync();
    }

    private static async Task OpenPreviewAsync(IPage page)
    {
        await OpenAsync(page, "Banking");
        await page.GetByRole(AriaRole.Link, new() { Name = "Import into Operating account" }).ClickAsync();
        await page.GetByLabel("Statement file").SetInputFilesAsync(
            new FilePayload { Name = StatementFixture.CsvName, MimeType = "text/csv", Buffer = StatementFixture.Csv });
        await page.GetByRole(AriaRole.Button, new() { Name = "Show preview" }).ClickAsync();
    }

    private static async Task SeeRunsAsync(IPage page)
    {
        var succeeded = page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Large payment review" }).Filter(new() { HasText = "Succeeded" });
        await Eventually.HoldsAsync(async () =>
        {
            await OpenAsync(page, "Runs");
            return await succeeded.CountAsync() == StatementFixture.LargePayments;
        });
        await succeeded.First.GetByRole(AriaRole.Link).ClickAsync();
        await Expect(page.GetByText("/large-payment").First).ToBeVisibleAsync();
    }
}
