using Financbase.Application.Ledger;
using Financbase.Application.Tenancy;
using Financbase.Domain.Ledger;
using Financbase.Domain.SharedKernel;
using Financbase.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace Financbase.Infrastructure.Sales;

/// <summary>
/// What customers owed in other currencies at the end of a day, less their credits: what is open now and what was settled of it later. A
/// document that is void counts as if it had never been.
/// </summary>
internal sealed class ForeignDocuments(FinancbaseDbContext context, IMultiTenantContextAccessor tenant, IPostingAccounts postingAccounts) : IForeignHoldings
{
    public async Task<IReadOnlyList<ForeignHolding>> ReadAsync(DateOnly day, CancellationToken ct)
    {
        var (organization, @base) = (tenant.OrganizationId.Value, tenant.Tenant!.BaseCurrency);
        var open = await context.Database.SqlQuery<Row>($"""
            WITH later AS (
                SELECT a.invoice_id, COALESCE(a.credit_note_id, a.payment_id) AS credit_id, a.amount_minor, a.base_minor AS settled,
                    a.base_minor + COALESCE((
                        SELECT p.amount_minor FROM journal_entries e JOIN postings p ON p.organization_id = e.organization_id AND p.entry_id = e.id AND p.line = 1
                        WHERE e.organization_id = a.organization_id AND e.source = 'payment' AND e.source_id = a.id AND e.source_kind = 'difference'), 0) AS used
                FROM allocations a WHERE a.organization_id = {organization} AND NOT a.is_undone AND a.date > {day}
                UNION ALL
                SELECT NULL, COALESCE(r.credit_note_id, r.payment_id), r.amount_minor, 0, r.base_minor
                FROM customer_refunds r WHERE r.organization_id = {organization} AND NOT r.is_undone AND r.date > {day}),
            settled AS (SELECT invoice_id AS id, sum(amount_minor) AS amount, sum(settled) AS kept FROM later GROUP BY 1),
            written_off AS (
                SELECT e.source_id AS id, sum(-p.original_minor) AS amount, sum(-p.amount_minor) AS kept
                FROM journal_entries e JOIN postings p ON p.organization_id = e.organization_id AND p.entry_id = e.id AND p.line = 2
                WHERE e.organization_id = {organization} AND e.source = 'invoice' AND starts_with(e.source_kind, 'write_off') AND e.date > {day} GROUP BY 1),
            used AS (SELECT credit_id AS id, sum(amount_minor) AS amount, sum(used) AS kept FROM later GROUP BY 1)
            SELECT currency, sum(original)::bigint AS original_minor, sum(kept)::bigint AS kept_minor
            FROM (
                SELECT i.currency, i.open_minor + COALESCE(s.amount, 0) + CASE WHEN w.id IS NULL THEN 0 ELSE COALESCE(w.amount, i.written_off_minor) END AS original,
                    i.open_base_minor + COALESCE(s.kept, 0) + COALESCE(w.kept, 0) AS kept
                FROM invoices i LEFT JOIN settled s ON s.id = i.id
                LEFT JOIN written_off w ON w.id = i.id
                WHERE i.organization_id = {organization} AND i.kind = 'invoice' AND i.status NOT IN ('draft', 'void') AND COALESCE(i.posted_on, i.issue_date) <= {day} AND i.currency <> {@base.Code}
                UNION ALL
                SELECT n.currency, -(n.open_minor + COALESCE(u.amount, 0)), -(n.open_base_minor + COALESCE(u.kept, 0))
                FROM invoices n LEFT JOIN used u ON u.id = n.id
                WHERE n.organization_id = {organization} AND n.kind = 'credit_note' AND n.status NOT IN ('draft', 'void') AND n.issue_date <= {day} AND n.currency <> {@base.Code}
                UNION ALL
                SELECT p.currency, -(p.unallocated_minor + COALESCE(u.amount, 0)), -(p.unallocated_base_minor + COALESCE(u.kept, 0))
                FROM payments p LEFT JOIN used u ON u.id = p.id
                WHERE p.organization_id = {organization} AND NOT p.is_undone AND p.date <= {day} AND p.currency <> {@base.Code}) document
            GROUP BY currency
            """).ToListAsync(ct);
        if (open.Count == 0)
            return [];

        var account = (await postingAccounts.ReadAsync(ct))[PostingRole.Receivable];
        return [.. open.Select(row => new ForeignHolding(account, new Money(row.OriginalMinor, Currency.Of(row.Currency)), new Money(row.KeptMinor, @base)))];
    }

    private sealed record Row(string Currency, long OriginalMinor, long KeptMinor);
}
