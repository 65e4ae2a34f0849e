namespace Financbase.Domain.Ledger;

/// <summary>What the product posts to by itself. Each is an account of the chart, chosen by the organization.</summary>
public enum PostingRole
{
    Bank,
    Receivable,
    Payable,
    TaxPayable,
    TaxReceivable,
    Sales,
    Purchases,
    BankCharges,
    BadDebts,
    ExchangeDifferences,
    Rounding,
    MoneyInTransit,
    OpeningBalances,
    OwedToStaff,
}

public static class PostingRoles
{
    /// <summary>The types of account that can play the role.</summary>
    public static IReadOnlyList<AccountType> Types(this PostingRole role) => role switch
    {
        PostingRole.Bank or PostingRole.Receivable or PostingRole.TaxReceivable or PostingRole.MoneyInTransit => [AccountType.Asset],
        PostingRole.Payable or PostingRole.TaxPayable or PostingRole.OwedToStaff => [AccountType.Liability],
        PostingRole.Sales => [AccountType.Revenue],
        PostingRole.Purchases or PostingRole.BankCharges or PostingRole.BadDebts => [AccountType.Expense],
        PostingRole.ExchangeDifferences or PostingRole.Rounding => [AccountType.Expense, AccountType.Revenue],
        PostingRole.OpeningBalances => [AccountType.Equity],
    };

    /// <summary>As it stands in a sentence.</summary>
    public static string Words(this PostingRole role) => role switch
    {
        PostingRole.Bank => "money at the bank",
        PostingRole.Receivable => "what customers owe",
        PostingRole.Payable => "what is owed to vendors",
        PostingRole.TaxPayable => "tax on sales",
        PostingRole.TaxReceivable => "tax on purchases",
        PostingRole.Sales => "sales",
        PostingRole.Purchases => "purchases",
        PostingRole.BankCharges => "bank charges",
        PostingRole.BadDebts => "bad debts",
        PostingRole.ExchangeDifferences => "exchange differences",
        PostingRole.Rounding => "rounding differences",
        PostingRole.MoneyInTransit => "money in transit",
        PostingRole.OpeningBalances => "opening balances",
        PostingRole.OwedToStaff => "what is owed to staff",
    };
}
