using System.Net;
using Financbase.Application.Ledger;
using Financbase.Application.Purchases;
using Financbase.Testing.Hosting;
using Financbase.Testing.Http;

namespace Financbase.Web.Tests.Ledger;

/// <summary>Budgets and reports as a browser without scripts and a program keep and read them.</summary>
public sealed class BudgetTests
{
    private TestApp _app = null!;
    private TestSales _firm = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _app = await TestApp.StartAsync(("Process:Roles", "web"));
        _firm = await TestSales.OpenAsync(await _app.FoundAsync("firm"));
        await PostAsync(new(2025, 1, 5), 900m);
        await PostAsync(new(2026, 1, 5), 1_000m);
    }

    [OneTimeTearDown]
    public Task Stop() => _app.DisposeAsync().AsTask();

    [Test]
    public async Task A_budget_is_drawn_up_filled_in_and_deleted_by_forms()
    {
        using var browser = await TestBrowser.SignInAsync(_app, await _firm.Organization.AddMemberAsync("owner"));
        using (var wrong = await browser.SubmitAsync("/o/firm/budgets/new", ("Input.Name", "Plan"), ("Input.FiscalYear", "2026"), ("Input.ThresholdPercents", "80"), ("Input.ChangePercent", "much")))
            wrong.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        using (var wrong = await browser.SubmitAsync("/o/firm/budgets/new", ("Input.Name", "Plan"), ("Input.FiscalYear", "2026"), ("Input.ThresholdPercents", "80, most")))
            wrong.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        await DoneAsync(browser, "/o/firm/budgets/new", ("Input.Name", "Plan"), ("Input.FiscalYear", "2026"), ("Input.ThresholdPercents", "80"), ("Input.ChangePercent", "10"));
        var id = $"{await _app.Database.ScalarAsync("SELECT id FROM budgets WHERE name = 'Plan'")}";
        (await LinesAsync()).ShouldBe("2026-01-01 99000");

        // More fields than a form may have elsewhere.
        var fields = new List<(string, string)> { ("Input.Name", "Plan B"), ("Input.ThresholdPercents", "90, 95"), ("Input.Rows[0].AccountId", $"{_firm.Accounts["6100"]}"), ("Input.Rows[0].Each", "7.50"), ("Input.Rows[0].Amounts[0]", ""), ("Input.Rows[0].Amounts[1]", "8"), ("Input.Rows[0].Amounts[2]", "0") };
        fields.AddRange(Enumerable.Range(0, 1_100).Select(place => ($"Other{place}", "")));
        await DoneAsync(browser, $"/o/firm/budgets/{id}/edit?handler=Save", [.. fields]);
        (await LinesAsync()).ShouldStartWith("2026-01-01 750, 2026-02-01 800, 2026-04-01 750");
        var page = await browser.GetStringAsync($"/o/firm/budgets/{id}?from=2026-01-01&to=2026-01-31");
        page.ShouldContain("13333.3 % used");
        await DoneAsync(browser, $"/o/firm/budgets/{id}/edit?handler=Delete");
        (await LinesAsync()).ShouldBe("");

        async Task<string> LinesAsync() => $"{await _app.Database.ScalarAsync($"SELECT string_agg(month || ' ' || amount_minor, ', ' ORDER BY month) FROM budget_lines WHERE budget_id = '{id}'")}";
    }

    [Test]
    public async Task Every_report_can_be_had_as_a_file_with_the_same_figures()
    {
        using var api = await ApiClient.OfAsync(_firm.Organization, "accountant");
        var budget = (await _firm.Organization.SendAsync(new CreateBudget("As a file", 2026, [new(_firm.Accounts["6100"], [.. Enumerable.Repeat(400m, 12)])]))).Value.Id;
        await UnsafeNamesAsync();
        foreach (var (path, line) in new[]
        {
            ("reports/trial-balance?asOf=2026-01-31", "\"6100\",\"Rent\",expense,1900.00,0.00"),
            ("reports/profit-and-loss?from=2026-01-01&to=2026-01-31&compare=previousYear", "\"Operating expenses\",\"6100 Rent\",1000.00,900.00"),
            ("reports/balance-sheet?asOf=2026-01-31", "\"Current assets\",\"1010 Bank\",-1900.00,"),
            ("reports/cash-flow?from=2026-01-01&to=2026-01-31", "\"Change in money\",,-1000.00,"),
            ("reports/general-ledger?from=2026-01-01", "\"1010\",\"Bank\",2026-01-05,\"Rent\",,1000.00,-1900.00,manual"),
            ("reports/tax?from=2026-01-01&to=2026-01-31", "2026-01-01,2026-01-31,,\"Other movements\",,,,0.00"),
            ("reports/revaluation?asOf=2026-01-31", "Code,Account,Currency,Held"),
            ("reports/aged-receivables", "Customer,Not due"),
            ("reports/aged-payables?asOf=2026-06-20", "\"'=HYPERLINK(1)\",40.00,0.00,0.00,0.00,0.00,0.00,40.00"),
            ("reports/general-ledger?from=2026-02-01", "\"6250\",\"Office supplies\",2026-02-03,\"'=1+1\",5.00,,5.00,manual"),
            ("reports/profit-and-loss-by-project?from=2026-02-01&to=2026-02-28", "\"Operating expenses\",\"6250 Office supplies\",\"PIER Repairs\",5.00"),
            ($"budgets/{budget}/report?to=2026-01-31", "\"6100\",\"Rent\",expense,400.00,1000.00,600.00,250,"),
        })
        {
            using var file = await api.OpenAsync($"/api/{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}format=csv", null);
            file.StatusCode.ShouldBe(HttpStatusCode.OK, path);
            file.Content.Headers.ContentType!.ToString().ShouldBe("text/csv; charset=utf-8");
            file.Content.Headers.ContentDisposition!.FileName.ShouldNotBeNull().ShouldContain(".csv");
            (await file.Content.ReadAsStringAsync()).ShouldContain(line);
            (await api.GetAsync($"/api/{path.Split('?')[0]}?format=xml")).Fields.ShouldContain("format");
            (await api.GetAsync($"/api/{path.Split('?')[0]}?format=csv&form=x")).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        }
    }

    // A vendor and a memo that a spreadsheet would take for formulas; the memo is of an entry of a project.
    private async Task UnsafeNamesAsync()
    {
        var purchases = await TestPurchases.OpenAsync(_firm.Organization);
        var vendor = (await _firm.Organization.SendAsync(new CreateVendor(new("=HYPERLINK(1)")))).Value.Id;
        await purchases.ApproveAsync(vendor, purchases.Line(40, taxed: false));
        var project = (await _firm.Organization.SendAsync(new CreateProject(new("PIER", "Repairs")))).Value.Id;
        (await _firm.Organization.SendAsync(new PostJournalEntry(
            new(2026, 2, 3), [new(_firm.Accounts["6250"], Debit: 5m, ProjectId: project), new(_firm.Accounts["1010"], Credit: 5m)], "=1+1"))).IsSuccess.ShouldBeTrue();
    }

    private static async Task DoneAsync(TestBrowser browser, string path, params (string, string)[] fields)
    {
        using var answer = await browser.SubmitAsync(path, fields);
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect, await answer.Content.ReadAsStringAsync());
    }

    private async Task PostAsync(DateOnly day, decimal rent) =>
        (await _firm.Organization.SendAsync(new PostJournalEntry(day, [new(_firm.Accounts["6100"], Debit: rent), new(_firm.Accounts["1010"], Credit: rent)], "Rent"))).IsSuccess.ShouldBeTrue();
}
