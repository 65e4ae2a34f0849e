using Financbase.Application.Ledger;
using Financbase.Application.Tenancy;
using Financbase.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace Financbase.Infrastructure.Ledger;

/// <summary>Whether each entry is what its postings come to, each month of an account too, and each reversal the mirror image of what it takes back.</summary>
/// <remarks>All postings are read at once: entry by entry, books of ten million lines took longer than a query may.</remarks>
internal sealed class PostingCheck(FinancbaseDbContext context, IMultiTenantContextAccessor tenant) : ILedgerCheck
{
    public async Task<IReadOnlyList<LedgerFault>> FindAsync(CancellationToken ct) => await context.Database.SqlQuery<LedgerFault>($"""
        (SELECT 'entry' AS kind, COALESCE(e.id, p.entry_id) AS id, 'It is not balanced, not whole, or not of one day.' AS sentence
         FROM (SELECT id, lines, total_minor, date FROM journal_entries WHERE organization_id = {tenant.OrganizationId.Value}) e
         FULL JOIN (
            SELECT entry_id, count(*) AS lines, sum(amount_minor) AS difference, sum(amount_minor) FILTER (WHERE amount_minor > 0) AS total, min(date) AS first, max(date) AS last
            FROM postings WHERE organization_id = {tenant.OrganizationId.Value} GROUP BY entry_id) p ON p.entry_id = e.id
         WHERE (p.lines, p.difference, p.total, p.first, p.last) IS DISTINCT FROM (e.lines, 0, e.total_minor, e.date, e.date) LIMIT 100)
        UNION ALL
        (SELECT 'balance', account_id, 'Its sums of ' || to_char(month, 'YYYY-MM') || ' are not those of its postings.'
         FROM (
            SELECT account_id, date_trunc('month', date)::date AS month,
                sum(GREATEST(amount_minor, 0)) AS debit, sum(GREATEST(-amount_minor, 0)) AS credit
            FROM postings WHERE organization_id = {tenant.OrganizationId.Value} GROUP BY 1, 2) posted
         FULL JOIN (SELECT account_id, month, debit_minor, credit_minor FROM account_months WHERE organization_id = {tenant.OrganizationId.Value}) kept USING (account_id, month)
         WHERE (posted.debit, posted.credit) IS DISTINCT FROM (kept.debit_minor, kept.credit_minor) LIMIT 100)
        UNION ALL
        (SELECT 'reversal', r.id, 'It is not the mirror image of the entry that it reverses.'
         FROM journal_entries r
         WHERE r.organization_id = {tenant.OrganizationId.Value} AND r.reverses IS NOT NULL AND EXISTS (
            SELECT FROM (SELECT line, account_id, amount_minor, project_id FROM postings WHERE organization_id = {tenant.OrganizationId.Value} AND entry_id = r.reverses) o
            FULL JOIN (SELECT line, account_id, amount_minor, project_id FROM postings WHERE organization_id = {tenant.OrganizationId.Value} AND entry_id = r.id) m USING (line)
            WHERE o.account_id IS DISTINCT FROM m.account_id OR o.amount_minor IS DISTINCT FROM -m.amount_minor OR o.project_id IS DISTINCT FROM m.project_id) LIMIT 100)
        """).ToListAsync(ct);
}
