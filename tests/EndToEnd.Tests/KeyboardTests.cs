using Financbase.Application.Ledger;
using Financbase.Testing.Hosting;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Financbase.EndToEnd.Tests;

/// <summary>Work done by keys alone, and what comes out on paper.</summary>
public sealed class KeyboardTests
{
    private TestApp _app = null!;
    private TestSales _firm = null!;
    private string _session = "";
    private IPage _page = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _app = await TestApp.StartAsync(("Process:Roles", "web"));
        _firm = await TestSales.OpenAsync(await _app.FoundAsync("harbor"));
        _session = await Chromium.KeepSessionAsync(_app, await _firm.Organization.AddMemberAsync("owner"));
    }

    [OneTimeTearDown]
    public async Task Stop() => await _app.DisposeAsync();

    [SetUp]
    public async Task Open() => _page = await Chromium.OpenAsync(_app, session: _session);

    [Test]
    public async Task An_invoice_is_written_and_finalised_in_its_dialog()
    {
        await _page.GotoAsync("/o/harbor/invoices");
        await SkipAsync();
        await TabToAsync(_page.GetByRole(AriaRole.Link, new() { Name = "New invoice" }).First);
        await _page.Keyboard.PressAsync("Enter");
        await _page.WaitForURLAsync("**/invoices/new");

        await SkipAsync();
        await TypeAsync(_page.GetByLabel("Customer", new() { Exact = true }), "Northwind Shipyard");
        await TypeAsync(_page.GetByLabel("What line 1 is for"), "Berth");
        await TypeAsync(_page.GetByLabel("Quantity 1"), "2");
        await TypeAsync(_page.GetByLabel("Price 1"), "450");
        await TabToAsync(_page.GetByLabel("Tax rate 1"));
        await _page.Keyboard.PressAsync("ArrowDown");
        await TabToAsync(_page.GetByRole(AriaRole.Button, new() { Name = "Save draft" }));
        await _page.Keyboard.PressAsync("Enter");

        var finalise = _page.GetByRole(AriaRole.Button, new() { Name = "Finalise…" });
        var dialog = _page.GetByRole(AriaRole.Dialog, new() { Name = "Finalise this invoice?" });
        await Expect(finalise).ToBeVisibleAsync();
        await TabToAsync(finalise);
        await _page.Keyboard.PressAsync("Space");
        await Expect(dialog).ToBeVisibleAsync();
        await TabToAsync(dialog.GetByRole(AriaRole.Button, new() { Name = "Not yet" }), most: 1);
        await _page.Keyboard.PressAsync("Escape");
        await Expect(dialog).ToBeHiddenAsync();
        await Expect(finalise).ToBeFocusedAsync();

        await _page.Keyboard.PressAsync("Enter");
        await TabToAsync(dialog.GetByRole(AriaRole.Button, new() { Name = "Finalise" }), most: 2);
        await _page.Keyboard.PressAsync("Enter");
        await Expect(_page.GetByText("is finalised.")).ToBeVisibleAsync();
        (await _app.Database.ScalarAsync("SELECT count(*) FROM invoices WHERE status = 'finalized' AND gross_minor = 108000")).ShouldBe(1L);
    }

    [Test]
    public async Task A_menu_is_walked_with_arrows_and_left_with_Escape()
    {
        await _page.GotoAsync("/o/harbor/reports/trial-balance");
        var menu = _page.Locator(".side > footer > details.menu");
        var (head, profile, last) = (menu.Locator("summary"), menu.GetByRole(AriaRole.Link, new() { Name = "Profile" }), menu.GetByRole(AriaRole.Button, new() { Name = "Sign out" }));
        await TabToAsync(head);
        await _page.Keyboard.PressAsync("Enter");
        await Expect(profile).ToBeVisibleAsync();
        await _page.Keyboard.PressAsync("ArrowDown");
        await Expect(profile).ToBeFocusedAsync();
        await _page.Keyboard.PressAsync("ArrowUp");
        await Expect(last).ToBeFocusedAsync();
        await _page.Keyboard.PressAsync("ArrowDown");
        await Expect(profile).ToBeFocusedAsync();
        await _page.Keyboard.PressAsync("Escape");
        await Expect(profile).ToBeHiddenAsync();
        await Expect(head).ToBeFocusedAsync();

        await _page.Keyboard.PressAsync("Space");
        await Expect(profile).ToBeVisibleAsync();
        await _page.Keyboard.PressAsync("Shift+Tab");
        await Expect(profile).ToBeHiddenAsync();

        await _page.ReloadAsync();
        await SkipAsync();
        await TabToAsync(_page.GetByRole(AriaRole.Navigation, new() { Name = "Reports" }).GetByRole(AriaRole.Link, new() { Name = "Balance sheet" }));
        await _page.Keyboard.PressAsync("Enter");
        await _page.WaitForURLAsync("**/reports/balance-sheet");
    }

    [Test]
    public async Task Reports_and_documents_are_printed_whole_and_dark_on_white()
    {
        var invoice = await _firm.IssueAsync(_firm.Line(100) with { Description = new string('W', 90) }, _firm.Line(1_234_567.89m, quantity: 1_000));
        await _firm.Organization.SendAsync(new PostJournalEntry(
            TestSales.Day, [new(_firm.Accounts["6100"], Debit: 12, Memo: "A long word of what this is about, over and over again"), new(_firm.Accounts["1010"], Credit: 12)], "Rent of the pier and of all that belongs to it"));
        foreach (var address in new[]
        {
            $"invoices/{invoice}", "reports/trial-balance?asOf=2026-12-31&compare=previousYear", "reports/profit-and-loss?from=2026-01-01&to=2026-12-31&compare=previousYear",
            "reports/general-ledger?from=2026-01-01&to=2026-12-31", "reports/aged-receivables?asOf=2026-12-31", "reports/tax?from=2026-01-01&to=2026-12-31", "journal", "invoices",
        })
        {
            await _page.GotoAsync($"/o/harbor/{address}");
            foreach (var chosen in new[] { null, "dark" })
                (await PrintChecks.FaultsAsync(_page, chosen)).ShouldBeEmpty($"{address}, {chosen ?? "not chosen"}");
        }
    }

    // The first stop of every page, which leads past the menu.
    private async Task SkipAsync()
    {
        await _page.Keyboard.PressAsync("Tab");
        await Expect(_page.GetByRole(AriaRole.Link, new() { Name = "Skip to content" })).ToBeFocusedAsync();
        await _page.Keyboard.PressAsync("Enter");
    }

    private async Task TypeAsync(ILocator field, string text)
    {
        await TabToAsync(field);
        await _page.Keyboard.PressAsync("Control+a");
        await _page.Keyboard.TypeAsync(text);
    }

    private async Task TabToAsync(ILocator place, int most = 80)
    {
        for (var turn = 0; turn < most; turn++)
        {
            await _page.Keyboard.PressAsync("Tab");
            if (await place.EvaluateAsync<bool>("e => e === document.activeElement"))
                return;
        }

        Assert.Fail($"Tab does not reach {place} in {most} steps: {await _page.EvaluateAsync<string>("document.activeElement.outerHTML.slice(0, 200)")}");
    }
}
