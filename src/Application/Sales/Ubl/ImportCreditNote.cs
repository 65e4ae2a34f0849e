using System.Security.Cryptography;
using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Domain.Documents;
using Financbase.Domain.Sales;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Sales.Ubl;

/// <summary>
/// Issues a credit note in UBL, at once and with a number of its own, as credit notes are. It takes back no invoice of ours, for its file
/// names another program's: the credit is used for whichever invoice is chosen.
/// </summary>
/// <param name="Content">The file, at most 5 MB.</param>
/// <param name="AddCustomer">Adds a customer that is not known; without it the file is refused then.</param>
[RequirePermission(Permissions.CreditNotes.Issue)]
[Audited("credit_note.import", "Issued a credit note from a file")]
public sealed record ImportCreditNote(byte[] Content, bool AddCustomer = false) : ICommand<FinalizedInvoice>
{
    public override string ToString() => nameof(ImportCreditNote);
}

internal sealed class ImportCreditNoteHandler(
    UblIntake intake, IUblSources sources, IRepository<Invoice> invoices, IInvoices books, InvoiceIssue issue, IMultiTenantContextAccessor tenant) : IHandler<ImportCreditNote, FinalizedInvoice>
{
    public async Task<Result<FinalizedInvoice>> Handle(ImportCreditNote command, CancellationToken cancellationToken)
    {
        var (terms, lines, source) = await intake.TakeAsync(command.Content, InvoiceKind.CreditNote, command.AddCustomer, cancellationToken);
        var note = Invoice.Draft(tenant.OrganizationId, InvoiceKind.CreditNote, terms, lines);
        invoices.Add(note);
        await books.WriteLinesAsync(note, lines, cancellationToken);
        await sources.KeepAsync(note, source, cancellationToken);
        await issue.IssueAsync(note, cancellationToken);
        return new FinalizedInvoice(note.Id, note.Number!, note.Status, note.Gross);
    }
}

/// <summary>Reads a file and finds what it means among what the organization has.</summary>
internal sealed class UblIntake(IUblDocuments files, UblMatching matching, IUblSources sources)
{
    /// <exception cref="DomainException">
    /// <c>sales.ubl_too_large</c>, <c>sales.ubl_unreadable</c>, <c>sales.ubl_other_kind</c>, <c>sales.ubl_contradicts</c>, <c>sales.ubl_customer_unknown</c>, <c>sales.ubl_rate_unknown</c>, <c>sales.ubl_taken_in</c>,
    /// <c>documents.no_lines</c>, <c>documents.too_many_lines</c>; <c>forbidden</c>, where a customer would be added by whoever may not.
    /// </exception>
    public async Task<(InvoiceTerms Terms, IReadOnlyList<InvoiceLine> Lines, UblSource Source)> TakeAsync(byte[] content, InvoiceKind kind, bool addCustomer, CancellationToken ct)
    {
        var read = Read(content);
        if (read.Kind != kind)
            throw new DomainException(SalesErrors.UblOtherKind);
        if (UblTotals.Compare(read).Differences is { Count: > 0 } differences)
            throw new DomainException(SalesErrors.UblContradicts(string.Join("; ", differences)));

        var customer = await matching.CustomerAsync(read.Customer, addCustomer, ct);
        if (await TakenAsync(content, read, customer.Id, ct) is { } taken)
            throw new DomainException(taken);
        var rates = await matching.RatesAsync([.. read.Lines.Select(line => line.Tax).Distinct()], ct);
        IReadOnlyList<InvoiceLine> lines =
        [
            .. read.Lines.Select((line, place) => new InvoiceLine(new DocumentLine(line.Description, line.Quantity, line.UnitPrice, Tax: rates[line.Tax]).Checked(place))),
        ];
        var due = kind == InvoiceKind.CreditNote ? read.IssueDate
            : read.DueDate is { } said && said >= read.IssueDate ? said
            : InvoiceDrafting.DueAfter(read.IssueDate, customer);
        return (new InvoiceTerms(customer.Id, read.IssueDate, due, read.Currency, read.Reference, read.Note), lines, SourceOf(content, read));
    }

    /// <summary>Why it does not come in again; null where nothing of it is here.</summary>
    public async Task<Error?> TakenAsync(byte[] content, UblInvoice read, CustomerId? customer, CancellationToken ct) =>
        await sources.FindAsync(SourceOf(content, read), customer, ct) is { } taken ? SalesErrors.UblTakenIn(read.Number, taken.Number, taken.IssueDate) : null;

    /// <exception cref="DomainException"><c>sales.ubl_too_large</c>, <c>sales.ubl_unreadable</c>, <c>documents.too_many_lines</c>, <c>money.unknown_currency</c>.</exception>
    public UblInvoice Read(byte[] content) =>
        content.Length <= ImportInvoice.LargestSize ? files.Read(content) : throw new DomainException(SalesErrors.UblTooLarge);

    private static UblSource SourceOf(byte[] content, UblInvoice read) => new(read.Kind, read.Number, SHA256.HashData(content));
}
