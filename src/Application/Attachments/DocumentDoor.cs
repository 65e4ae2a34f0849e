using Financbase.Application.Access;
using Financbase.Domain.Access;
using Financbase.Domain.Attachments;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Attachments;

/// <summary>What is attached to a document is seen by those alone who may see the document.</summary>
internal sealed class DocumentDoor(ICurrentPrincipal principal, IAttachmentReads reads)
{
    /// <exception cref="DomainException"><c>attachments.document_unknown</c>: it is not there, or not for the caller; nobody learns which.</exception>
    public async Task EnterAsync(DocumentReference document, CancellationToken ct)
    {
        if (!Opens(document.Kind) || await reads.FindKindAsync(document.Id, ct) != document.Kind)
            throw new DomainException(AttachmentsErrors.DocumentUnknown);
    }

    /// <summary>The kinds of documents that the caller may see.</summary>
    public IReadOnlyList<DocumentKind> Open => [.. Enum.GetValues<DocumentKind>().Where(Opens)];

    public bool Opens(DocumentKind kind) => principal.Current.Rights.MayHold(PermissionsOf(kind).Read);

    /// <summary>Whether the caller may change documents of this kind, and what others have attached to them.</summary>
    public bool MayChange(DocumentKind kind) => principal.Current.Rights.MayHold(PermissionsOf(kind).Change);

    // The first is the one that the use case behind the document’s own page takes.
    private static (string Read, string Change) PermissionsOf(DocumentKind kind) => kind switch
    {
        DocumentKind.Invoice or DocumentKind.Quote or DocumentKind.RecurringInvoice => (Permissions.Invoices.Read, Permissions.Invoices.Manage),
        DocumentKind.Payment => (Permissions.Invoices.Read, Permissions.Payments.Record),
        DocumentKind.Bill => (Permissions.Bills.Read, Permissions.Bills.Manage),
        DocumentKind.VendorCredit => (Permissions.Bills.Read, Permissions.VendorCredits.Manage),
        DocumentKind.VendorPayment => (Permissions.Bills.Read, Permissions.VendorPayments.Record),
        DocumentKind.JournalEntry => (Permissions.Ledger.Read, Permissions.Ledger.Post),
        DocumentKind.Expense => (Permissions.Expenses.Read, Permissions.Expenses.Submit),
    };
}
