using Financbase.Application.Audit;
using Financbase.Application.Paging;
using Financbase.Application.Sales;
using Financbase.Application.Tenancy;
using Financbase.Domain.Sales;
using Financbase.Infrastructure.Database;
using Financbase.Infrastructure.Encryption;
using Financbase.Infrastructure.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Financbase.Infrastructure.Sales;

internal sealed class InvoiceBooks(FinancbaseDbContext context, IMultiTenantContextAccessor tenant, Vault vault, IAuditNotes notes, TimeProvider clock) : IInvoices
{
    // What became of the money, on the organization's own today.
    private const string PaymentStatusWord = """
        CASE WHEN i.status IN ('draft', 'void') THEN 'none'
            WHEN i.open_minor = 0 THEN CASE WHEN i.written_off_minor > 0 THEN 'written_off' ELSE 'paid' END
            WHEN i.kind = 'invoice' AND i.due_date < ({1}::timestamptz AT TIME ZONE o.time_zone)::date THEN 'overdue'
            WHEN i.open_minor < i.gross_minor THEN 'partially_paid'
            ELSE 'open' END
        """;

    private const string Columns = """
        i.id, i.kind, i.number, i.customer_id, c.name AS customer_name, i.status, i.issue_date, i.due_date, i.reference, i.currency,
        i.net_minor, i.tax_minor, i.gross_minor, i.open_minor, i.written_off_minor
        """;

    private const string From = """
        FROM invoices i JOIN organizations o ON o.id = i.organization_id
        JOIN customers c ON c.organization_id = i.organization_id AND c.id = i.customer_id
        WHERE i.organization_id = {0}
        """;

    private static readonly Keyset<InvoiceRow, Guid> Orders = new Keyset<InvoiceRow, Guid>(ListInvoices.Sorts, row => row.Id)
        .By("issueDate", row => row.IssueDate).By("dueDate", row => row.DueDate);

    public Task HoldAsync(IReadOnlyCollection<InvoiceId> ids, CancellationToken ct)
    {
        Guid[] wanted = [.. ids.Select(id => id.Value)];
        return context.Database.ExecuteSqlAsync(
            $"SELECT FROM invoices WHERE organization_id = {tenant.OrganizationId.Value} AND id = ANY ({wanted}) ORDER BY id FOR UPDATE", ct);
    }

    public Task StoreAsync(CancellationToken ct) => context.SaveChangesAsync(ct);

    public async Task WriteLinesAsync(Invoice invoice, IReadOnlyList<InvoiceLine> lines, CancellationToken ct)
    {
        await context.SaveChangesAsync(ct);
        await InvoiceLines.WriteAsync(context, LineTable.OfInvoices, tenant.OrganizationId, invoice.Id.Value, invoice.Currency, lines, ct);
        notes.About(new AuditTarget("invoice", invoice.Id.ToString(), invoice.Number));
        notes.Tell("lines", lines.Count.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    public Task RemoveLinesAsync(InvoiceId id, CancellationToken ct) => InvoiceLines.RemoveAsync(context, LineTable.OfInvoices, tenant.OrganizationId, id.Value, ct);

    public async Task<IReadOnlyList<InvoiceLine>> ReadLinesAsync(InvoiceId id, CancellationToken ct) =>
        [.. (await ReadRowsAsync(id, ct)).Select(row => row.Whole)];

    public async Task<Page<InvoiceSummary>> ListAsync(InvoiceFilter filter, PageRequest page, CancellationToken ct)
    {
        var found = context.Database.SqlQueryRaw<InvoiceRow>(
            $"""
            SELECT * FROM (SELECT {Columns}, {PaymentStatusWord} AS payment_status {From}
                AND i.kind = {"{2}"} AND ({"{3}"} = '' OR i.number ILIKE {"{3}"} OR i.reference ILIKE {"{3}"} OR c.name ILIKE {"{3}"}) AND ({"{4}"} = '' OR i.status = {"{4}"})
                AND ({"{6}"}::uuid IS NULL OR i.customer_id = {"{6}"}) AND i.due_date BETWEEN {"{7}"} AND {"{8}"}) found
            WHERE {"{5}"} = '' OR payment_status = {"{5}"}
            """,
            tenant.OrganizationId.Value, clock.GetUtcNow(), Words.Of(filter.Kind), LikePattern.Containing(filter.Text) ?? "",
            filter.Status is { } status ? Words.Of(status) : "", filter.PaymentStatus is { } payment ? Words.Of(payment) : "",
            new Npgsql.NpgsqlParameter("customer", NpgsqlTypes.NpgsqlDbType.Uuid) { Value = (object?)filter.Customer?.Value ?? DBNull.Value },
            filter.DueFrom ?? DateOnly.MinValue, filter.DueTo ?? DateOnly.MaxValue);
        return (await Orders.ReadAsync(found, page, ct)).Select(row => row.ToSummary());
    }

    public async Task<InvoiceView?> FindAsync(InvoiceId id, CancellationToken ct)
    {
        var found = await context.Database.SqlQueryRaw<WholeInvoiceRow>(
            $"""
            SELECT {Columns}, {PaymentStatusWord} AS payment_status, i.note, i.bill_to_sealed, i.issued_by_sealed, i.taxes::text AS taxes, i.finalized_at, i.credits_id, i.posted_on,
                (SELECT e.id FROM journal_entries e WHERE e.organization_id = i.organization_id AND e.source = i.kind AND e.source_id = i.id AND e.source_kind = 'issue') AS journal_entry_id,
                (SELECT jsonb_agg(jsonb_build_object('days', r.stage_days, 'sentAt', r.sent_at) ORDER BY r.sent_at) FROM invoice_reminders r
                 WHERE r.organization_id = i.organization_id AND r.invoice_id = i.id)::text AS reminders,
                (SELECT jsonb_agg(jsonb_build_object('days', f.stage_days, 'reason', f.reason, 'triedAt', f.tried_at) ORDER BY f.stage_days) FROM invoice_reminder_failures f
                 WHERE f.organization_id = i.organization_id AND f.invoice_id = i.id AND NOT EXISTS (
                    SELECT FROM invoice_reminders r WHERE r.organization_id = f.organization_id AND r.invoice_id = f.invoice_id AND r.stage_days >= f.stage_days))::text AS unsent_reminders
            {From} AND i.id = {"{2}"}
            """,
            tenant.OrganizationId.Value, clock.GetUtcNow(), id.Value).ToListAsync(ct);
        if (found is not [var row])
            return null;

        var settlements = await context.Database.SqlQuery<SettlementRow>($"""
            SELECT a.id AS use_id, a.payment_id, a.credit_note_id, COALESCE(n.number, p.reference) AS name, a.date, a.amount_minor
            FROM allocations a
            LEFT JOIN payments p ON p.organization_id = a.organization_id AND p.id = a.payment_id
            LEFT JOIN invoices n ON n.organization_id = a.organization_id AND n.id = a.credit_note_id
            WHERE a.organization_id = {tenant.OrganizationId.Value} AND a.invoice_id = {id.Value} AND NOT a.is_undone ORDER BY a.date, a.id
            """).ToListAsync(ct);
        var uses = row.IsCreditNote ? await CreditUses.ReadAsync(context, tenant.OrganizationId, id.Value, row.InCurrency, ct) : [];
        return row.ToView(await ReadRowsAsync(id, ct), settlements, uses, vault, tenant.OrganizationId);
    }
    private Task<List<InvoiceLineRow>> ReadRowsAsync(InvoiceId id, CancellationToken ct) =>
        InvoiceLines.ReadAsync(context, LineTable.OfInvoices, tenant.OrganizationId, id.Value, ct);
}
