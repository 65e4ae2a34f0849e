namespace Financbase.Domain.Imports;

/// <summary>What a file brings in.</summary>
public enum ImportKind
{
    Customers,
    Vendors,
    Items,
    Accounts,
    OpenInvoices,
    OpenBills,
}
