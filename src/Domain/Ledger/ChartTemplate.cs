using static Financbase.Domain.Ledger.AccountSubtype;

namespace Financbase.Domain.Ledger;

/// <summary>A chart of accounts to begin with; everything in it can be changed afterwards.</summary>
/// <param name="Key">Stable.</param>
/// <param name="Title">For people.</param>
/// <param name="Accounts">By code.</param>
public sealed record ChartTemplate(string Key, string Title, IReadOnlyList<ChartTemplate.Line> Accounts)
{
    public sealed record Line(string Code, string Name, AccountSubtype Subtype);

    public static IReadOnlyList<ChartTemplate> All { get; } =
    [
        new("small-business", "Small business",
        [
            .. Shared,
            new("1300", "Inventory", Inventory),
            new("1500", "Equipment and furniture", FixedAsset),
            new("2300", "Payroll liabilities", OtherCurrentLiability),
            new("2500", "Bank loans", LongTermLiability),
            new("3000", "Share capital", Capital),
            new("4000", "Sales", AccountSubtype.Sales),
            new("4100", "Services", AccountSubtype.Sales),
            new("5000", "Cost of goods sold", CostOfSales),
            new("6000", "Wages and salaries", OperatingExpense),
            new("6050", "Social security", OperatingExpense),
            .. Overheads,
        ]),
        new("freelancer", "Freelancer",
        [
            .. Shared,
            new("1500", "Equipment", FixedAsset),
            new("3000", "Owner’s capital", Capital),
            new("3100", "Owner’s drawings", Drawings),
            new("4000", "Fees", AccountSubtype.Sales),
            new("5000", "Subcontractors", CostOfSales),
            .. Overheads,
        ]),
        new("non-profit", "Non-profit",
        [
            .. Shared,
            new("1500", "Equipment and furniture", FixedAsset),
            new("2400", "Grants received in advance", OtherCurrentLiability),
            new("3000", "General fund", Capital),
            new("4000", "Donations", AccountSubtype.Sales),
            new("4100", "Grants", AccountSubtype.Sales),
            new("4200", "Membership fees", AccountSubtype.Sales),
            new("5000", "Programme costs", CostOfSales),
            new("6000", "Wages and salaries", OperatingExpense),
            new("6700", "Fundraising", OperatingExpense),
            .. Overheads,
        ]),
    ];

    /// <summary>The code of the account that plays a role in every template.</summary>
    public static string CodeOf(PostingRole role) => role switch
    {
        PostingRole.Bank => "1010",
        PostingRole.Receivable => "1100",
        PostingRole.Payable => "2000",
        PostingRole.TaxPayable => "2200",
        PostingRole.TaxReceivable => "1200",
        PostingRole.Sales => "4000",
        PostingRole.Purchases => "5000",
        PostingRole.BankCharges => "6600",
        PostingRole.BadDebts => "6900",
        PostingRole.ExchangeDifferences => "6950",
        PostingRole.Rounding => "6990",
        PostingRole.MoneyInTransit => "1090",
        PostingRole.OpeningBalances => "3800",
        PostingRole.OwedToStaff => "2050",
    };

    public static ChartTemplate? Find(string? key) => All.FirstOrDefault(template => template.Key == key);

    private static IEnumerable<Line> Shared =>
    [
        new("1000", "Cash", Cash),
        new("1010", "Bank", Bank),
        new("1090", "Money in transit", OtherCurrentAsset),
        new("1100", "Accounts receivable", Receivable),
        new("1200", "Tax receivable", TaxReceivable),
        new("1400", "Prepaid expenses", OtherCurrentAsset),
        new("1590", "Accumulated depreciation", FixedAsset),
        new("2000", "Accounts payable", Payable),
        new("2050", "Owed to staff", OwedToStaff),
        new("2100", "Credit card", CreditCard),
        new("2200", "Tax payable", TaxPayable),
        new("2900", "Accrued expenses", OtherCurrentLiability),
        new("3800", "Opening balances", OpeningBalances),
        new("3900", "Retained earnings", RetainedEarnings),
    ];

    private static IEnumerable<Line> Overheads =>
    [
        new("4800", "Interest received", OtherIncome),
        new("4900", "Other income", OtherIncome),
        new("6100", "Rent", OperatingExpense),
        new("6150", "Utilities", OperatingExpense),
        new("6200", "Software and hosting", OperatingExpense),
        new("6250", "Office supplies", OperatingExpense),
        new("6300", "Travel", OperatingExpense),
        new("6350", "Meals", OperatingExpense),
        new("6400", "Advertising", OperatingExpense),
        new("6450", "Insurance", OperatingExpense),
        new("6500", "Legal and accounting", OperatingExpense),
        new("6550", "Repairs", OperatingExpense),
        new("6600", "Bank charges", FinanceCost),
        new("6800", "Depreciation", Depreciation),
        new("6850", "Interest paid", FinanceCost),
        new("6900", "Bad debts", OtherExpense),
        new("6950", "Exchange differences", OtherExpense),
        new("6990", "Rounding differences", OtherExpense),
    ];
}
