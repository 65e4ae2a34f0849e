using Financbase.Application.Ledger;
using Financbase.Application.Tenancy;
using Financbase.Domain.Documents;
using Financbase.Domain.Ledger;
using Financbase.Infrastructure.Database;
using Financbase.Infrastructure.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Financbase.Infrastructure.Sales;

/// <summary>
/// Taxes come from the postings of documents, which say the tax and its percentage; what they were charged on comes from the documents
/// themselves. A document that is taken back counts against it on the day of that.
/// </summary>
internal sealed class TaxMovements(FinancbaseDbContext context, IMultiTenantContextAccessor tenant) : ITaxMovements
{
    private Guid Organization => tenant.OrganizationId.Value;

    public async Task<IReadOnlyList<TaxMoved>> ReadAsync(ReportPeriod period, CancellationToken ct)
    {
        var charged = await ChargedAsync(period, ct);
        var posted = await PostedAsync(period, ct);
        var left = posted.ToDictionary(row => (row.Month, row.Side, row.Memo), row => row.Minor);
        var lines = charged.OrderByDescending(row => row.Percent).Select(row => new TaxMoved(
            row.Month, Words.Read<TaxSide>(row.Side), row.Name, row.Percent, Words.Read<TaxCategory>(row.Category), row.Minor,
            left.Remove((row.Month, row.Side, row.Memo), out var tax) ? tax : 0)).ToList();
        return [.. lines, .. left.Select(other => new TaxMoved(other.Key.Month, default, null, 0, default, 0, other.Value))];
    }

    // The largest posting of a document tells best at which rate it was posted.
    private Task<List<ChargedRow>> ChargedAsync(ReportPeriod period, CancellationToken ct) => context.Database.SqlQuery<ChargedRow>($"""
        SELECT date_trunc('month', date)::date AS month, side, tax ->> 'name' AS name, (tax ->> 'percent')::numeric AS percent, tax ->> 'category' AS category,
            sum(sign * round(replace(tax -> 'base' ->> 'value', '.', '')::numeric * rate))::bigint AS minor
        FROM (
            SELECT e.date, d.side, d.taxes, d.sign * CASE WHEN e.reverses IS NULL THEN 1 ELSE -1 END AS sign,
                CASE WHEN d.currency = {tenant.Tenant!.BaseCurrency.Code} THEN 1 ELSE COALESCE((
                    SELECT p.amount_minor::numeric / p.original_minor FROM postings p
                    WHERE p.organization_id = e.organization_id AND p.entry_id = e.id AND p.original_minor <> 0 ORDER BY abs(p.original_minor) DESC, p.line LIMIT 1), 0) END AS rate
            FROM journal_entries e
            LEFT JOIN journal_entries o ON o.organization_id = e.organization_id AND o.id = e.reverses
            CROSS JOIN LATERAL (
                SELECT 'sales' AS side, i.taxes, i.currency, CASE WHEN i.kind = 'invoice' THEN 1 ELSE -1 END AS sign FROM invoices i
                WHERE i.organization_id = e.organization_id AND i.id = COALESCE(o.source_id, e.source_id)
                    AND COALESCE(o.source, e.source) IN ('invoice', 'credit_note') AND COALESCE(o.source_kind, e.source_kind) = 'issue'
                UNION ALL
                SELECT 'purchases', b.taxes, b.currency, CASE WHEN COALESCE(o.source, e.source) = 'bill' THEN 1 ELSE -1 END FROM bills b
                WHERE b.organization_id = e.organization_id AND b.id = COALESCE(o.source_id, e.source_id)
                    AND COALESCE(o.source, e.source) IN ('bill', 'vendor_credit') AND COALESCE(o.source_kind, e.source_kind) = 'approve'
                UNION ALL
                SELECT 'purchases', x.taxes, x.currency, 1 FROM expenses x
                WHERE x.organization_id = e.organization_id AND x.id = COALESCE(o.source_id, e.source_id)
                    AND COALESCE(o.source, e.source) = 'expense' AND COALESCE(o.source_kind, e.source_kind) = 'approve') d
            WHERE e.organization_id = {Organization} AND e.date BETWEEN {period.From} AND {period.To}
                AND COALESCE(o.source, e.source) IN ('invoice', 'credit_note', 'bill', 'vendor_credit', 'expense')) document
        CROSS JOIN jsonb_array_elements(taxes) tax
        GROUP BY 1, 2, 3, 4, 5
        """).ToListAsync(ct);

    private Task<List<PostedRow>> PostedAsync(ReportPeriod period, CancellationToken ct) => context.Database.SqlQuery<PostedRow>($"""
        SELECT month, side, CASE WHEN side = '' THEN '' ELSE COALESCE(memo, '') END AS memo, -sum(amount_minor)::bigint AS minor
        FROM (
            SELECT date_trunc('month', p.date)::date AS month, p.memo, p.amount_minor,
                CASE WHEN COALESCE(o.source, e.source) IN ('invoice', 'credit_note') AND COALESCE(o.source_kind, e.source_kind) = 'issue' THEN 'sales'
                    WHEN COALESCE(o.source, e.source) IN ('bill', 'vendor_credit', 'expense') AND COALESCE(o.source_kind, e.source_kind) = 'approve' THEN 'purchases' ELSE '' END AS side
            FROM postings p
            JOIN journal_entries e ON e.organization_id = p.organization_id AND e.id = p.entry_id
            LEFT JOIN journal_entries o ON o.organization_id = e.organization_id AND o.id = e.reverses
            WHERE p.organization_id = {Organization} AND p.date BETWEEN {period.From} AND {period.To}
                AND p.account_id IN (
                    SELECT id FROM accounts WHERE organization_id = {Organization} AND subtype IN ('tax_payable', 'tax_receivable')
                    UNION SELECT account_id FROM posting_accounts WHERE organization_id = {Organization} AND role IN ('tax_payable', 'tax_receivable'))) posted
        GROUP BY 1, 2, 3
        """).ToListAsync(ct);

    private sealed record ChargedRow(DateOnly Month, string Side, string Name, decimal Percent, string Category, long Minor)
    {
        /// <summary>As the posting says it.</summary>
        public string Memo => DocumentPostings.MemoOf(Name, Percent);
    }

    private sealed record PostedRow(DateOnly Month, string Side, string Memo, long Minor);
}
