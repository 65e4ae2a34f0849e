using Financbase.Domain.Ledger;
using Financbase.Web.TagHelpers;

namespace Financbase.Web.Pages.Accounts;

/// <summary>What people call types and subtypes.</summary>
public static class AccountWords
{
    public static IReadOnlyList<Choice> Types { get; } = Choice.Of<AccountType>(type => type.Words());

    /// <summary>With the type that each belongs to.</summary>
    public static IEnumerable<IGrouping<AccountType, AccountSubtype>> Subtypes => Enum.GetValues<AccountSubtype>().GroupBy(subtype => subtype.TypeOf());

    public static string Words(this AccountType type) => type switch
    {
        AccountType.Asset => "Assets",
        AccountType.Liability => "Liabilities",
        AccountType.Equity => "Equity",
        AccountType.Revenue => "Revenue",
        AccountType.Expense => "Expenses",
    };

    public static string Words(this AccountSubtype subtype) => subtype switch
    {
        AccountSubtype.TaxReceivable => "Tax receivable",
        AccountSubtype.OtherCurrentAsset => "Other current asset",
        AccountSubtype.FixedAsset => "Fixed asset",
        AccountSubtype.CreditCard => "Credit card",
        AccountSubtype.OwedToStaff => "Owed to staff",
        AccountSubtype.TaxPayable => "Tax payable",
        AccountSubtype.OtherCurrentLiability => "Other current liability",
        AccountSubtype.LongTermLiability => "Long-term liability",
        AccountSubtype.RetainedEarnings => "Retained earnings",
        AccountSubtype.OpeningBalances => "Opening balances",
        AccountSubtype.OtherIncome => "Other income",
        AccountSubtype.CostOfSales => "Cost of sales",
        AccountSubtype.OperatingExpense => "Operating expense",
        AccountSubtype.FinanceCost => "Finance cost",
        AccountSubtype.OtherExpense => "Other expense",
        _ => subtype.ToString(),
    };
}
