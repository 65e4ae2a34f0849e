using System.Globalization;
using Financbase.Application.Ledger;
using Financbase.Application.Sales;
using Financbase.Domain.Sales;
using Financbase.Testing.Hosting;
using Financbase.Web.Commands;

namespace Financbase.Web.Tests.Ledger;

/// <summary>
/// Invoices, payments and credit notes in several currencies, entries by hand, and what takes each of them back, in whichever order of
/// days: three other programs come to the same trial balance, balance sheet and income statement, account by account, to the last minor unit.
/// </summary>
public sealed class DocumentOracleTests
{
    private static readonly DateOnly First = new(2025, 9, 1);
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

    [TestCase("EUR", "USD JPY BHD", 11)]
    [TestCase("JPY", "EUR BHD", 12)]
    [TestCase("BHD", "JPY USD", 13)]
    public async Task Three_programs_agree_with_every_statement(string currency, string foreign, int seed)
    {
        var firm = await TestSales.OpenAsync(await _app.FoundAsync($"trade-{seed}", currency));
        await TradeAsync(firm, foreign.Split(' '), new Random(seed));
        (await _oracles.VerbAsync("ledger", "verify", "--organization", firm.Organization.Info.Identifier)).ShouldEndWith(" 0 faults.\n");
        var hledger = await _oracles.ExportAsync(firm.Organization, "hledger");
        var beancount = await _oracles.ExportAsync(firm.Organization, "beancount");
        (await File.ReadAllTextAsync(hledger)).ShouldContain(" @@ ");
        (await Oracles.RunAsync("hledger", "-f", hledger, "check", "accounts", "commodities", "ordereddates")).ShouldBeEmpty();
        (await Oracles.RunAsync("bean-check", beancount)).ShouldBeEmpty();

        foreach (var day in new[] { First.AddDays(100), First.AddDays(180), new DateOnly(2026, 12, 31) })
        {
            var (until, from) = (Text(day.AddDays(1)), First.AddDays(30));
            string[] balances = [.. (await firm.Organization.SendAsync(new GetTrialBalance(day))).Value.Rows.Where(row => row.Balance.Minor != 0).Select(row => Row(row.Account.Code, row.Balance.Amount)).Order()];
            balances.Length.ShouldBeGreaterThan(6);
            Oracles.Balances(await Oracles.RunAsync("hledger", "-f", hledger, "balance", "-B", "--flat", "-N", "-e", until, "-O", "csv")).ShouldBe(balances);
            Oracles.Balances(await LedgerAsync(hledger, "-e", until)).ShouldBe(balances);
            Oracles.Balances(await BeancountAsync(beancount, $"date < {until}")).ShouldBe(balances);

            // As the statements have them: what is owed and earned is above zero.
            var sheet = Lines((await firm.Organization.SendAsync(new GetBalanceSheet(day))).Value);
            Oracles.Balances(await Oracles.RunAsync("hledger", "-f", hledger, "balancesheetequity", "-B", "--flat", "-N", "-e", until, "-O", "csv")).ShouldBe(sheet);
            Signed(await LedgerAsync(hledger, "^assets", "^liabilities", "^equity", "-e", until)).ShouldBe(sheet);
            Signed(await BeancountAsync(beancount, $"date < {until} AND account ~ '^Assets|^Liabilities|^Equity'")).ShouldBe(sheet);

            var income = Lines((await firm.Organization.SendAsync(new GetProfitAndLoss(from, day))).Value);
            income.Length.ShouldBeGreaterThan(2);
            Oracles.Balances(await Oracles.RunAsync("hledger", "-f", hledger, "incomestatement", "-B", "--flat", "-N", "-b", Text(from), "-e", until, "-O", "csv")).ShouldBe(income);
            Signed(await LedgerAsync(hledger, "^revenues", "^expenses", "-b", Text(from), "-e", until)).ShouldBe(income);
            Signed(await BeancountAsync(beancount, $"date >= {Text(from)} AND date < {until} AND account ~ '^Income|^Expenses'")).ShouldBe(income);
        }

        await StatementsCheck.HoldAsync(firm.Organization, First, 245);
    }

    private static async Task TradeAsync(TestSales firm, string[] foreign, Random random)
    {
        foreach (var currency in foreign)
        {
            for (var month = 0; month < 8; month++)
                await firm.Organization.SendAsync(new AddExchangeRate(currency, First.AddMonths(month), Math.Round((decimal)(0.2 + random.NextDouble() * 2), 7)));
        }

        List<InvoiceId> invoices = [];
        List<PaymentId> payments = [];
        var accounts = firm.Accounts.Values.ToArray();
        var done = 0;
        for (var step = 0; step < 160; step++)
        {
            var day = First.AddDays(random.Next(0, 230));
            done += random.Next(10) switch
            {
                < 4 => await IssueAsync(day),
                < 6 when invoices.Count > 0 => Kept(payments, await firm.PayAsync(Any(invoices), random.Next(1, 40_000), day.AddDays(40)), paid => paid.Id),
                6 when invoices.Count > 0 => await SendAsync(new CreditInvoice(Any(invoices), random.Next(2) == 0 ? null : [firm.Line(random.Next(1, 3_000))], day.AddDays(60))),
                7 when payments.Count > 0 => await SendAsync(new UndoPayment(Any(payments), day.AddDays(100))),
                8 when invoices.Count > 0 => random.Next(2) == 0 ? await SendAsync(new WriteOffInvoice(Any(invoices), day.AddDays(90))) : await SendAsync(new VoidInvoice(Any(invoices), day.AddDays(90))),
                _ => await ByHandAsync(day),
            };
        }

        done.ShouldBeGreaterThan(90);

        async Task<int> IssueAsync(DateOnly day)
        {
            var lines = Enumerable.Range(0, random.Next(1, 5)).Select(_ => firm.Line(random.Next(-50, 9_000), random.Next(1, 12) / 4m, random.Next(4) > 0, random.Next(3) == 0 ? "4100" : null, random.Next(3) * 5)).ToList();
            var drafted = await firm.Organization.SendAsync(new CreateInvoice(new(firm.Customer, lines, day, TestSales.Far, random.Next(3) == 0 ? null : foreign[random.Next(foreign.Length)])));
            return (await firm.Organization.SendAsync(new FinalizeInvoice(drafted.Value.Id))).IsSuccess ? Kept(invoices, drafted, draft => draft.Id) : 0;
        }

        async Task<int> ByHandAsync(DateOnly day)
        {
            decimal amount = random.Next(1, 90_000);
            var posted = await firm.Organization.SendAsync(new PostJournalEntry(day, [new(Any(accounts), Debit: amount), new(Any(accounts), Credit: amount)], "By hand"));
            return random.Next(3) > 0 ? 1 : await SendAsync(new ReverseJournalEntry(posted.Value.Id, day.AddDays(random.Next(0, 50))));
        }

        async Task<int> SendAsync<T>(MediatR.IRequest<Application.Pipeline.Result<T>> request) => (await firm.Organization.SendAsync(request)).IsSuccess ? 1 : 0;

        T Any<T>(IReadOnlyList<T> all) => all[random.Next(all.Count)];

        int Kept<T, TId>(List<TId> list, Application.Pipeline.Result<T> result, Func<T, TId> idOf)
        {
            if (!result.IsSuccess)
                return 0;
            list.Add(idOf(result.Value));
            return 1;
        }
    }

    private static Task<string> LedgerAsync(string journal, params string[] words) => Oracles.RunAsync(
        "ledger", ["-f", journal, "balance", "-B", "--flat", "--no-total", .. words, "--balance-format", "\"%(account)\",\"%(amount)\"\\n"]);

    // It keeps a price as that of one unit, so that a sum may lack something at the 20th decimal, and shows numbers with their end cut off: it is asked for millionths.
    private static async Task<string> BeancountAsync(string journal, string condition)
    {
        var millionths = await Oracles.RunAsync("bean-query", "-f", "csv", journal, $"SELECT account, sum(number(weight) * 1000000) WHERE {condition} GROUP BY account");
        return string.Join('\n', millionths.Split('\n').Where(line => line.Contains(':', StringComparison.Ordinal)).Select(line =>
        {
            var comma = line.LastIndexOf(',');
            return string.Create(CultureInfo.InvariantCulture, $"{line[..comma]},{decimal.Parse(line[(comma + 1)..].Trim(), CultureInfo.InvariantCulture) / 1_000_000:0.000000}");
        }));
    }

    private static string[] Lines(StatementView statement) =>
        [.. statement.Sections.SelectMany(section => section.Lines).Where(line => line.AccountId is not null && line.Amount.Minor != 0).Select(line => Row(line.Key, line.Amount.Amount)).Order()];

    // Of debits less credits.
    private static string[] Signed(string csv) => Oracles.Balances(string.Join('\n', csv.Split('\n').Select(line =>
    {
        var comma = line.LastIndexOf(',');
        if (comma < 0 || line.TrimStart('"', ' ')[0] is 'a' or 'A' or 'e' or 'E' && !line.TrimStart('"', ' ').StartsWith("equity", StringComparison.OrdinalIgnoreCase))
            return line;
        var amount = line[(comma + 1)..].TrimStart('"', ' ');
        return line[..(comma + 1)] + (amount.StartsWith('-') ? amount[1..] : $"-{amount}");
    })));

    private static string Row(string code, decimal amount) => $"{code} {Oracles.Plain(amount)}";

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
