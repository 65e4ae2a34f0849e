using System.Net;
using Financbase.Application.Ledger;
using Financbase.Domain.Ledger;
using Financbase.Testing.Hosting;
using Financbase.Testing.Http;
using Financbase.Web.Commands;

namespace Financbase.Web.Tests.Ledger;

/// <summary>Journals of beancount come in: our own, and one as people keep it, which beancount itself finds valid.</summary>
public sealed class BeancountTests
{
    private const string Usual = """
        ;; -*- mode: beancount -*-
        option "title" "Harbour Works"
        option "operating_currency" "EUR"
        option "name_income" "Earnings"

        * Accounts
        2020-01-01 open Assets:Bank:Giro          EUR,USD "STRICT"
          name: "Giro at the harbour bank"
          code: "1210"
        2020-01-01 open Assets:Broker
        2020-01-01 open Earnings:Fees
        2020-01-01 open Expenses:Chairs  ; for the office
        2020-01-01 open Equity:Opening-Balances
        2020-01-01 commodity EUR
          name: "Euro"
        2026-01-01 price USD 0.85 EUR
        2026-01-01 event "location" "Hamburg; at the quay"
        2026-01-01 custom "budget" Expenses:Chairs "monthly" 10.00 EUR

        * Entries
        2026-01-02 * "Opening"
          Assets:Bank:Giro         2,000.00 EUR
          Equity:Opening-Balances
        2026-01-05 * "Chairs \"of the sea\"" "Two chairs; blue" #office ^A-17
          project: "PIER-4"
          ! Expenses:Chairs   1,234.50 EUR ; both of them
            project: "PIER-4"
          Assets:Bank:Giro
        2026-01-06 ! "Fee from overseas"
          Assets:Bank:Giro    100.00 USD @ 0.8532 EUR
          Assets:Bank:Giro    10.00 USD @@ 8.55 EUR
          Earnings:Fees
        2026-01-07 txn "Lots"
          Assets:Broker      10 HOOL {12.50 EUR, 2026-01-07, "first"}
          Assets:Broker      4 HOOL {{60.00 EUR}}
          Assets:Bank:Giro  -185.00 EUR
        2026-02-07 * "Sold again"
          Assets:Broker      -5 HOOL {12.50 EUR, 2026-01-07, "first"} @ 15.00 EUR
          Assets:Bank:Giro   75.00 EUR
          Earnings:Fees
        2026-02-08 balance Expenses:Chairs  1234.50 EUR
        2026-02-09 note Assets:Broker "Called them"
        2026-12-31 close Assets:Broker
        """;

    private TestApp _app = null!;
    private Oracles _oracles = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _app = await TestApp.StartAsync(services => services.AddVerbs(), ("Process:Roles", "web"));
        _oracles = new Oracles(_app);
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        await _app.DisposeAsync();
        _oracles.Dispose();
    }

    [TestCase("EUR", 11)]
    [TestCase("JPY", 12)]
    [TestCase("BHD", 13)]
    public async Task Our_own_export_of_random_books_comes_in_with_the_same_trial_balance(string currency, int seed)
    {
        var old = await _app.FoundAsync($"old-{seed}", currency);
        await RandomBooks.KeepAsync(old, new Random(seed));
        if (currency == "EUR")
            await AddForeignAsync(old);
        var text = await _oracles.VerbAsync("ledger", "export", "--organization", old.Info.Identifier, "--format", "beancount");

        var fresh = await _app.FoundAsync($"new-{seed}", currency);
        var preview = (await fresh.SendAsync(new PreviewJournal(text))).Value;
        preview.Faults.ShouldBeEmpty();
        var taken = (await fresh.SendAsync(new ImportJournal(text))).Value;

        taken.Entries.ShouldBe(preview.Entries);
        (await BalancesAsync(fresh)).ShouldBe(await BalancesAsync(old));
        (await BalancesAsync(fresh)).Length.ShouldBeGreaterThan(10);
        (await fresh.SendAsync(new ImportJournal(text))).Error!.Code.ShouldBe("ledger.journal_taken_in");
        (await _oracles.VerbAsync("ledger", "verify", "--organization", fresh.Info.Identifier)).ShouldEndWith("0 faults.\n");
        (await fresh.SendAsync(new UndoJournalImport(taken.Id))).Value.Entries.ShouldBe(taken.Entries);
        (await BalancesAsync(fresh)).ShouldBeEmpty();
    }

    [Test]
    public async Task What_beancount_finds_valid_comes_in_with_the_balances_that_it_says()
    {
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.beancount");
        await File.WriteAllTextAsync(file, Usual);
        (await Oracles.RunAsync("bean-check", file)).ShouldBeEmpty();
        File.Delete(file);
        var organization = await _app.FoundAsync("usual");

        (await organization.SendAsync(new ImportJournal(Usual))).Value.ShouldSatisfyAllConditions(taken => taken.Entries.ShouldBe(5), taken => taken.Accounts.ShouldBe(5));

        (await BalancesAsync(organization)).ShouldBe(
        [
            "10001 Broker Asset: 122.50", "1210 Giro at the harbour bank Asset: 749.37", "30001 Opening-Balances Equity: -2000.00", "40001 Fees Revenue: -106.37", "60001 Chairs Expense: 1234.50",
        ]);
        var entries = (await organization.SendAsync(new ListJournalEntries(new(), new(10)))).Value.Items.Select(entry => entry.Memo);
        entries.ShouldContain("Chairs \"of the sea\" | Two chairs; blue");
    }

    [Test]
    public async Task A_program_may_say_the_format_and_learns_the_line_that_is_wrong()
    {
        var organization = await _app.FoundAsync("told");
        using var api = await ApiClient.OfAsync(organization, "owner");
        const string either = """2026-01-05 * \"Chairs\"\n  Expenses:Chairs  5.00 EUR\n  Assets:Bank\n""";

        var unsaid = await api.PostAsync("/api/journals/preview", $$"""{"text":"{{either}}"}""");
        unsaid.Data.GetProperty("faults")[0].GetProperty("reason").GetString()!.ShouldContain("Say which");
        (await api.PostAsync("/api/journals", $$"""{"text":"{{either}}"}""")).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await api.PostAsync("/api/journals", $$"""{"text":"{{either}}","format":"org"}""")).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var padded = await api.PostAsync("/api/journals", """{"text":"2026-01-01 open Assets:Bank\n2026-01-02 pad Assets:Bank Equity:Opening\n","format":"beancount"}""");
        padded.Json.ToString().ShouldContain("Line 2:");
        (await api.PostAsync("/api/journals", $$"""{"text":"{{either}}","format":"beancount"}""")).Status.ShouldBe(HttpStatusCode.OK);
    }

    // Amounts in another currency, and words with signs that both programs use.
    private static async Task AddForeignAsync(TestOrganization organization)
    {
        var sales = await TestSales.OpenAsync(organization);
        await organization.SendAsync(new AddExchangeRate("USD", TestSales.Day, 0.8532m));
        var invoice = (await organization.SendAsync(new Application.Sales.CreateInvoice(new(sales.Customer, [sales.Line(33.33m)], TestSales.Day, TestSales.Far, "USD")))).Value.Id;
        _ = (await organization.SendAsync(new Application.Sales.FinalizeInvoice(invoice))).Value;
        var odd = (await organization.SendAsync(new CreateAccount("1-0.2", "Bank:of \"Ports\" ; (closed) \\", AccountSubtype.Bank))).Value.Id;
        var pier = (await organization.SendAsync(new CreateProject(new("PIER-4", "Pier")))).Value.Id;
        _ = (await organization.SendAsync(new PostJournalEntry(
            TestSales.Day, [new(sales.Accounts["6100"], Debit: 7, ProjectId: pier), new(odd, Credit: 7)], "\"Quoted\" ; * | \\ #x", ["Trade fair", "a: \"b\""]))).Value;
    }

    private static async Task<string[]> BalancesAsync(TestOrganization organization) =>
    [
        .. (await organization.SendAsync(new GetTrialBalance(new DateOnly(2199, 12, 31)))).Value.Rows.Where(row => row.Balance.Minor != 0)
            .Select(row => $"{row.Account.Code} {row.Account.Name} {row.Account.Type}: {row.Balance.ToPlainString()}").Order(StringComparer.Ordinal),
    ];
}
