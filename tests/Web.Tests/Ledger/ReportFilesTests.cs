using System.Net;
using System.Text.RegularExpressions;
using Financbase.Application.Ledger;
using Financbase.Domain.SharedKernel;
using Financbase.Testing.Hosting;
using Financbase.Testing.Http;
using Financbase.Web.Shell;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Financbase.Web.Tests.Ledger;

/// <summary>A spreadsheet takes a cell for a formula by its first character. No cell of a file of ours has such a one, whatever things are called.</summary>
public sealed partial class ReportFilesTests
{
    private const string Marks = "=+-@\t\r";

    // Everything that has a name gets one that begins with a mark, also where the product would have taken it off.
    private const string Rename = """
        SET session_replication_role = replica;
        CREATE FUNCTION marked(id uuid, name text) RETURNS text LANGUAGE sql AS $$ SELECT substr(E'=+-@\t\r', 1 + abs(hashtext(id::text)) % 6, 1) || name $$;
        UPDATE accounts SET name = marked(id, name);
        UPDATE customers SET name = marked(id, name);
        UPDATE vendors SET name = marked(id, name);
        UPDATE projects SET name = marked(id, name), code = '=' || code;
        UPDATE journal_entries SET memo = marked(id, memo);
        UPDATE postings SET memo = marked(entry_id, memo) WHERE memo IS NOT NULL;
        UPDATE invoices SET taxes = replace(taxes::text, '"name": "', '"name": "@')::jsonb;
        UPDATE bills SET taxes = replace(taxes::text, '"name": "', '"name": "=')::jsonb;
        RESET session_replication_role
        """;

    private TestApp _app = null!;
    private TestOrganization _organization = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _app = await TestApp.StartAsync(("Process:Roles", "web"));
        _organization = (await DrillDownScene.PlayAsync(await _app.FoundAsync("firm"))).Organization;
    }

    [OneTimeTearDown]
    public Task Stop() => _app.DisposeAsync().AsTask();

    [Test]
    public async Task No_report_has_a_cell_that_is_a_formula()
    {
        var accounts = (await _organization.SendAsync(new ListAccounts(new(Codes: ["1010", "6100"]), new(2)))).Value.Items;
        var budget = (await _organization.SendAsync(new CreateBudget("Plan", 2026, [new(accounts[1].Id, [.. Enumerable.Repeat(400m, 12)])]))).Value.Id;
        var project = (await _organization.SendAsync(new CreateProject(new("PIER", "Repairs")))).Value.Id;
        (await _organization.SendAsync(new PostJournalEntry(
            new(2026, 2, 3), [new(accounts[1].Id, Debit: 5m, ProjectId: project), new(accounts[0].Id, Credit: 5m)], "Sum"))).Error.ShouldBeNull();
        await _app.Database.ScalarAsync(Rename);
        using var browser = await TestBrowser.SignInAsync(_app, await _organization.AddMemberAsync("owner"));
        using var api = await ApiClient.OfAsync(_organization, "accountant");

        var files = new Dictionary<string, string>();
        foreach (var page in ReportPages().Append($"budgets/{budget}"))
            files[page] = await browser.GetStringAsync($"/o/firm/{page}?handler=Csv&from=2026-01-01&to=2026-12-31&asOf=2026-07-05");
        foreach (var address in ReportAddresses().Append($"/api/budgets/{budget}/report"))
        {
            var isOfDay = address.Split('/')[^1] is "aged-payables" or "aged-receivables" or "balance-sheet" or "revaluation" or "trial-balance";
            using var file = await api.OpenAsync($"{address}?format=csv&{(isOfDay ? "asOf=2026-07-05" : "from=2026-01-01&to=2026-12-31")}", null);
            file.StatusCode.ShouldBe(HttpStatusCode.OK, address);
            files[address] = await file.Content.ReadAsStringAsync();
        }

        files.Count.ShouldBeGreaterThanOrEqualTo(20);
        foreach (var (name, file) in files)
        {
            var cells = Cells(file).ToList();
            cells.Count.ShouldBeGreaterThan(5, name);
            cells.Where(cell => cell.Length > 0 && Marks.Contains(cell[0]) && !Number().IsMatch(cell)).ShouldBeEmpty(name);
        }

        foreach (var mark in Marks)
            files.Values.SelectMany(Cells).ShouldContain(cell => cell.StartsWith("'" + mark), $"nothing begins with {(int)mark}, so nothing was tried");
    }

    [TestCase("=1+1", "\"'=1+1\"")]
    [TestCase("+1", "\"'+1\"")]
    [TestCase("-1", "\"'-1\"")]
    [TestCase("@SUM(A1)", "\"'@SUM(A1)\"")]
    [TestCase("\t=1", "\"'\t=1\"")]
    [TestCase("\r=1", "\"'\r=1\"")]
    [TestCase("=\"a\",b", "\"'=\"\"a\"\",b\"")]
    [TestCase("1=1", "\"1=1\"")]
    [TestCase("", "")]
    public void A_text_that_would_be_a_formula_begins_with_an_apostrophe(string text, string field)
    {
        CsvFormat.Of<string>(("Text", row => row)).Row(text).ShouldBe(field + "\r\n");
        CsvFormat.Of<string>(("Texts", row => new[] { row })).Row(text).ShouldBe(field + "\r\n");
        CsvFormat.Of<string>(("Amount", _ => new Money(-100, Currency.Of("EUR")))).Row(text).ShouldBe("-1.00\r\n");
    }

    private IEnumerable<string> ReportPages() => _app.Services.GetRequiredService<IActionDescriptorCollectionProvider>().ActionDescriptors.Items.OfType<PageActionDescriptor>()
        .Where(page => page.ViewEnginePath.StartsWith("/Reports/", StringComparison.Ordinal)).Select(page => page.AttributeRouteInfo!.Template!).Distinct();

    private IEnumerable<string> ReportAddresses() => _app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Select(endpoint => "/" + endpoint.RoutePattern.RawText!.TrimStart('/')).Where(address => address.StartsWith("/api/reports/", StringComparison.Ordinal)).Distinct();

    // As a program reads them: quotes are taken off, and doubled ones are one.
    private static IEnumerable<string> Cells(string file) => Cell().Matches(file.TrimStart('\uFEFF')).Select(found =>
        found.Value.StartsWith('"') ? found.Value[1..^1].Replace("\"\"", "\"", StringComparison.Ordinal) : found.Value);

    [GeneratedRegex("\"(?:[^\"]|\"\")*\"|[^,\"\\r\\n]+")]
    private static partial Regex Cell();

    [GeneratedRegex(@"^-\d+(\.\d+)?$")]
    private static partial Regex Number();
}
