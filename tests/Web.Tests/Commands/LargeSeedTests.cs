using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Financbase.Application.Ledger;
using Financbase.Application.Purchases;
using Financbase.Application.Sales;
using Financbase.Domain.Ledger;
using Financbase.Testing.Hosting;
using Financbase.Web.Commands;

namespace Financbase.Web.Tests.Commands;

/// <summary>Large books, made small: what is wrong with a hundred invoices is wrong with a million.</summary>
public sealed class LargeSeedTests
{
    private TestApp _app = null!;
    private TestOrganization _organization = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _app = await TestApp.StartAsync(services => services.AddVerbs(), ("Process:Roles", "web"));
        _organization = await _app.FoundAsync("mill");
        (await RunAsync("seed", "large", "--lines", "6000", "--organization", "mill")).ShouldBe((0, "2700 entries, 6000 postings, 0 faults.\n"));
    }

    [OneTimeTearDown]
    public async Task Stop() => await _app.DisposeAsync();

    [Test]
    public async Task What_customers_owe_is_what_the_account_of_receivables_holds()
    {
        var today = DateOnly.FromDateTime(DateTime.UtcNow);
        var owed = (await _organization.SendAsync(new GetAgedReceivables(today))).Value.Totals.Total;
        var held = (await _organization.SendAsync(new GetTrialBalance(today))).Value.Rows.Single(row => row.Account.Code == ChartTemplate.CodeOf(PostingRole.Receivable)).Balance;
        owed.Minor.ShouldBeGreaterThan(0);
        owed.ShouldBe(held);
    }

    [Test]
    public async Task What_is_owed_to_vendors_is_what_the_account_of_payables_holds()
    {
        var today = DateOnly.FromDateTime(DateTime.UtcNow);
        var owed = (await _organization.SendAsync(new GetAgedPayables(today))).Value.Totals.Total;
        var held = (await _organization.SendAsync(new GetTrialBalance(today))).Value.Rows.Single(row => row.Account.Code == ChartTemplate.CodeOf(PostingRole.Payable)).Balance;
        owed.Minor.ShouldBeGreaterThan(0);
        owed.ShouldBe(-held);
        (await _app.Database.ScalarAsync("SELECT count(*) || ' ' || count(*) FILTER (WHERE open_minor = 0) FROM bills")).ShouldBe("150 145");
    }

    [Test]
    public async Task Its_invoices_imports_and_bank_lines_are_read_like_any_other()
    {
        using var client = _app.CreateApiClient(await _organization.IssueKeyAsync(await _organization.AddMemberAsync("owner")));
        var invoice = (await DataAsync(client, "/api/invoices?limit=1"))[0].GetProperty("id").GetString();
        var whole = await DataAsync(client, $"/api/invoices/{invoice}");
        whole.GetProperty("taxes")[0].GetProperty("amount").GetRawText().ShouldBe(whole.GetProperty("totals").GetProperty("tax").GetRawText());
        var account = (await DataAsync(client, "/api/bank-accounts"))[0];
        account.GetProperty("lines").GetInt32().ShouldBe(330);
        (await DataAsync(client, $"/api/bank-accounts/{account.GetProperty("id").GetString()}/statements")).GetArrayLength().ShouldBe(1);
        (await DataAsync(client, "/api/bank-transactions?status=unreviewed")).GetArrayLength().ShouldBe(30);
    }

    [Test]
    public async Task The_next_invoice_of_each_year_has_the_next_number() => (await _app.Database.ScalarAsync("""
        SELECT bool_and(numbers = last_number AND highest = last_number) FROM document_counters
        JOIN (SELECT fiscal_year, count(*) AS numbers, max(sequence) AS highest FROM invoices WHERE number = 'INV-' || fiscal_year || '-' || lpad(sequence::text, 5, '0') GROUP BY 1) i
            USING (fiscal_year)
        """)).ShouldBe(true);

    [Test]
    public async Task Books_that_are_there_are_left_alone()
    {
        (await RunAsync("seed", "large", "--lines", "20", "--organization", "mill")).Code.ShouldBe(1);
        (await _app.Database.ScalarAsync("SELECT count(*) FROM postings")).ShouldBe(6000L);
    }

    [TestCase("21")]
    [TestCase("0")]
    [TestCase("1e6")]
    public async Task The_number_of_lines_is_one_that_can_be_made(string lines) => (await RunAsync("seed", "large", "--lines", lines)).Code.ShouldBe(1);

    private static async Task<JsonElement> DataAsync(HttpClient client, string address) =>
        (await client.GetFromJsonAsync<JsonElement>(address)).GetProperty("data");

    private async Task<(int Code, string Result)> RunAsync(params string[] words)
    {
        await using var result = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        await using var progress = new StringWriter(CultureInfo.InvariantCulture);
        var code = await Verbs.RunAsync(_app.Services, words, result, progress, CancellationToken.None);
        return (code, code == 1 ? progress.ToString() : result.ToString());
    }
}
