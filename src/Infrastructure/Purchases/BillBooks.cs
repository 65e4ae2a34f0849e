using Financbase.Application.Audit;
using Financbase.Application.Paging;
using Financbase.Application.Purchases;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Domain.Purchases;
using Financbase.Infrastructure.Access;
using Financbase.Infrastructure.Database;
using Financbase.Infrastructure.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Financbase.Infrastructure.Purchases;

internal sealed class BillBooks(FinancbaseDbContext context, IMultiTenantContextAccessor tenant, IAuditNotes notes, TimeProvider clock) : IBills
{
    // What became of the money, on the organization's own today.
    private const string PaymentStatusWord = """
        CASE WHEN b.status <> 'approved' THEN 'none'
            WHEN b.open_minor = 0 THEN 'paid'
            WHEN b.due_date < ({1}::timestamptz AT TIME ZONE o.time_zone)::date THEN 'overdue'
            WHEN b.open_minor < b.gross_minor THEN 'partially_paid'
            ELSE 'open' END
        """;

    private const string Columns = """
        b.id, b.number, b.vendor_id, v.name AS vendor_name, b.status, b.bill_date, b.due_date, b.currency, b.net_minor, b.tax_minor, b.gross_minor, b.open_minor
        """;

    private const string From = """
        FROM bills b JOIN organizations o ON o.id = b.organization_id
        JOIN vendors v ON v.organization_id = b.organization_id AND v.id = b.vendor_id
        WHERE b.organization_id = {0}
        """;

    private static readonly Keyset<BillRow, Guid> Orders = new Keyset<BillRow, Guid>(ListBills.Sorts, row => row.Id)
        .By("billDate", row => row.BillDate).By("dueDate", row => row.DueDate);

    private Guid Organization => tenant.OrganizationId.Value;

    public Task HoldAsync(IReadOnlyCollection<BillId> ids, CancellationToken ct)
    {
        Guid[] wanted = [.. ids.Select(id => id.Value)];
        return context.Database.ExecuteSqlAsync($"SELECT FROM bills WHERE organization_id = {Organization} AND id = ANY ({wanted}) ORDER BY id FOR UPDATE", ct);
    }

    public async Task WriteLinesAsync(Bill bill, IReadOnlyList<BillLine> lines, CancellationToken ct)
    {
        await context.SaveChangesAsync(ct);
        await BillLines.OfBills.RemoveAsync(context, tenant.OrganizationId, bill.Id.Value, ct);
        await BillLines.OfBills.WriteAsync(context, tenant.OrganizationId, bill.Id.Value, bill.Currency, lines, ct);
        notes.About(new AuditTarget("bill", bill.Id.ToString(), bill.Number));
        notes.Tell("lines", lines.Count.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    public Task RemoveLinesAsync(BillId id, CancellationToken ct) => BillLines.OfBills.RemoveAsync(context, tenant.OrganizationId, id.Value, ct);

    public async Task<IReadOnlyList<BillLine>> ReadLinesAsync(BillId id, CancellationToken ct) =>
        [.. (await BillLines.OfBills.ReadAsync(context, tenant.OrganizationId, id.Value, ct)).Select(row => row.ToLine())];

    public async Task<IReadOnlyList<UserId>> ListPossibleHoldersAsync(string permission, UserId but, CancellationToken ct) =>
        [.. (await PossibleHolders.ListAsync(context, tenant.OrganizationId, permission, ct)).Where(id => id != but.Value).Select(id => new UserId(id))];

    public async Task<Page<BillSummary>> ListAsync(BillFilter filter, PageRequest page, CancellationToken ct)
    {
        var found = context.Database.SqlQueryRaw<BillRow>(
            $"""
            SELECT * FROM (SELECT {Columns}, {PaymentStatusWord} AS payment_status {From}
                AND ({"{2}"} = '' OR b.number ILIKE {"{2}"} OR v.name ILIKE {"{2}"}) AND ({"{3}"} = '' OR b.status = {"{3}"})
                AND ({"{5}"}::uuid IS NULL OR b.vendor_id = {"{5}"}) AND b.due_date BETWEEN {"{6}"} AND {"{7}"}
                AND ({"{8}"} = '' OR (b.open_minor > 0)::text = {"{8}"}) AND ({"{9}"} = '' OR b.number_key = {"{9}"})) found
            WHERE {"{4}"} = '' OR payment_status = {"{4}"}
            """,
            Organization, clock.GetUtcNow(), LikePattern.Containing(filter.Text) ?? "",
            filter.Status is { } status ? Words.Of(status) : "", filter.PaymentStatus is { } payment ? Words.Of(payment) : "",
            new Npgsql.NpgsqlParameter("vendor", NpgsqlTypes.NpgsqlDbType.Uuid) { Value = (object?)filter.Vendor?.Value ?? DBNull.Value },
            filter.DueFrom ?? DateOnly.MinValue, filter.DueTo ?? DateOnly.MaxValue, Words.Of(filter.IsOpen), filter.NumberKey ?? "");
        return (await Orders.ReadAsync(found, page, ct)).Select(row => row.ToSummary());
    }

    public async Task<BillView?> FindAsync(BillId id, CancellationToken ct)
    {
        var found = await context.Database.SqlQueryRaw<WholeBillRow>(
            $"""
            SELECT {Columns}, {PaymentStatusWord} AS payment_status, b.note, b.taxes::text AS taxes, b.is_duplicate, b.drafted_by, b.entered_by, b.received_by, b.decided_by,
                b.received_at, b.decided_at, b.reason, b.is_self_approved, b.posted_on,
                (SELECT e.id FROM journal_entries e
                 WHERE e.organization_id = b.organization_id AND e.source = 'bill' AND e.source_id = b.id AND e.source_kind = 'approve') AS journal_entry_id
            {From} AND b.id = {"{2}"}
            """,
            Organization, clock.GetUtcNow(), id.Value).ToListAsync(ct);
        if (found is not [var row])
            return null;

        var paid = await context.Database.SqlQuery<SettledBillRow>($"""
            SELECT a.vendor_payment_id, a.vendor_credit_id, COALESCE(p.reference, c.number) AS name, a.date, a.amount_minor
            FROM bill_allocations a LEFT JOIN vendor_payments p ON p.organization_id = a.organization_id AND p.id = a.vendor_payment_id
            LEFT JOIN vendor_credits c ON c.organization_id = a.organization_id AND c.id = a.vendor_credit_id
            WHERE a.organization_id = {Organization} AND a.bill_id = {id.Value} AND NOT a.is_undone ORDER BY a.date, a.id
            """).ToListAsync(ct);
        var view = row.ToView(await BillLines.OfBills.ReadAsync(context, tenant.OrganizationId, id.Value, ct));
        return view with { Payments = [.. paid.Select(one => one.ToView(view.Totals.Gross.Currency))], Duplicates = await FindTwinsAsync(id, ct) };
    }

    public async Task<IReadOnlyList<BillTwin>> FindTwinsAsync(BillId id, CancellationToken ct)
    {
        var rows = await context.Database.SqlQuery<BillTwinRow>($"""
            SELECT t.id, t.number, t.status, t.bill_date, t.gross_minor, t.currency, t.number_key = b.number_key AS has_same_number
            FROM bills b JOIN bills t ON t.organization_id = b.organization_id AND t.vendor_id = b.vendor_id AND t.id <> b.id
            WHERE b.organization_id = {Organization} AND b.id = {id.Value} AND t.status NOT IN ('rejected', 'void')
                AND (t.number_key = b.number_key
                    OR (t.gross_minor = b.gross_minor AND t.currency = b.currency AND t.bill_date BETWEEN b.bill_date - 7 AND b.bill_date + 7))
            ORDER BY has_same_number DESC, t.bill_date DESC, t.id LIMIT 10
            """).ToListAsync(ct);
        return [.. rows.Select(row => row.ToView())];
    }
}
