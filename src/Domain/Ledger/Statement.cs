namespace Financbase.Domain.Ledger;

/// <summary>An account, and what it holds or what moved: debits less credits.</summary>
public sealed record AccountBalance(AccountId Id, string Code, string Name, AccountSubtype Subtype, long Minor);

/// <summary>A financial statement: sections of lines, and sections that only draw a sum.</summary>
/// <param name="Sections">In the order in which they are read.</param>
public sealed record Statement(IReadOnlyList<StatementSection> Sections)
{
    public StatementSection this[string key] => Sections.Single(section => section.Key == key);
}

/// <param name="Key">Stable, camelCase.</param>
/// <param name="Title">For people.</param>
/// <param name="Lines">None where the section is a sum of those above it.</param>
/// <param name="Minor">What it comes to, in minor units of the base currency.</param>
public sealed record StatementSection(string Key, string Title, IReadOnlyList<StatementLine> Lines, long Minor)
{
    public static StatementSection Of(string key, string title, IEnumerable<StatementLine> lines)
    {
        StatementLine[] kept = [.. lines.Where(line => line.Minor != 0)];
        return new(key, title, kept, kept.Sum(line => line.Minor));
    }

    public static StatementSection Sum(string key, string title, long minor) => new(key, title, [], minor);
}

/// <param name="Key">The account's code, or the name of a line that no account stands for; unique in its section.</param>
/// <param name="Title">For people.</param>
/// <param name="Minor">With the sign that the statement gives it.</param>
/// <param name="Account">Null for a line that is worked out.</param>
public sealed record StatementLine(string Key, string Title, long Minor, AccountId? Account = null);

/// <summary>What balances come to, read in three ways. Each is a sum of the same figures, so that none can disagree with another.</summary>
public static class Statements
{
    /// <summary>Revenue less expenses of a period.</summary>
    /// <param name="moved">What moved in the period, by account.</param>
    public static Statement ProfitAndLoss(IReadOnlyCollection<AccountBalance> moved)
    {
        var revenue = Credits("revenue", "Revenue", moved, AccountSubtype.Sales);
        var cost = Debits("costOfSales", "Cost of sales", moved, AccountSubtype.CostOfSales);
        var operating = Debits("operatingExpenses", "Operating expenses", moved, AccountSubtype.OperatingExpense, AccountSubtype.Depreciation);
        var other = Credits("otherIncome", "Other income", moved, AccountSubtype.OtherIncome);
        var finance = Debits("otherExpenses", "Finance costs and other expenses", moved, AccountSubtype.FinanceCost, AccountSubtype.OtherExpense);
        var gross = revenue.Minor - cost.Minor;
        var result = gross - operating.Minor;
        return new(
        [
            revenue, cost, StatementSection.Sum("grossProfit", "Gross profit", gross), operating, StatementSection.Sum("operatingProfit", "Operating profit", result),
            other, finance, StatementSection.Sum("netProfit", "Net profit", result + other.Minor - finance.Minor),
        ]);
    }

    /// <summary>
    /// What there is, and whose it is. Equity holds the earnings of earlier years and of the current one as they come out of the
    /// accounts, so that it balances on every day without entries that close a year.
    /// </summary>
    /// <param name="held">What each account holds at the end of the day.</param>
    /// <param name="beforeYear">What revenue and expenses held at the end of the last fiscal year.</param>
    public static Statement BalanceSheet(IReadOnlyCollection<AccountBalance> held, IReadOnlyCollection<AccountBalance> beforeYear)
    {
        var current = Debits("currentAssets", "Current assets", held, [.. Subtypes(AccountType.Asset).Where(subtype => subtype != AccountSubtype.FixedAsset)]);
        var fixedAssets = Debits("fixedAssets", "Fixed assets", held, AccountSubtype.FixedAsset);
        var shortTerm = Credits("currentLiabilities", "Current liabilities", held, [.. Subtypes(AccountType.Liability).Where(subtype => subtype != AccountSubtype.LongTermLiability)]);
        var longTerm = Credits("longTermLiabilities", "Long-term liabilities", held, AccountSubtype.LongTermLiability);
        var earlier = -Result(beforeYear);
        var equity = StatementSection.Of("equity", "Equity",
        [
            .. Credits("equity", "", held, [.. Subtypes(AccountType.Equity)]).Lines,
            new("earlierEarnings", "Earnings of earlier years", earlier),
            new("currentEarnings", "Earnings of the current year", -Result(held) - earlier),
        ]);
        return new(
        [
            current, fixedAssets, StatementSection.Sum("assets", "Total assets", current.Minor + fixedAssets.Minor),
            shortTerm, longTerm, equity,
            StatementSection.Sum("liabilitiesAndEquity", "Total liabilities and equity", shortTerm.Minor + longTerm.Minor + equity.Minor),
        ]);
    }

    /// <summary>Where money came from and went to (the indirect method): the profit, and what changed in everything that is not money.</summary>
    /// <param name="before">What each account held at the end of the day before the period.</param>
    /// <param name="moved">What moved in the period, by account.</param>
    public static Statement CashFlow(IReadOnlyCollection<AccountBalance> before, IReadOnlyCollection<AccountBalance> moved)
    {
        var depreciation = moved.Where(account => account.Subtype == AccountSubtype.Depreciation).Sum(account => account.Minor);
        var operating = StatementSection.Of("operating", "Operating activities",
        [
            new("netProfit", "Net profit", -Result(moved)),
            new("depreciation", "Depreciation, which costs no money", depreciation),
            .. Credits("", "", moved, [.. Subtypes(AccountType.Asset).Where(subtype => !IsCash(subtype) && subtype != AccountSubtype.FixedAsset)]).Lines,
            .. Credits("", "", moved, [.. Subtypes(AccountType.Liability).Where(subtype => subtype != AccountSubtype.LongTermLiability)]).Lines,
        ]);
        var investing = StatementSection.Of("investing", "Investing activities",
        [
            .. Credits("", "", moved, AccountSubtype.FixedAsset).Lines,
            new("depreciation", "Less depreciation", -depreciation),
        ]);
        var financing = Credits("financing", "Financing activities", moved, [AccountSubtype.LongTermLiability, .. Subtypes(AccountType.Equity)]);
        var change = operating.Minor + investing.Minor + financing.Minor;
        var opening = before.Where(account => IsCash(account.Subtype)).Sum(account => account.Minor);
        return new(
        [
            operating, investing, financing, StatementSection.Sum("change", "Change in money", change),
            StatementSection.Sum("opening", "Money at the beginning", opening), StatementSection.Sum("closing", "Money at the end", opening + change),
        ]);
    }

    private static bool IsCash(AccountSubtype subtype) => subtype is AccountSubtype.Cash or AccountSubtype.Bank;

    // Debits less credits of revenue and expenses: a profit is below zero.
    private static long Result(IEnumerable<AccountBalance> balances) => balances
        .Where(account => account.Subtype.TypeOf() is AccountType.Revenue or AccountType.Expense).Sum(account => account.Minor);

    private static IEnumerable<AccountSubtype> Subtypes(AccountType type) => Enum.GetValues<AccountSubtype>().Where(subtype => subtype.TypeOf() == type);

    private static StatementSection Debits(string key, string title, IEnumerable<AccountBalance> balances, params AccountSubtype[] subtypes) =>
        Section(key, title, balances, subtypes, 1);

    private static StatementSection Credits(string key, string title, IEnumerable<AccountBalance> balances, params AccountSubtype[] subtypes) =>
        Section(key, title, balances, subtypes, -1);

    private static StatementSection Section(string key, string title, IEnumerable<AccountBalance> balances, AccountSubtype[] subtypes, int sign) =>
        StatementSection.Of(key, title, balances.Where(account => subtypes.Contains(account.Subtype)).OrderBy(account => account.Code, StringComparer.Ordinal)
            .Select(account => new StatementLine(account.Code, $"{account.Code} {account.Name}", sign * account.Minor, account.Id)));
}
