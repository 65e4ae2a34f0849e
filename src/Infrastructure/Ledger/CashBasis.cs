using Financbase.Application.Tenancy;
using Financbase.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace Financbase.Infrastructure.Ledger;

/// <summary>
/// What of the books does not count on the cash basis at the end of a day: of each document the share that is not settled by then, write-offs, and what a
/// revaluation says of documents. It adds up to zero, so whatever balances still does. Read is what is open now and what was settled later than that day.
/// </summary>
/// <remarks>
/// Rounding: the postings of a document are summed up in their order, and of each sum counts sum × settled ÷ whole, rounded half away from zero; a posting gets what its sum has
/// more than the one before. So what counts is exactly what was settled, a settled document counts to the last minor unit, and it goes by the day alone, not by the payments before.
/// What is settled is measured in the base currency by the rate of the document.
/// </remarks>
internal sealed class CashBasis(FinancbaseDbContext context, IMultiTenantContextAccessor tenant)
{
    /// <summary>By account; above zero a debit that does not count.</summary>
    public async Task<IReadOnlyList<BalanceRow>> ReadUncountedAsync(DateOnly day, CancellationToken ct)
    {
        // Summed up by itself: where few rows are expected of it, it would be worked out once more for each account.
        var sql = $$"""
            WITH part AS MATERIALIZED (
                SELECT account_id, sum(minor)::bigint AS balance_minor FROM ({{Uncounted("{1}")}}) posting GROUP BY account_id HAVING sum(minor) <> 0)
            SELECT a.id, a.code, a.name, a.type, a.subtype, part.balance_minor
            FROM part JOIN accounts a ON a.organization_id = {0} AND a.id = part.account_id
            """;
        return await context.Database.SqlQueryRaw<BalanceRow>(sql, tenant.OrganizationId.Value, day).ToListAsync(ct);
    }

    /// <summary>
    /// A query of <c>entry_id</c>, <c>line</c>, <c>account_id</c> and <c>minor</c>, what of a posting does not count at the end of the day; <c>{0}</c> is the organization.
    /// The first line of a document’s entry has the whole of it.
    /// </summary>
    /// <param name="day">How the query calls the day: a parameter, or a column of what it stands beside.</param>
    public static string Uncounted(string day) => $$"""
        WITH wanted AS (
            SELECT kind AS source, id FROM invoices WHERE organization_id = {0} AND open_minor > 0
            UNION SELECT kind, id FROM invoices WHERE organization_id = {0} AND written_off_minor > 0
            UNION SELECT 'bill', id FROM bills WHERE organization_id = {0} AND open_minor > 0
            UNION SELECT 'vendor_credit', id FROM vendor_credits WHERE organization_id = {0} AND open_minor > 0
            UNION SELECT 'invoice', invoice_id FROM allocations WHERE organization_id = {0} AND (date > {{day}} OR undone_on > {{day}})
            UNION SELECT 'credit_note', credit_note_id FROM allocations WHERE organization_id = {0} AND credit_note_id IS NOT NULL AND (date > {{day}} OR undone_on > {{day}})
            UNION SELECT 'credit_note', credit_note_id FROM customer_refunds WHERE organization_id = {0} AND credit_note_id IS NOT NULL AND (date > {{day}} OR undone_on > {{day}})
            UNION SELECT 'bill', bill_id FROM bill_allocations WHERE organization_id = {0} AND (date > {{day}} OR undone_on > {{day}})
            UNION SELECT 'vendor_credit', vendor_credit_id FROM bill_allocations WHERE organization_id = {0} AND vendor_credit_id IS NOT NULL AND (date > {{day}} OR undone_on > {{day}})
            UNION SELECT 'vendor_credit', vendor_credit_id FROM vendor_refunds WHERE organization_id = {0} AND (date > {{day}} OR undone_on > {{day}})
            UNION SELECT o.source, o.source_id FROM journal_entries r JOIN journal_entries o ON o.organization_id = r.organization_id AND o.id = r.reverses
                WHERE r.organization_id = {0} AND r.reverses IS NOT NULL AND r.date > {{day}} AND o.source IN ('invoice', 'credit_note', 'bill', 'vendor_credit')),
        document AS (
            SELECT w.source, w.id, e.id AS entry_id, p.amount_minor AS whole
            FROM wanted w
            JOIN journal_entries e ON e.organization_id = {0} AND e.source = w.source AND e.source_id = w.id AND e.source_kind IN ('issue', 'approve') AND e.date <= {{day}}
            JOIN postings p ON p.organization_id = {0} AND p.entry_id = e.id AND p.line = 1
            CROSS JOIN LATERAL (
                SELECT gross_minor FROM invoices WHERE organization_id = {0} AND id = w.id
                UNION ALL SELECT gross_minor FROM bills WHERE organization_id = {0} AND id = w.id
                UNION ALL SELECT gross_minor FROM vendor_credits WHERE organization_id = {0} AND id = w.id) g
            WHERE abs(COALESCE(p.original_minor, p.amount_minor)) = g.gross_minor
                AND NOT EXISTS (SELECT FROM journal_entries r WHERE r.organization_id = {0} AND r.reverses = e.id AND r.date <= {{day}})),
        share AS (
            SELECT d.entry_id, d.whole, LEAST(COALESCE(s.minor, 0), abs(d.whole)) AS minor
            FROM document d CROSS JOIN LATERAL (
                SELECT sum(used.minor) AS minor FROM (
                    SELECT a.base_minor AS minor, a.undone_on
                    FROM allocations a WHERE a.organization_id = {0} AND a.invoice_id = d.id AND a.date <= {{day}}
                    UNION ALL
                    SELECT COALESCE(a.credit_base_minor, a.base_minor), a.undone_on
                    FROM allocations a WHERE a.organization_id = {0} AND a.credit_note_id = d.id AND a.date <= {{day}}
                    UNION ALL
                    SELECT r.base_minor, r.undone_on
                    FROM customer_refunds r WHERE r.organization_id = {0} AND r.credit_note_id = d.id AND r.date <= {{day}}
                    UNION ALL
                    SELECT a.base_minor, a.undone_on
                    FROM bill_allocations a WHERE a.organization_id = {0} AND a.bill_id = d.id AND a.date <= {{day}}
                    UNION ALL
                    SELECT a.credit_base_minor, a.undone_on
                    FROM bill_allocations a WHERE a.organization_id = {0} AND a.vendor_credit_id = d.id AND a.date <= {{day}}
                    UNION ALL
                    SELECT r.base_minor, r.undone_on
                    FROM vendor_refunds r WHERE r.organization_id = {0} AND r.vendor_credit_id = d.id AND r.date <= {{day}}) used
                WHERE used.undone_on IS NULL OR used.undone_on > {{day}}) s)
        SELECT s.entry_id, p.line, p.account_id, CASE WHEN p.line = 1 THEN p.amount_minor - CASE WHEN s.whole > 0 THEN s.minor ELSE -s.minor END
            ELSE p.amount_minor - round(p.until * s.minor / abs(s.whole)) + round((p.until - p.amount_minor) * s.minor / abs(s.whole)) END AS minor
        FROM share s
        CROSS JOIN LATERAL (
            SELECT account_id, line, amount_minor, sum(amount_minor) FILTER (WHERE line > 1) OVER (ORDER BY line) AS until
            FROM postings WHERE organization_id = {0} AND entry_id = s.entry_id) p
        WHERE s.minor < abs(s.whole)
        UNION ALL
        SELECT e.id, p.line, p.account_id, p.amount_minor
        FROM wanted w
        JOIN journal_entries e ON e.organization_id = {0} AND e.source = w.source AND e.source_id = w.id AND starts_with(e.source_kind, 'write_off') AND e.date <= {{day}}
        JOIN postings p ON p.organization_id = {0} AND p.entry_id = e.id
        UNION ALL
        SELECT e.id, p.line, part.account_id, part.minor
        FROM journal_entries e
        JOIN postings p ON p.organization_id = {0} AND p.entry_id = e.id
        JOIN posting_accounts c ON c.organization_id = {0} AND c.account_id = p.account_id AND c.role IN ('receivable', 'payable')
        JOIN posting_accounts x ON x.organization_id = {0} AND x.role = 'exchange_differences'
        CROSS JOIN LATERAL (VALUES (p.account_id, p.amount_minor), (x.account_id, -p.amount_minor)) AS part (account_id, minor)
        WHERE e.organization_id = {0} AND e.source = 'revaluation' AND e.date = {{day}}
        """;
}
