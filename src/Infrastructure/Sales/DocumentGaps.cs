using Financbase.Application.Ledger;
using Financbase.Application.Tenancy;
using Financbase.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace Financbase.Infrastructure.Sales;

/// <summary>Whether the numbers of each series of documents have a gap, or end elsewhere than their counter says.</summary>
internal sealed class DocumentGaps(FinancbaseDbContext context, IMultiTenantContextAccessor tenant) : ILedgerCheck
{
    public async Task<IReadOnlyList<LedgerFault>> FindAsync(CancellationToken ct) => await context.Database.SqlQuery<LedgerFault>($"""
        WITH numbered AS (
            SELECT kind, fiscal_year, sequence, id, number, lag(sequence, 1, 0) OVER (PARTITION BY kind, fiscal_year ORDER BY sequence) AS before
            FROM (
                SELECT kind, fiscal_year, sequence, id, number FROM invoices WHERE organization_id = {tenant.OrganizationId.Value} AND sequence IS NOT NULL
                UNION ALL
                SELECT 'quote', fiscal_year, sequence, id, number FROM quotes WHERE organization_id = {tenant.OrganizationId.Value} AND sequence IS NOT NULL) document)
        (SELECT 'number' AS kind, id, 'Before ' || number || ' ' || CASE sequence - before WHEN 2 THEN 'a number is' ELSE sequence - before - 1 || ' numbers are' END || ' missing.' AS sentence
         FROM numbered WHERE sequence <> before + 1 ORDER BY fiscal_year, sequence LIMIT 100)
        UNION ALL
        (SELECT 'number', NULL, 'The last number of the ' || replace(kind, '_', ' ') || 's of ' || fiscal_year || ' is ' || COALESCE(last, 0) || ', and its counter stands at ' || COALESCE(last_number, 0) || '.'
         FROM (SELECT kind, fiscal_year, max(sequence) AS last FROM numbered GROUP BY 1, 2) n
         FULL JOIN (
            SELECT series AS kind, fiscal_year, last_number FROM document_counters
            WHERE organization_id = {tenant.OrganizationId.Value} AND series IN ('invoice', 'credit_note', 'quote')) c USING (kind, fiscal_year)
         WHERE last IS DISTINCT FROM last_number ORDER BY fiscal_year, kind LIMIT 100)
        """).ToListAsync(ct);
}
