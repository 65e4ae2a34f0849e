using Financbase.Application.Purchases;
using Financbase.Application.Tenancy;
using Financbase.Domain.Workflows;
using Financbase.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace Financbase.Infrastructure.Purchases;

internal sealed class ApprovalDecisions(FinancbaseDbContext context, IMultiTenantContextAccessor tenant) : IApprovalDecisions
{
    public async Task<ApprovalDecision?> FindAsync(WorkflowExecutionId run, string step, Guid document, string handedIn, CancellationToken ct)
    {
        // A run that goes on from the step that failed keeps the keys of the one before, and what was decided there.
        var rows = await context.Database.SqlQuery<Row>($"""
            WITH RECURSIVE runs AS (
                SELECT id, retry_of, key_root, event_id FROM workflow_executions WHERE organization_id = {tenant.OrganizationId.Value} AND id = {run.Value}
                UNION ALL
                SELECT e.id, e.retry_of, e.key_root, e.event_id FROM runs r
                JOIN workflow_executions e ON e.organization_id = {tenant.OrganizationId.Value} AND e.id = r.retry_of WHERE r.key_root IS NOT NULL),
            handed_in AS (
                SELECT id FROM events
                WHERE organization_id = {tenant.OrganizationId.Value} AND type = {handedIn} AND data ->> 'id' = {document.ToString()}
                ORDER BY position DESC LIMIT 1)
            SELECT decided_by, status = 'approved' AS is_approved, comment,
                EXISTS (SELECT FROM runs JOIN handed_in ON handed_in.id = runs.event_id) AS is_about_it
            FROM approvals
            WHERE organization_id = {tenant.OrganizationId.Value} AND execution_id IN (SELECT id FROM runs) AND address = {step} AND status IN ('approved', 'rejected')
                AND decided_by IS NOT NULL
            ORDER BY decided_at DESC, id DESC LIMIT 1
            """).ToListAsync(ct);
        return rows is [var row] ? new ApprovalDecision(new(row.DecidedBy), row.IsApproved, row.IsAboutIt, row.Comment) : null;
    }

    private sealed record Row(Guid DecidedBy, bool IsApproved, string? Comment, bool IsAboutIt);
}
