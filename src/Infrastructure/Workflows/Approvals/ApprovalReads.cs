using Financbase.Application.Paging;
using Financbase.Application.Tenancy;
using Financbase.Application.Workflows;
using Financbase.Domain.Workflows;
using Financbase.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace Financbase.Infrastructure.Workflows.Approvals;

/// <summary>Whom an approval asks is said by the database's function <c>approval_asks</c>, and nowhere else.</summary>
internal sealed class ApprovalReads(FinancbaseDbContext context, IMultiTenantContextAccessor tenant) : IApprovalReads
{
    private static readonly Keyset<ApprovalSummaryRow, Guid> Orders =
        new Keyset<ApprovalSummaryRow, Guid>(ListApprovals.Sorts, row => row.Id).ById("requestedAt").By("title", row => row.Title);

    private Guid Organization => tenant.OrganizationId.Value;

    public async Task<Page<ApprovalSummary>> ListAsync(ApprovalViewer viewer, ApprovalFilter wanted, PageRequest page, CancellationToken ct)
    {
        var (workflows, events) = (viewer.Runs.Workflows, viewer.Runs.Events);
        var status = wanted.Status?.ToString().ToLowerInvariant();
        var pattern = LikePattern.Containing(wanted.Text);
        var found = context.Database.SqlQuery<ApprovalSummaryRow>($"""
            WITH me AS (
                SELECT m.user_id, m.role::text, u.normalized_email::text AS email FROM memberships m JOIN users u ON u.id = m.user_id
                WHERE m.organization_id = {Organization} AND m.user_id = {viewer.Member.Value})
            SELECT a.id, a.title, a.status, a.approver, approval_asks(a, me.user_id, me.role, me.email) AS asked, a.workflow_id,
                w.name AS workflow_name, a.execution_id, a.requested_at, a.expires_at, a.decided_at, d.email AS decided_by
            FROM approvals a
            CROSS JOIN me
            JOIN workflows w ON w.organization_id = a.organization_id AND w.id = a.workflow_id
            LEFT JOIN workflow_executions e ON e.organization_id = a.organization_id AND e.id = a.execution_id
            LEFT JOIN users d ON d.id = a.decided_by
            WHERE a.organization_id = {Organization}
                AND ({status}::text IS NULL OR a.status = {status})
                AND ({pattern}::text IS NULL OR a.title ILIKE {pattern} OR w.name ILIKE {pattern})
                AND (approval_asks(a, me.user_id, me.role, me.email) OR (NOT {wanted.Mine}
                    AND (a.workflow_id = ANY ({workflows.Ids.ToArray()})) <> {workflows.IsOpen}
                    AND ({events.IsEverything} OR (e.id IS NOT NULL AND (e.event_id IS NULL OR event_is_within(e.organization_id, e.event_id,
                        {events.Accounts.Ids.ToArray()}, {events.Accounts.IsOpen}, {events.Workflows.Ids.ToArray()}, {events.Workflows.IsOpen}, {events.Hidden}))))))
            """);
        return (await Orders.ReadAsync(found, page, ct)).Select(row => row.ToSummary());
    }

    public async Task<ApprovalDetail?> FindAsync(ApprovalViewer viewer, ApprovalId id, CancellationToken ct)
    {
        var (workflows, events) = (viewer.Runs.Workflows, viewer.Runs.Events);
        var rows = await context.Database.SqlQuery<ApprovalRow>($"""
            WITH me AS (
                SELECT m.user_id, m.role::text, u.normalized_email::text AS email FROM memberships m JOIN users u ON u.id = m.user_id
                WHERE m.organization_id = {Organization} AND m.user_id = {viewer.Member.Value})
            SELECT a.id, a.title, a.details, a.status, a.approver, asks.me AS asked,
                a.status = 'pending' AND (a.expires_at > app_now()) IS NOT FALSE AND (asks.me OR me.role = 'owner')
                    AND me.user_id <> ALL (a.submitters) AS may_decide,
                a.escalate_to, a.escalate_at, a.form::text AS form, a.workflow_id, w.name AS workflow_name, a.execution_id, a.address AS step,
                (SELECT string_agg(u.email, ' ' ORDER BY u.email) FROM memberships m JOIN users u ON u.id = m.user_id
                 WHERE m.organization_id = a.organization_id AND m.user_id = ANY (a.delegates)) AS delegates,
                e.source, e.created_at AS started_at, a.requested_at, a.expires_at, a.decided_at, d.email AS decided_by, a.comment, a.answers::text AS answers,
                a.submitters
            FROM approvals a
            CROSS JOIN me
            CROSS JOIN LATERAL (SELECT approval_asks(a, me.user_id, me.role, me.email) AS me) asks
            JOIN workflows w ON w.organization_id = a.organization_id AND w.id = a.workflow_id
            LEFT JOIN workflow_executions e ON e.organization_id = a.organization_id AND e.id = a.execution_id
            LEFT JOIN users d ON d.id = a.decided_by
            WHERE a.organization_id = {Organization} AND a.id = {id.Value}
                AND (asks.me OR ((a.workflow_id = ANY ({workflows.Ids.ToArray()})) <> {workflows.IsOpen}
                    AND ({events.IsEverything} OR (e.id IS NOT NULL AND (e.event_id IS NULL OR event_is_within(e.organization_id, e.event_id,
                        {events.Accounts.Ids.ToArray()}, {events.Accounts.IsOpen}, {events.Workflows.Ids.ToArray()}, {events.Workflows.IsOpen}, {events.Hidden}))))))
            """).ToListAsync(ct);
        return rows.SingleOrDefault()?.ToDetail();
    }
}
