using Financbase.Application.Imports;
using Financbase.Domain.Imports;

namespace Financbase.Web.Pages.MovingIn;

/// <summary>A table and how it is to be taken, as a form. Between the preview and the import the page itself holds the file.</summary>
public sealed record FilesInput
{
    public ImportKind Kind { get; init; }

    public string? FileName { get; init; }

    /// <summary>In base64.</summary>
    public string? Content { get; init; }

    /// <summary>Headings by field.</summary>
    public Dictionary<string, string?> Columns { get; init; } = [];

    public bool Update { get; init; }

    public bool SkipFaulty { get; init; }

    public string? DecimalSeparator { get; init; }

    public string? DateFormat { get; init; }

    public DateOnly? Day { get; init; }

    public bool Quiet { get; init; }

    public static ImportKind[] Kinds { get; } = Enum.GetValues<ImportKind>();

    public bool IsOpenDocuments => Kind is ImportKind.OpenInvoices or ImportKind.OpenBills;

    public ImportTerms ToTerms() => new(
        Kind, FileName ?? "table.csv", Bytes(), Columns.Count == 0 ? null : Columns.ToDictionary(column => column.Key, column => column.Value ?? ""), Update, SkipFaulty,
        DecimalSeparator is [var separator] ? separator : null, string.IsNullOrWhiteSpace(DateFormat) ? null : DateFormat, Day, !Quiet);

    // What is no base64 is as an empty file, which is refused.
    private byte[] Bytes()
    {
        var file = new byte[(Content ?? "").Length];
        return Convert.TryFromBase64String(Content ?? "", file, out var length) ? file[..length] : [];
    }

    public static string WordOf(ImportKind kind) => kind switch
    {
        ImportKind.Customers => "Customers",
        ImportKind.Vendors => "Vendors",
        ImportKind.Items => "Items",
        ImportKind.Accounts => "Chart of accounts",
        ImportKind.OpenInvoices => "Open invoices",
        ImportKind.OpenBills => "Open bills",
    };
}
