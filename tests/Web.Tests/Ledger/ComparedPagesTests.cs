using System.Net;
using Financbase.Testing.Hosting;
using Financbase.Testing.Http;

namespace Financbase.Web.Tests.Ledger;

/// <summary>Reports beside an earlier one: on their pages, as files and for programs.</summary>
public sealed class ComparedPagesTests
{
    [Test]
    public async Task Pages_files_and_programs_get_what_they_compare_with()
    {
        await using var app = await TestApp.StartAsync(("Process:Roles", "web"));
        var firm = await TestSales.OpenAsync(await app.FoundAsync("firm"));
        await firm.IssueAsync(firm.Line(1_000));
        using var browser = await TestBrowser.SignInAsync(app, await firm.Organization.AddMemberAsync("owner"));
        using var api = await ApiClient.OfAsync(firm.Organization, "accountant");
        foreach (var (path, compare, before, head) in new[]
        {
            ("trial-balance?asOf=2026-07-31", "previousPeriod", "2026-06-30", "Compared debit,Compared credit"), ("trial-balance?asOf=2027-06-15", "previousYear", "2026-06-15", "Compared debit,Compared credit"),
            ("aged-receivables?asOf=2026-07-20", "previousPeriod", "2026-06-30", "Compared not due"), ("aged-payables?asOf=2026-07-20", "previousPeriod", "2026-06-30", "Compared not due"),
            ("tax?from=2026-07-01&to=2026-07-31", "previousPeriod", "2026-06-30", "Compared net,Compared amount"),
        })
        {
            var page = await browser.GetStringAsync($"/o/firm/reports/{path}&compare={compare}");
            page.ShouldContain($"<option value=\"{compare}\" selected", customMessage: path);
            (await browser.GetStringAsync($"/o/firm/reports/{path}")).ShouldNotContain(before, customMessage: path);
            var file = await browser.GetStringAsync($"/o/firm/reports/{path}&compare={compare}&handler=Csv");
            file.ShouldContain(head, customMessage: path);
            var report = await api.GetAsync($"/api/reports/{path}&compare={compare}");
            report.Status.ShouldBe(HttpStatusCode.OK, path);
            report.Data.GetRawText().ShouldContain($"\"{before}\"", customMessage: path);
            if (!path.StartsWith("aged-payables", StringComparison.Ordinal))
            {
                page.ShouldContain(before, customMessage: path);
                file.ShouldContain(path.StartsWith("tax", StringComparison.Ordinal) ? "1000.00,200.00" : "1200.00", customMessage: path);
            }

            (await api.GetAsync($"/api/reports/{path}&compare=yesterday")).Status.ShouldBe(HttpStatusCode.UnprocessableEntity, path);
        }
    }
}
