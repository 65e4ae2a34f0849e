using System.Net;
using Financbase.Testing.Hosting;
using Financbase.Testing.Http;

namespace Financbase.Web.Tests.Ledger;

/// <summary>Reports on the cash basis: on their pages, as files and for programs.</summary>
public sealed class CashBasisPagesTests
{
    [Test]
    public async Task Pages_files_and_programs_get_the_basis_that_they_ask_for()
    {
        await using var app = await TestApp.StartAsync(("Process:Roles", "web"));
        var firm = await TestSales.OpenAsync(await app.FoundAsync("firm"));
        await firm.PayAsync(await firm.IssueAsync(firm.Line(100)), 60, TestSales.Day.AddDays(3));
        using var browser = await TestBrowser.SignInAsync(app, await firm.Organization.AddMemberAsync("owner"));
        foreach (var (path, accrual, cash) in new[]
        {
            ("profit-and-loss?from=2026-06-01&to=2026-06-30", "100.00", "50.00"), ("balance-sheet?to=2026-06-30", "20.00", "10.00"), ("trial-balance?asOf=2026-06-30", "20.00", "10.00"),
            ("tax?from=2026-06-01&to=2026-06-30", "100.00", "50.00"),
        })
        {
            var page = await browser.GetStringAsync($"/o/firm/reports/{path}");
            page.ShouldContain(accrual, customMessage: path);
            page.ShouldNotContain("Cash basis: invoices");
            var other = await browser.GetStringAsync($"/o/firm/reports/{path}&basis=cash");
            other.ShouldContain("Cash basis: invoices, bills and credits count when they are paid or used", customMessage: path);
            other.ShouldContain(cash, customMessage: path);
            (await browser.GetStringAsync($"/o/firm/reports/{path}&basis=cash&handler=Csv")).ShouldContain(cash, customMessage: path);
        }

        (await browser.GetStringAsync("/o/firm/reports/cash-flow")).ShouldNotContain("name=\"basis\"");
        using var api = await ApiClient.OfAsync(firm.Organization, "accountant");
        var report = await api.GetAsync("/api/reports/profit-and-loss?from=2026-06-01&to=2026-06-30&basis=cash");
        report.Data.GetProperty("basis").GetString().ShouldBe("cash");
        report.Data.GetProperty("sections").EnumerateArray().Last().GetProperty("total").GetProperty("value").GetString().ShouldBe("50.00");
        foreach (var path in new[] { "profit-and-loss", "balance-sheet", "trial-balance", "tax" })
            (await api.GetAsync($"/api/reports/{path}?basis=barter")).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }
}
