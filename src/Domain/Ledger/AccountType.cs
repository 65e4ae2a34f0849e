namespace Financbase.Domain.Ledger;

/// <summary>The five elements of financial statements. A debit adds to assets and expenses, a credit to the others.</summary>
public enum AccountType
{
    Asset,
    Liability,
    Equity,
    Revenue,
    Expense,
}

/// <summary>Where an account stands within its type.</summary>
public enum AccountSubtype
{
    Cash,
    Bank,
    Receivable,
    TaxReceivable,
    Inventory,
    OtherCurrentAsset,
    FixedAsset,
    Payable,
    CreditCard,
    TaxPayable,
    OwedToStaff,
    OtherCurrentLiability,
    LongTermLiability,
    Capital,
    Drawings,
    RetainedEarnings,
    OpeningBalances,
    Sales,
    OtherIncome,
    CostOfSales,
    OperatingExpense,
    Depreciation,
    FinanceCost,
    OtherExpense,
}

public static class AccountTypes
{
    public static AccountType TypeOf(this AccountSubtype subtype) => subtype switch
    {
        <= AccountSubtype.FixedAsset => AccountType.Asset,
        <= AccountSubtype.LongTermLiability => AccountType.Liability,
        <= AccountSubtype.OpeningBalances => AccountType.Equity,
        <= AccountSubtype.OtherIncome => AccountType.Revenue,
        _ => AccountType.Expense,
    };

    /// <summary>Whether a debit makes the balance of such an account larger.</summary>
    public static bool IsDebitNormal(this AccountType type) => type is AccountType.Asset or AccountType.Expense;
}
