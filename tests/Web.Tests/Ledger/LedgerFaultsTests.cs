using System.Globalization;
using System.Text.Json;
using Financbase.Application.Ledger;
using Financbase.Application.Ledger.Scheduled;
using Financbase.Application.Sales;
using Financbase.Infrastructure.Ledger;
using Financbase.Testing.Hosting;
using Financbase.Web.Commands;
using Microsoft.Extensions.DependencyInjection;

namespace Financbase.Web.Tests.Ledger;

/// <summary>Somebody who is stopped by nothing spoils the books; working them out anew finds each thing, and only that.</summary>
public sealed class LedgerFaultsTests
{
    private TestApp _app = null!;

    [OneTimeSetUp]
    public async Task Start() => _app = await TestApp.StartAsync(services => services.AddVerbs(), ("Process:Roles", "web"));

    [OneTimeTearDown]
    public async Task Stop() => await _app.DisposeAsync();

    [TestCase("entry+balance+control", "UPDATE postings SET amount_minor = amount_minor + 1 WHERE organization_id = $o AND amount_minor = 12000")]
    [TestCase("entry+balance", "DELETE FROM postings WHERE organization_id = $o AND amount_minor = -10000 AND entry_id = (SELECT id FROM journal_entries WHERE organization_id = $o AND source = 'invoice' AND memo LIKE '%00001%')")]
    [TestCase("entry+balance", "UPDATE postings SET date = date + 40 WHERE organization_id = $o AND amount_minor = -2000")]
    [TestCase("balance", "UPDATE account_months SET debit_minor = debit_minor + 1, credit_minor = credit_minor + 1 WHERE organization_id = $o AND debit_minor > 0")]
    [TestCase("balance", "DELETE FROM account_months WHERE organization_id = $o AND credit_minor > 0")]
    [TestCase("reversal", "UPDATE postings SET line = line + 10 WHERE organization_id = $o AND entry_id = (SELECT id FROM journal_entries WHERE organization_id = $o AND source = 'reversal')")]
    [TestCase("number", "UPDATE invoices SET sequence = 7, number = 'INV-2026-00007' WHERE organization_id = $o AND sequence = 3")]
    [TestCase("number", "UPDATE document_counters SET last_number = 9 WHERE organization_id = $o")]
    [TestCase("number", "DELETE FROM document_counters WHERE organization_id = $o")]
    [TestCase("control", "UPDATE invoices SET open_minor = open_minor - 1, open_base_minor = open_base_minor - 1 WHERE organization_id = $o AND open_minor > 0")]
    [TestCase("control", "UPDATE payments SET unallocated_minor = 1, unallocated_base_minor = 1 WHERE organization_id = $o")]
    [TestCase("schedule", "UPDATE scheduled_entries SET posted = 1 WHERE organization_id = $o")]
    [TestCase("schedule", "UPDATE scheduled_entries SET total_minor = total_minor - 1 WHERE organization_id = $o")]
    [TestCase("schedule", "DELETE FROM scheduled_entries WHERE organization_id = $o")]
    [TestCase("", "SELECT 1")]
    public async Task What_was_spoilt_is_found_and_told_once_a_day(string kinds, string sql)
    {
        var firm = await TradeAsync();
        await SpoilAsync(sql.Replace("$o", $"'{firm.Organization.Id}'", StringComparison.Ordinal));

        var (code, json) = await VerifyAsync(firm.Organization.Info.Identifier);
        var found = json.GetProperty("faults").EnumerateArray().Select(fault => fault.GetProperty("kind").GetString()).Distinct().Order();
        string.Join('+', found).ShouldBe(string.Join('+', kinds.Split('+').Order()));
        code.ShouldBe(kinds.Length == 0 ? 0 : 2);

        await WatchAsync();
        await WatchAsync();
        (await _app.Database.ScalarAsync($"SELECT count(*) FROM events WHERE organization_id = '{firm.Organization.Id}' AND type = 'ledger.faults_found'"))
            .ShouldBe(kinds.Length == 0 ? 0L : 1L);
    }

    // An invoice that is open, one that is paid, one that is paid too much and void ones in between; an entry by hand on the account of receivables, and its reversal; a schedule.
    private async Task<TestSales> TradeAsync()
    {
        var firm = await TestSales.OpenAsync(await _app.FoundAsync($"firm-{Guid.NewGuid().ToString("N")[..8]}"));
        await firm.IssueAsync(firm.Line(100));
        var paid = await firm.IssueAsync(firm.Line(70));
        (await firm.PayAsync(paid, 90)).IsSuccess.ShouldBeTrue();
        (await firm.Organization.SendAsync(new VoidInvoice(await firm.IssueAsync(firm.Line(33)), TestSales.Day, "Wrong customer"))).IsSuccess.ShouldBeTrue();
        (await firm.Organization.SendAsync(new PostJournalEntry(
            TestSales.Day, [new(firm.Accounts["1100"], Debit: 55m), new(firm.Accounts["3800"], Credit: 55m)], "By hand"))).IsSuccess.ShouldBeTrue();
        (await firm.Organization.SendAsync(new CreateScheduledEntry(
            new("Insurance", firm.Accounts["1400"], firm.Accounts["6450"], 50m, new DateOnly(2026, 1, 1), 2)))).IsSuccess.ShouldBeTrue();
        return firm;
    }

    // As the superuser, with every trigger out of the way.
    private async Task SpoilAsync(string sql) => await _app.Database.ScalarAsync($"SET session_replication_role = replica; {sql}");

    private async Task WatchAsync()
    {
        await using var scope = _app.CreateScope();
        await ActivatorUtilities.CreateInstance<LedgerWatch>(scope.ServiceProvider).WatchAsync(CancellationToken.None);
    }

    private async Task<(int Code, JsonElement Json)> VerifyAsync(string slug)
    {
        await using var result = new StringWriter(CultureInfo.InvariantCulture);
        await using var progress = new StringWriter(CultureInfo.InvariantCulture);
        var code = await Verbs.RunAsync(_app.Services, ["ledger", "verify", "--organization", slug, "--json"], result, progress, CancellationToken.None);
        return (code, JsonElement.Parse(result.ToString()));
    }
}
