using Financbase.Domain.Imports;

namespace Financbase.Infrastructure.Imports;

/// <summary>Where the records of an import stand, and by which of their columns they are known again.</summary>
internal static class ImportTables
{
    public static (string Name, string Key) Of(ImportKind kind) => kind switch
    {
        ImportKind.Customers => ("customers", "name"),
        ImportKind.Vendors => ("vendors", "name"),
        ImportKind.Items => ("items", "COALESCE(code, name)"),
        ImportKind.Accounts => ("accounts", "code"),
        ImportKind.OpenInvoices => ("invoices", "number"),
        ImportKind.OpenBills => ("bills", "number_key"),
    };
}
