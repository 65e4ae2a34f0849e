namespace Financbase.Domain.Attachments;

/// <summary>To what files and notes can be attached.</summary>
public enum DocumentKind
{
    /// <summary>Or a credit note.</summary>
    Invoice,

    Bill,
    JournalEntry,
    Expense,
    Quote,
    VendorCredit,

    /// <summary>Of a customer.</summary>
    Payment,

    VendorPayment,
    RecurringInvoice,
}

/// <summary>One document, of whatever kind.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Id">Its own.</param>
public readonly record struct DocumentReference(DocumentKind Kind, Guid Id);
