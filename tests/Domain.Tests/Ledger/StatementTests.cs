using Financbase.Domain.Ledger;
using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Tests.Ledger;

/// <summary>What holds for the three statements whatever was posted.</summary>
public sealed class StatementTests
{
    private static readonly AccountBalance[] Chart =
        [.. Enum.GetValues<AccountSubtype>().SelectMany((subtype, index) => new[] { 0, 1 }.Select(twin => new AccountBalance(EntityId.New<AccountId>(), $"{1000 + (index * 10) + twin}", $"{subtype}", subtype, 0)))];

    [Test]
    public void Whatever_is_posted_the_balance_sheet_balances_periods_add_up_and_money_is_explained([Range(1, 20)] int seed)
    {
        var random = new Random(seed);
        var (first, second, third) = (Booked(random, Chart), Booked(random, Chart), Booked(random, Chart));
        var (one, two, all) = (Added(first, second), Added(Added(first, second), third), Added(second, third));

        foreach (var held in new[] { first, one, two })
        {
            var sheet = Statements.BalanceSheet(held, first);
            sheet["assets"].Minor.ShouldBe(sheet["liabilitiesAndEquity"].Minor);
        }

        Statements.ProfitAndLoss(all)["netProfit"].Minor.ShouldBe(Statements.ProfitAndLoss(second)["netProfit"].Minor + Statements.ProfitAndLoss(third)["netProfit"].Minor);
        var flow = Statements.CashFlow(first, all);
        flow["closing"].Minor.ShouldBe(two.Where(account => account.Subtype is AccountSubtype.Cash or AccountSubtype.Bank).Sum(account => account.Minor));
        flow["operating"].Lines[0].Minor.ShouldBe(Statements.ProfitAndLoss(all)["netProfit"].Minor);
    }

    [Test]
    public void A_year_of_a_small_firm_reads_as_an_accountant_would_write_it()
    {
        AccountBalance[] moved =
        [
            Of("1010", AccountSubtype.Bank, 700), Of("1100", AccountSubtype.Receivable, 500), Of("1500", AccountSubtype.FixedAsset, 900), Of("2000", AccountSubtype.Payable, -150),
            Of("2500", AccountSubtype.LongTermLiability, -1000), Of("4000", AccountSubtype.Sales, -2000), Of("5000", AccountSubtype.CostOfSales, 600),
            Of("6100", AccountSubtype.OperatingExpense, 300), Of("6800", AccountSubtype.Depreciation, 100), Of("6850", AccountSubtype.FinanceCost, 50),
        ];

        string.Join(", ", Statements.ProfitAndLoss(moved).Sections.Select(section => $"{section.Key} {section.Minor}")).ShouldBe(
            "revenue 2000, costOfSales 600, grossProfit 1400, operatingExpenses 400, operatingProfit 1000, otherIncome 0, otherExpenses 50, netProfit 950");
        string.Join(", ", Statements.CashFlow([], moved).Sections.Select(section => $"{section.Key} {section.Minor}")).ShouldBe(
            "operating 700, investing -1000, financing 1000, change 700, opening 0, closing 700");
        string.Join(", ", Statements.BalanceSheet(moved, []).Sections.Select(section => $"{section.Key} {section.Minor}")).ShouldBe(
            "currentAssets 1200, fixedAssets 900, assets 2100, currentLiabilities 150, longTermLiabilities 1000, equity 950, liabilitiesAndEquity 2100");
    }

    [TestCase("2026-01-01", "2026-03-31", Comparison.PreviousPeriod, "2025-10-01", "2025-12-31")]
    [TestCase("2026-02-01", "2026-02-28", Comparison.PreviousPeriod, "2026-01-01", "2026-01-31")]
    [TestCase("2026-02-10", "2026-02-19", Comparison.PreviousPeriod, "2026-01-31", "2026-02-09")]
    [TestCase("2024-02-01", "2024-02-29", Comparison.PreviousYear, "2023-02-01", "2023-02-28")]
    [TestCase("2025-02-01", "2025-02-28", Comparison.PreviousYear, "2024-02-01", "2024-02-29")]
    public void Periods_are_compared_with_their_like(string from, string to, Comparison comparison, string expectedFrom, string expectedTo)
    {
        var before = new ReportPeriod(Day(from), Day(to)).Before(comparison)!.Value;

        (before.From, before.To).ShouldBe((Day(expectedFrom), Day(expectedTo)));
    }

    [TestCase("2026-06-15", 1, "2026-01-01")]
    [TestCase("2026-06-15", 7, "2025-07-01")]
    [TestCase("2026-07-01", 7, "2026-07-01")]
    public void A_fiscal_year_begins_in_its_month(string day, int month, string first) => ReportPeriod.YearStart(Day(day), month).ShouldBe(Day(first));

    [TestCase(100, "USD", "0.85", "EUR", 85)]
    [TestCase(1, "USD", "0.5", "EUR", 1)]
    [TestCase(-1, "USD", "0.5", "EUR", -1)]
    [TestCase(100, "JPY", "0.0062", "EUR", 62)]
    [TestCase(1000, "BHD", "2.45", "EUR", 245)]
    [TestCase(1, "EUR", "161.29", "JPY", 2)]
    [TestCase(99_999_999_999_999, "USD", "0.9999999999", "EUR", 99_999_999_989_999)]
    public void What_is_converted_is_rounded_once_half_away_from_zero(long minor, string currency, string rate, string @base, long expected) =>
        ExchangeRate.Convert(new Money(minor, Currency.Of(currency)), decimal.Parse(rate, System.Globalization.CultureInfo.InvariantCulture), Currency.Of(@base))
            .Minor.ShouldBe(expected);

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static AccountBalance Of(string code, AccountSubtype subtype, long minor) => new(EntityId.New<AccountId>(), code, "", subtype, minor);

    // Entries of two postings between any two accounts.
    private static AccountBalance[] Booked(Random random, AccountBalance[] chart)
    {
        var moved = new long[chart.Length];
        for (var i = 0; i < 100; i++)
        {
            var amount = random.Next(1, 100_000);
            moved[random.Next(chart.Length)] += amount;
            moved[random.Next(chart.Length)] -= amount;
        }

        return [.. chart.Select((account, index) => account with { Minor = moved[index] })];
    }

    private static AccountBalance[] Added(AccountBalance[] one, AccountBalance[] other) =>
        [.. one.Zip(other, (left, right) => left with { Minor = left.Minor + right.Minor })];
}
