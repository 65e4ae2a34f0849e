using System.Globalization;
using System.Text.Json;
using Financbase.Application.Audit;
using Financbase.Application.Paging;
using Financbase.Application.Purchases;
using Financbase.Application.Tenancy;
using Financbase.Domain.Documents;
using Financbase.Domain.Purchases;
using Financbase.Domain.SharedKernel;
using Financbase.Infrastructure.Database;
using Financbase.Infrastructure.Ledger;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;

namespace Financbase.Infrastructure.Purchases;

internal sealed class VendorCreditBooks(FinancbaseDbContext context, IMultiTenantContextAccessor tenant, IAuditNotes notes) : IVendorCredits
{
    private const string Credits = """
        SELECT c.id, c.number, c.vendor_id, v.name AS vendor_name, c.status, c.credit_date, c.currency, c.net_minor, c.tax_minor, c.gross_minor, c.open_minor
        """;

    private const string From = """
        FROM vendor_credits c JOIN vendors v ON v.organization_id = c.organization_id AND v.id = c.vendor_id
        WHERE c.organization_id = {0}
        """;

    private static readonly Keyset<VendorCreditRow, Guid> Orders =
        new Keyset<VendorCreditRow, Guid>(ListVendorCredits.Sorts, row => row.Id).By("creditDate", row => row.CreditDate);

    private Guid Organization => tenant.OrganizationId.Value;

    public Task HoldAsync(VendorCreditId id, CancellationToken ct) =>
        context.Database.ExecuteSqlAsync($"SELECT FROM vendor_credits WHERE organization_id = {Organization} AND id = {id.Value} FOR UPDATE", ct);

    public async Task WriteLinesAsync(VendorCredit credit, IReadOnlyList<BillLine> lines, CancellationToken ct)
    {
        await context.SaveChangesAsync(ct);
        await RemoveLinesAsync(credit.Id, ct);
        await BillLines.OfCredits.WriteAsync(context, tenant.OrganizationId, credit.Id.Value, credit.Currency, lines, ct);
        notes.About(new AuditTarget("vendor_credit", credit.Id.ToString(), credit.Number));
        notes.Tell("lines", lines.Count.ToString(CultureInfo.InvariantCulture));
    }

    public Task RemoveLinesAsync(VendorCreditId id, CancellationToken ct) => BillLines.OfCredits.RemoveAsync(context, tenant.OrganizationId, id.Value, ct);

    public async Task<IReadOnlyList<BillLine>> ReadLinesAsync(VendorCreditId id, CancellationToken ct) =>
        [.. (await BillLines.OfCredits.ReadAsync(context, tenant.OrganizationId, id.Value, ct)).Select(row => row.ToLine())];

    public async Task<Page<VendorCreditSummary>> ListAsync(VendorCreditFilter filter, PageRequest page, CancellationToken ct)
    {
        var found = context.Database.SqlQueryRaw<VendorCreditRow>(
            $"""
            {Credits} {From} AND ({"{1}"} = '' OR c.number ILIKE {"{1}"} OR v.name ILIKE {"{1}"}) AND ({"{2}"} = '' OR c.status = {"{2}"})
                AND ({"{3}"}::uuid IS NULL OR c.vendor_id = {"{3}"}) AND ({"{4}"} = '' OR (c.open_minor > 0)::text = {"{4}"})
            """,
            Organization, LikePattern.Containing(filter.Text) ?? "", filter.Status is { } status ? Words.Of(status) : "",
            new NpgsqlParameter("vendor", NpgsqlDbType.Uuid) { Value = (object?)filter.Vendor?.Value ?? DBNull.Value }, Words.Of(filter.HasRest));
        return (await Orders.ReadAsync(found, page, ct)).Select(row => row.ToSummary());
    }

    public async Task<VendorCreditView?> FindAsync(VendorCreditId id, CancellationToken ct)
    {
        var found = await context.Database.SqlQueryRaw<WholeVendorCreditRow>(
            $"""
            {Credits}, c.note, c.taxes::text AS taxes, c.reason, c.posted_on,
                (SELECT e.id FROM journal_entries e
                 WHERE e.organization_id = c.organization_id AND e.source = 'vendor_credit' AND e.source_id = c.id AND e.source_kind = 'approve') AS journal_entry_id
            {From} AND c.id = {"{1}"}
            """,
            Organization, id.Value).ToListAsync(ct);
        if (found is not [var row])
            return null;

        var uses = await context.Database.SqlQuery<VendorCreditUseRow>($"""
            SELECT a.id, a.bill_id, b.number AS name, a.date, a.amount_minor
            FROM bill_allocations a JOIN bills b ON b.organization_id = a.organization_id AND b.id = a.bill_id
            WHERE a.organization_id = {Organization} AND a.vendor_credit_id = {id.Value} AND NOT a.is_undone
            UNION ALL
            SELECT r.id, NULL, r.reference, r.date, r.amount_minor FROM vendor_refunds r
            WHERE r.organization_id = {Organization} AND r.vendor_credit_id = {id.Value} AND NOT r.is_undone
            ORDER BY date, id
            """).ToListAsync(ct);
        return row.ToView(await BillLines.OfCredits.ReadAsync(context, tenant.OrganizationId, id.Value, ct), uses);
    }
}

internal sealed record VendorCreditRow(
    Guid Id, string Number, Guid VendorId, string VendorName, string Status, DateOnly CreditDate, string Currency, long NetMinor, long TaxMinor, long GrossMinor, long OpenMinor)
{
    public VendorCreditStatus State => Words.Read<VendorCreditStatus>(Status);

    // Of a draft, and of what is void, nothing was used.
    public VendorCreditTotals Totals => new(
        Amount(NetMinor), Amount(TaxMinor), Amount(GrossMinor), Amount(State == VendorCreditStatus.Posted ? GrossMinor - OpenMinor : 0), Amount(OpenMinor));

    public VendorCreditSummary ToSummary() => new(new(Id), Number, new(new(VendorId), VendorName), State, CreditDate, Totals);

    private Money Amount(long minor) => new(minor, Domain.SharedKernel.Currency.Of(Currency));
}

internal sealed record WholeVendorCreditRow(
    Guid Id, string Number, Guid VendorId, string VendorName, string Status, DateOnly CreditDate, string Currency, long NetMinor, long TaxMinor, long GrossMinor, long OpenMinor,
    string? Note, string Taxes, string? Reason, DateOnly? PostedOn, Guid? JournalEntryId)
{
    public VendorCreditView ToView(IReadOnlyList<BillLineRow> lines, IReadOnlyList<VendorCreditUseRow> uses)
    {
        var summary = new VendorCreditRow(Id, Number, VendorId, VendorName, Status, CreditDate, Currency, NetMinor, TaxMinor, GrossMinor, OpenMinor).ToSummary();
        var currency = summary.Totals.Gross.Currency;
        return new VendorCreditView(
            summary.Id, Number, summary.Vendor.Id, summary.Vendor, summary.Status, CreditDate, Currency, Note, summary.Totals,
            JsonSerializer.Deserialize<IReadOnlyList<TaxSubtotal>>(Taxes, WireJson.Options)!, [.. lines.Select(line => line.ToView(currency))],
            [.. uses.Select(use => use.ToView(currency))], Reason, PostedOn, JournalEntryId is { } entry ? new(entry) : null);
    }
}

internal sealed record VendorCreditUseRow(Guid Id, Guid? BillId, string? Name, DateOnly Date, long AmountMinor)
{
    public VendorCreditUse ToView(Currency currency) => new(Id, BillId is { } bill ? new BillId(bill) : null, Name, Date, new Money(AmountMinor, currency));
}
