using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Domain.Sales;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Sales;

/// <summary>
/// Issues a credit note for an invoice, or a part of it, and uses it for what is open of the invoice. What was paid already becomes
/// the customer's credit.
/// </summary>
/// <param name="InvoiceId">A finalised invoice.</param>
/// <param name="Lines">What is given back; null for everything, taxed as it was.</param>
/// <param name="Date">Its day in the books; null for today in the organization's time zone.</param>
/// <param name="Reason">For the customer.</param>
[RequirePermission(Permissions.CreditNotes.Issue)]
[Audited("credit_note.issue", "Issued a credit note for an invoice")]
public sealed record CreditInvoice(InvoiceId InvoiceId, IReadOnlyList<InvoiceLineDraft>? Lines = null, DateOnly? Date = null, string? Reason = null)
    : ICommand<FinalizedInvoice>;

internal sealed class CreditInvoiceHandler(
    IRepository<Invoice> invoices, IInvoices books, ISettlements settlements, InvoiceDrafting drafting, InvoiceIssue issue, Settlement settlement,
    IMultiTenantContextAccessor tenant) : IHandler<CreditInvoice, FinalizedInvoice>
{
    public async Task<Result<FinalizedInvoice>> Handle(CreditInvoice command, CancellationToken cancellationToken)
    {
        await books.HoldAsync([command.InvoiceId], cancellationToken);
        if (await invoices.FindAsync(command.InvoiceId, cancellationToken) is not { Kind: InvoiceKind.Invoice } invoice)
            return Error.NotFound("invoice");

        invoice.RequireFinalized();
        if (invoice.PostedOn is not null)
            return SalesErrors.MovedIn;
        var day = command.Date ?? await drafting.TodayAsync(cancellationToken);
        if (day < invoice.IssueDate)
            return Error.Validation("date", "A credit note is not issued before its invoice.");

        var lines = command.Lines is { } given
            ? await drafting.LinesAsync(given, cancellationToken)
            : await books.ReadLinesAsync(invoice.Id, cancellationToken);
        var terms = new InvoiceTerms(invoice.CustomerId, day, day, invoice.Currency, invoice.Number, command.Reason);
        var note = Invoice.Draft(tenant.OrganizationId, InvoiceKind.CreditNote, terms, lines, invoice.Id);
        if ((await settlements.CreditedAsync(invoice, cancellationToken) + note.Gross).Minor > invoice.GrossMinor - invoice.WrittenOffMinor)
            return SalesErrors.CreditsTooMuch;

        invoices.Add(note);
        await books.WriteLinesAsync(note, lines, cancellationToken);
        await issue.IssueAsync(note, cancellationToken);
        var amount = new Money(Math.Min(note.OpenMinor, invoice.OpenMinor), invoice.Currency);
        if (amount.Minor > 0)
            await settlement.UseAsync(invoice, note, amount, day, cancellationToken);
        return new FinalizedInvoice(note.Id, note.Number!, note.Status, note.Gross);
    }
}
