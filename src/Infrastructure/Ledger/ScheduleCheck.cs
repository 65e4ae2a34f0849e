using Financbase.Application.Ledger;
using Financbase.Application.Tenancy;
using Financbase.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace Financbase.Infrastructure.Ledger;

/// <summary>Whether the entries of each schedule are those that it says, and together never more than its total.</summary>
internal sealed class ScheduleCheck(FinancbaseDbContext context, IMultiTenantContextAccessor tenant) : ILedgerCheck
{
    // What was accrued is taken back, so only deferrals add up.
    public async Task<IReadOnlyList<LedgerFault>> FindAsync(CancellationToken ct) => await context.Database.SqlQuery<LedgerFault>($"""
        SELECT 'schedule' AS kind, COALESCE(s.id, e.source_id) AS id,
            COALESCE(s.name, 'A schedule that is not there') || ' has ' || COALESCE(e.portions, 0) || ' portions in the books, and says that ' || COALESCE(s.posted, 0) || ' are posted'
                || CASE WHEN s.kind = 'deferral' AND e.total > s.total_minor THEN '; they come to more than its total.'
                    WHEN s.kind <> 'deferral' AND NOT e.are_taken_back THEN '; one of them is not taken back.' ELSE '.' END AS sentence
        FROM (SELECT * FROM scheduled_entries WHERE organization_id = {tenant.OrganizationId.Value}) s
        FULL JOIN (
            SELECT source_id, count(*) FILTER (WHERE source_kind <> 'rest')::int AS portions, sum(total_minor) AS total,
                bool_and(EXISTS (
                    SELECT FROM journal_entries r WHERE r.organization_id = j.organization_id AND r.reverses = j.id)) AS are_taken_back
            FROM journal_entries j WHERE organization_id = {tenant.OrganizationId.Value} AND source = 'scheduled_entry' GROUP BY source_id) e ON e.source_id = s.id
        WHERE COALESCE(e.portions, 0) IS DISTINCT FROM s.posted
            OR s.kind = 'deferral' AND (e.total > s.total_minor OR s.status = 'finished' AND e.total <> s.total_minor)
            OR s.kind <> 'deferral' AND NOT e.are_taken_back
        ORDER BY 2 LIMIT 100
        """).ToListAsync(ct);
}
