using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Domain.Sales;

namespace Financbase.Application.Sales;

/// <summary>Issues a credit note that belongs to no single invoice. It is the customer's credit until it is used.</summary>
/// <param name="Draft">What is given back; quantities and prices as on an invoice.</param>
[RequirePermission(Permissions.CreditNotes.Issue)]
[Audited("credit_note.issue_alone", "Issued a credit note")]
public sealed record IssueCreditNote(InvoiceDraft Draft) : ICommand<FinalizedInvoice>;

internal sealed class IssueCreditNoteHandler(
    IRepository<Invoice> invoices, IInvoices books, InvoiceDrafting drafting, InvoiceIssue issue, IMultiTenantContextAccessor tenant)
    : IHandler<IssueCreditNote, FinalizedInvoice>
{
    public async Task<Result<FinalizedInvoice>> Handle(IssueCreditNote command, CancellationToken cancellationToken)
    {
        var terms = await drafting.TermsAsync(command.Draft, cancellationToken);
        var lines = await drafting.LinesAsync(command.Draft.Lines, cancellationToken);
        var note = Invoice.Draft(tenant.OrganizationId, InvoiceKind.CreditNote, terms, lines);
        invoices.Add(note);
        await books.WriteLinesAsync(note, lines, cancellationToken);
        await issue.IssueAsync(note, cancellationToken);
        return new FinalizedInvoice(note.Id, note.Number!, note.Status, note.Gross);
    }
}
