using System.Globalization;
using Financbase.Application.Ledger;
using Financbase.Domain.Ledger;
using Financbase.Testing.Hosting;
using Financbase.Web.Commands;

namespace Financbase.Web.Tests.Ledger;

/// <summary>Three programs that know nothing of this one work the exported books out, and come to the same balances of every account.</summary>
public sealed class OracleTests
{
    private static readonly DateOnly Beginning = RandomBooks.Beginning;

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

    [TestCase("EUR", 1)]
    [TestCase("JPY", 2)]
    [TestCase("BHD", 3)]
    public async Task Hledger_ledger_and_beancount_agree_with_the_trial_balance(string currency, int seed)
    {
        var organization = await _app.FoundAsync($"books-{seed}", currency);
        await RandomBooks.KeepAsync(organization, new Random(seed));
        var day = Beginning.AddDays(200);
        var ours = (await organization.SendAsync(new GetTrialBalance(day))).Value.Rows
            .Where(row => row.Balance.Minor != 0).Select(row => $"{row.Account.Code} {Oracles.Plain(row.Balance.Amount)}").Order().ToArray();
        ours.Length.ShouldBeGreaterThan(10);

        var journal = await _oracles.ExportAsync(organization, "hledger");
        var until = day.AddDays(1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        Oracles.Balances(await Oracles.RunAsync("hledger", "-f", journal, "balance", "--flat", "-N", "-e", until, "-O", "csv")).ShouldBe(ours);
        Oracles.Balances(await Oracles.RunAsync("ledger", "-f", journal, "balance", "--flat", "--no-total", "-e", until, "--balance-format", "\"%(account)\",\"%(amount)\"\\n")).ShouldBe(ours);
        (await Oracles.RunAsync("hledger", "-f", journal, "check", "accounts", "commodities", "ordereddates")).ShouldBeEmpty();

        var beancount = await _oracles.ExportAsync(organization, "beancount");
        Oracles.Balances(await Oracles.RunAsync("bean-query", "-f", "csv", beancount, $"SELECT account, sum(position) WHERE date < {until} GROUP BY account")).ShouldBe(ours);
        (await Oracles.RunAsync("bean-check", beancount)).ShouldBeEmpty();

        (await _oracles.VerbAsync("ledger", "verify", "--organization", organization.Info.Identifier)).ShouldEndWith("0 faults.\n");
    }

    [Test]
    public async Task What_people_write_in_names_and_memos_breaks_no_export()
    {
        var organization = await _app.FoundAsync("words");
        var bank = (await organization.SendAsync(new CreateAccount("1.0", "Bank:of  \"Ports\" ; (closed)", AccountSubtype.Bank))).Value.Id;
        var rent = (await organization.SendAsync(new CreateAccount("1-0", "Miete für Büro \\ 家賃", AccountSubtype.OperatingExpense))).Value.Id;
        foreach (var memo in new[] { "(x) a | b ; c", "! * mark", "line\nbreak\tand \"quotes\" \\", "; comment", "=2+5", "" })
            (await organization.SendAsync(new PostJournalEntry(Beginning, [new(rent, Debit: 1m), new(bank, Credit: 1m)], memo))).IsSuccess.ShouldBeTrue();

        var journal = await _oracles.ExportAsync(organization, "hledger");
        Oracles.Balances(await Oracles.RunAsync("hledger", "-f", journal, "balance", "--flat", "-N", "-O", "csv")).ShouldBe(["1-0 6", "1.0 -6"]);
        Oracles.Balances(await Oracles.RunAsync("ledger", "-f", journal, "balance", "--flat", "--no-total", "--balance-format", "\"%(account)\",\"%(amount)\"\\n")).ShouldBe(["1-0 6", "1.0 -6"]);
        var beancount = await _oracles.ExportAsync(organization, "beancount");
        (await Oracles.RunAsync("bean-check", beancount)).ShouldBeEmpty();
        Oracles.Balances(await Oracles.RunAsync("bean-query", "-f", "csv", beancount, "SELECT account, sum(position) GROUP BY account")).ShouldBe(["1-h0 6", "1-d0 -6"], ignoreOrder: true);
        (await _oracles.VerbAsync("ledger", "export", "--organization", "words", "--format", "csv")).ShouldContain("'=2+5");
    }

    [Test]
    public async Task Projects_and_tags_are_known_to_the_other_programs()
    {
        var organization = await _app.FoundAsync("counted");
        var bank = (await organization.SendAsync(new CreateAccount("1010", "Bank", AccountSubtype.Bank))).Value.Id;
        var rent = (await organization.SendAsync(new CreateAccount("6100", "Rent", AccountSubtype.OperatingExpense))).Value.Id;
        var pier = (await organization.SendAsync(new CreateProject(new("PIER-4", "Repairs: \"all\" ; of it")))).Value.Id;
        await organization.SendAsync(new PostJournalEntry(Beginning, [new(rent, Debit: 7, ProjectId: pier), new(rent, Debit: 2), new(bank, Credit: 9)], "One", ["Trade fair", "a: \"b\" ; \\ c", ":x:"]));
        await organization.SendAsync(new PostJournalEntry(Beginning, [new(rent, Debit: 4), new(bank, Credit: 4)], "Two", ["Other"]));

        var journal = await _oracles.ExportAsync(organization, "hledger");
        Oracles.Balances(await Oracles.RunAsync("hledger", "-f", journal, "balance", "--flat", "-N", "tag:project=^PIER-4$", "-O", "csv")).ShouldBe(["6100 7"]);
        Oracles.Balances(await Oracles.RunAsync("hledger", "-f", journal, "balance", "--flat", "-N", "tag:tag=^Trade fair$", "-O", "csv")).ShouldBe(["1010 -9", "6100 9"]);
        Oracles.Balances(await Oracles.RunAsync("ledger", "-f", journal, "balance", "--flat", "--no-total", "--balance-format", "\"%(account)\",\"%(amount)\"\\n", "%project=PIER-4")).ShouldBe(["6100 7"]);
        var beancount = await _oracles.ExportAsync(organization, "beancount");
        (await Oracles.RunAsync("bean-check", beancount)).ShouldBeEmpty();
        Oracles.Balances(await Oracles.RunAsync("bean-query", "-f", "csv", beancount, "SELECT account, sum(position) WHERE meta('project') = 'PIER-4' GROUP BY account")).ShouldBe(["6100 7"]);
        (await _oracles.VerbAsync("ledger", "export", "--organization", "counted", "--format", "csv")).ShouldContain("\"PIER-4\",\"");
    }
}
