using Financbase.Application.Access;
using Financbase.Application.Documents;
using Financbase.Application.Ledger;
using Financbase.Application.Persistence;
using Financbase.Application.Purchases;
using Financbase.Application.Specifications;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Domain.Documents;
using Financbase.Domain.Imports;
using Financbase.Domain.Ledger;
using Financbase.Domain.Purchases;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Imports;

/// <summary>What was owed to vendors when these books began. They were approved elsewhere; here whoever takes them in counts as who entered and approved them.</summary>
internal sealed class OpenBillImport(
    IReadRepository<Vendor> vendors, IRepository<Bill> bills, IBills billBooks, IOpenDocuments open, ICurrentPrincipal principal, AmountLimits limits,
    OpeningDesk desk, IImportBooks books, ILedger ledger, IMultiTenantContextAccessor tenant, TimeProvider clock)
    : OpenDocumentImport<Vendor, Bill>(vendors, bills, desk, books, ledger)
{
    public override ImportKind Kind => ImportKind.OpenBills;

    public override string Permission => Permissions.Bills.Approve;

    public override IReadOnlyList<ImportField> Fields { get; } = OpenRow.Fields(
        ImportField.Text("party", "Vendor", "vendorname", "supplier", "suppliername", "name", "lieferant", "kreditor", "fournisseur", "proveedor"),
        "billnumber", "billno", "bill", "invoicenumber", "invoiceno", "rechnungsnummer", "rechnungsnr", "rechnung", "facture");

    protected override ImportKind PartyKind => ImportKind.Vendors;

    protected override PostingRole Control => PostingRole.Payable;

    protected override JournalEntrySource Source => JournalEntrySource.Bill;

    protected override string EntryKind => BillPostings.Approval;

    protected override Task RequireLimitAsync(IReadOnlyCollection<Moved> moved, CancellationToken ct) => limits.RequireAsync(Permission, moved, ct);

    protected override string NumberKey(string number) => BillNumber.KeyOf(number);

    protected override string KeyOf(string number, string party) => $"{NumberKey(number)}\n{party}";

    protected override Specification<Vendor> PartiesById(Guid[] ids) => new WantedVendors([.. ids.Select(VendorId.From)]);

    protected override Specification<Bill> ById(Guid[] ids) => new WantedBills([.. ids.Select(BillId.From)]);

    protected override Guid IdOf(Vendor party) => party.Id.Value;

    protected override Guid IdOf(Bill document) => document.Id.Value;

    protected override string NameOf(Vendor party) => party.Name;

    protected override string NumberOf(Bill document) => document.Number;

    protected override bool TakesNumber(Bill document) => document.Status is not (BillStatus.Void or BillStatus.Rejected);

    // Numbers are the vendors' own, and drafts refuse what is none.
    protected override string? FaultOf(string number, Opening opening) => null;

    protected override bool Clashes(Bill known, Vendor party) => known.VendorId == party.Id;

    protected override Bill Draft(Vendor party, OpenRow row, IReadOnlyList<DocumentLine> lines, Opening opening) => Bill.Draft(
        tenant.OrganizationId,
        new BillTerms(
            party.Id, row.Number, row.Issued, row.Due ?? DocumentReferences.Later(row.Issued, party.PaymentDays ?? DocumentReferences.UsualDays), row.Open.Currency, row.Reference),
        Lines(lines, opening), principal.Current.UserId);

    protected override bool IsSame(Bill made, Bill known, Opening opening) =>
        (known.PostedOn, known.BillDate, known.DueDate, known.Gross) == (opening.Day, made.BillDate, made.DueDate, made.Gross);

    protected override async Task MoveInAsync(IReadOnlyList<Moving> moving, Opening opening, ImportTerms terms, CancellationToken ct)
    {
        var by = principal.Current.UserId ?? throw new DomainException(PurchasesErrors.NeedsPerson);
        await open.WriteAsync([.. moving.Select(one => (one.Document, Lines(one.Lines, opening)))], ct);
        var now = clock.GetUtcNow();
        foreach (var (_, bill, row, _) in moving)
            bill.MoveIn(by, opening.Item(row.Open), now);
    }

    protected override IReadOnlyList<Posting> PostingsOf(Moving moving, Opening opening) => BillPostings.Of(
        DocumentTotals.Of(moving.Document.Currency, moving.Lines), Lines(moving.Lines, opening), role => opening.Accounts[role],
        opening.Rates[moving.Document.Currency]!.Value, opening.Base);

    protected override Task HoldAsync(Guid[] ids, CancellationToken ct) => billBooks.HoldAsync([.. ids.Select(BillId.From)], ct);

    protected override bool IsVoid(Bill document) => document.Status == BillStatus.Void;

    protected override bool IsUsed(Bill document) => document.OpenMinor != document.GrossMinor;

    protected override void Void(Bill document, string reason) => document.Void(reason);

    private static IReadOnlyList<BillLine> Lines(IReadOnlyList<DocumentLine> lines, Opening opening) => [.. lines.Select(line => new BillLine(line, opening.Account))];

    private sealed class WantedVendors : Specification<Vendor>
    {
        public WantedVendors(VendorId[] ids) => Query.Where(vendor => ids.Contains(vendor.Id));
    }

    private sealed class WantedBills : Specification<Bill>
    {
        public WantedBills(BillId[] ids) => Query.Where(bill => ids.Contains(bill.Id));
    }
}
