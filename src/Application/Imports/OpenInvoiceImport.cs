using System.Text.RegularExpressions;
using Financbase.Application.Documents;
using Financbase.Application.Ledger;
using Financbase.Application.Persistence;
using Financbase.Application.Sales;
using Financbase.Application.Specifications;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Domain.Documents;
using Financbase.Domain.Imports;
using Financbase.Domain.Ledger;
using Financbase.Domain.Sales;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Imports;

/// <summary>What customers owed when these books began.</summary>
internal sealed partial class OpenInvoiceImport(
    IReadRepository<Customer> customers, IRepository<Invoice> invoices, IInvoices invoiceBooks, IOpenDocuments open, IssuerDesk issuers, DocumentReferences references,
    OpeningDesk desk, IImportBooks books, ILedger ledger, IMultiTenantContextAccessor tenant, TimeProvider clock)
    : OpenDocumentImport<Customer, Invoice>(customers, invoices, desk, books, ledger)
{
    public override ImportKind Kind => ImportKind.OpenInvoices;

    public override string Permission => Permissions.Invoices.Finalize;

    public override IReadOnlyList<ImportField> Fields { get; } = OpenRow.Fields(
        ImportField.Text("party", "Customer", "customername", "client", "name", "kunde", "debitor", "cliente"), "invoicenumber", "invoiceno", "invoice", "rechnungsnummer", "rechnungsnr", "rechnung", "facture");

    protected override ImportKind PartyKind => ImportKind.Customers;

    protected override PostingRole Control => PostingRole.Receivable;

    protected override JournalEntrySource Source => JournalEntrySource.Invoice;

    protected override string EntryKind => InvoicePostings.Issue;

    protected override string NumberKey(string number) => number;

    protected override string KeyOf(string number, string party) => number;

    protected override Specification<Customer> PartiesById(Guid[] ids) => new WantedCustomers([.. ids.Select(CustomerId.From)]);

    protected override Specification<Invoice> ById(Guid[] ids) => new WantedInvoices([.. ids.Select(InvoiceId.From)]);

    protected override Guid IdOf(Customer party) => party.Id.Value;

    protected override Guid IdOf(Invoice document) => document.Id.Value;

    protected override string NameOf(Customer party) => party.Name;

    protected override string NumberOf(Invoice document) => document.Number!;

    protected override bool TakesNumber(Invoice document) => !(IsVoid(document) && document.PostedOn is not null);

    // What our own series will come to is never given away: it could not go on there.
    protected override string? FaultOf(string number, Opening opening) => number.Length > Invoice.LongestNumber ? $"A number has at most {Invoice.LongestNumber} characters."
        : OwnNumber().Match(number) is { Success: true } own && int.Parse(own.Groups[1].ValueSpan, System.Globalization.CultureInfo.InvariantCulture) >= opening.FiscalYear
            ? "Numbers of this form are given here from now on. Write something in front of it that tells them apart."
            : null;

    protected override bool Clashes(Invoice known, Customer party) => true;

    protected override Invoice Draft(Customer party, OpenRow row, IReadOnlyList<DocumentLine> lines, Opening opening) => Invoice.Draft(
        tenant.OrganizationId, InvoiceKind.Invoice,
        new InvoiceTerms(party.Id, row.Issued, row.Due ?? InvoiceDrafting.DueAfter(row.Issued, party), row.Open.Currency, row.Reference), Lines(lines, opening));

    protected override bool IsSame(Invoice made, Invoice known, Opening opening) =>
        (known.PostedOn, known.CustomerId, known.IssueDate, known.DueDate, known.Gross) == (opening.Day, made.CustomerId, made.IssueDate, made.DueDate, made.Gross);

    protected override async Task MoveInAsync(IReadOnlyList<Moving> moving, Opening opening, ImportTerms terms, CancellationToken ct)
    {
        await open.WriteAsync([.. moving.Select(one => (one.Document, Lines(one.Lines, opening)))], ct);
        var (issuer, now) = (await issuers.CurrentAsync(ct), clock.GetUtcNow());
        foreach (var (customer, invoice, row, _) in moving)
            invoice.MoveIn(row.Number, issuer, new BillTo(customer.Name, customer.Terms.Address!, customer.TaxId), opening.Item(row.Open), terms.Remind, now);
        await open.PassOverOverdueAsync([.. moving.Select(one => one.Document.Id)], await references.TodayAsync(ct), ct);
    }

    protected override IReadOnlyList<Posting> PostingsOf(Moving moving, Opening opening) => InvoicePostings.Of(
        DocumentTotals.Of(moving.Document.Currency, moving.Lines), Lines(moving.Lines, opening), role => opening.Accounts[role],
        opening.Rates[moving.Document.Currency]!.Value, opening.Base, 1);

    protected override Task HoldAsync(Guid[] ids, CancellationToken ct) => invoiceBooks.HoldAsync([.. ids.Select(InvoiceId.From)], ct);

    protected override bool IsVoid(Invoice document) => document.Status == InvoiceStatus.Void;

    protected override bool IsUsed(Invoice document) => document.OpenMinor != document.GrossMinor;

    protected override void Void(Invoice document, string reason) => document.Void(reason, Money.Zero(document.Currency));

    private static IReadOnlyList<InvoiceLine> Lines(IReadOnlyList<DocumentLine> lines, Opening opening) => [.. lines.Select(line => new InvoiceLine(line, opening.Account))];

    [GeneratedRegex("^(?:INV|CN)-([0-9]{4})-[0-9]{5,}$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex OwnNumber();

    private sealed class WantedCustomers : Specification<Customer>
    {
        public WantedCustomers(CustomerId[] ids) => Query.Where(customer => ids.Contains(customer.Id));
    }

    private sealed class WantedInvoices : Specification<Invoice>
    {
        public WantedInvoices(InvoiceId[] ids) => Query.Where(invoice => ids.Contains(invoice.Id));
    }
}
