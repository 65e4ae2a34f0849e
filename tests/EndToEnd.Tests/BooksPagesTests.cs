using Financbase.Application.Ledger;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Application.Sales;
using MediatR;
using Microsoft.Playwright;

namespace Financbase.EndToEnd.Tests;

/// <summary>What pages of the books show once something was typed or done on them.</summary>
public sealed class BooksPagesTests
{
    private static readonly DateOnly Day = new(2026, 7, 31);

    private PageScene _scene = null!;

    [OneTimeSetUp]
    public async Task Start() => _scene = await PageScene.StartAsync();

    [OneTimeTearDown]
    public async Task Stop() => await _scene.DisposeAsync();

    [Test]
    public async Task What_goes_to_opening_balances_is_said_while_amounts_are_typed([Values(1440, 390)] int width)
    {
        var page = await Chromium.OpenAsync(_scene.App, width, session: _scene.Session);
        await page.GotoAsync("/o/harbor/import/opening-balances");
        await page.GetByLabel("1010 Bank, debit").FillAsync("500");
        await page.GetByText("The difference, 500.00, goes to 3800 Opening balances as a credit").WaitForAsync();
        await page.Locator("input[aria-label^=\"2500\"][aria-label$=\"credit\"]").FillAsync("500.5");
        await page.GetByText("The difference, 0.50, goes to 3800 Opening balances as a debit").WaitForAsync();
        await PageChecksTests.CheckAsync(page, "harbor/import/opening-balances-typed", width);
        await page.GetByLabel("1010 Bank, debit").FillAsync("much");
        await page.GetByText("Write amounts like 1250.00.").WaitForAsync();
    }

    [Test]
    public async Task A_revaluation_is_posted_and_corrected_by_its_button()
    {
        await SendAsync(new AddExchangeRate("USD", Day, 0.91m));
        await InvoiceAsync(1_000);
        var page = await Chromium.OpenAsync(_scene.App, 1440, session: _scene.Session);
        await page.GotoAsync($"/o/harbor/reports/revaluation?asOf={Day:O}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Post the revaluation" }).ClickAsync();
        await page.GetByText("This day is revalued.").WaitForAsync();
        (await page.GetByRole(AriaRole.Button, new() { Name = "Correct it" }).CountAsync()).ShouldBe(0);

        await InvoiceAsync(500);
        await page.ReloadAsync();
        await page.GetByText("This day is revalued, but what is held or its rates changed since.").WaitForAsync();
        await PageChecksTests.CheckAsync(page, "harbor/reports/revaluation-outdated");
        await page.GetByRole(AriaRole.Button, new() { Name = "Correct it" }).ClickAsync();

        await page.GetByText("This day is revalued.").WaitForAsync();
        await PageChecksTests.CheckAsync(page, "harbor/reports/revaluation-corrected");
        (await page.GetByRole(AriaRole.Button, new() { Name = "Correct it" }).CountAsync()).ShouldBe(0);
        (await SendAsync(new GetRevaluation(Day))).IsOutdated.ShouldBeFalse();
    }

    private async Task InvoiceAsync(decimal price)
    {
        var customer = (await SendAsync(new ListCustomers(new(), new PageRequest(1)))).Items[0].Id;
        var account = (await SendAsync(new ListAccounts(new(Codes: ["4000"]), new PageRequest(1)))).Items[0].Id;
        var id = (await SendAsync(new CreateInvoice(new(customer, [new("Work", 1, price, AccountId: account)], new(2026, 7, 20), new(2150, 1, 1), "USD")))).Id;
        await SendAsync(new FinalizeInvoice(id));
    }

    private async Task<T> SendAsync<T>(IRequest<Result<T>> request) => (await _scene.Full.SendAsync(request)).Value;
}
