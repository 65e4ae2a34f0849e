using Financbase.Application.Purchases;
using Financbase.Application.Tenancy;
using Financbase.Domain.Workflows;
using Financbase.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace Financbase.Infrastructure.Purchases;

internal sealed class ApprovalDecisions(FinancbaseDbContext context, IMultiTenantContextAccessor tenant) : IApprovalDecisions
{
    public async Task<ApprovalDecision?> FindAsync(WorkflowExecutionId run, string step, CancellationToken ct)
    {
        var rows = await context.Database.SqlQuery<Row>($"""
            SELECT decided_by, status = 'approved' AS is_approved, requested_at, comment FROM approvals
            WHERE organization_id = {tenant.OrganizationId.Value} AND execution_id = {run.Value} AND address = {step} AND status IN ('approved', 'rejected')
                AND decided_by IS NOT NULL
            ORDER BY decided_at DESC, id DESC LIMIT 1
            """).ToListAsync(ct);
        return rows is [var row] ? new ApprovalDecision(new(row.DecidedBy), row.IsApproved, row.RequestedAt, row.Comment) : null;
    }

    private sealed record Row(Guid DecidedBy, bool IsApproved, DateTimeOffset RequestedAt, string? Comment);
}
