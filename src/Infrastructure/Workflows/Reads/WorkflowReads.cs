using System.Text.Json;
using Financbase.Application.Paging;
using Financbase.Application.Tenancy;
using Financbase.Application.Workflows;
using Financbase.Application.Workflows.Statistics;
using Financbase.Domain.Access;
using Financbase.Domain.Workflows;
using Financbase.Domain.Workflows.Running;
using Financbase.Infrastructure.Database;
using Financbase.Infrastructure.Workflows.Statistics;
using Microsoft.EntityFrameworkCore;

namespace Financbase.Infrastructure.Workflows.Reads;

internal sealed class WorkflowReads(FinancbaseDbContext context, IMultiTenantContextAccessor tenant, TimeProvider clock) : IWorkflowReads
{
    private static readonly Keyset<WorkflowRow, Guid> Workflows = new Keyset<WorkflowRow, Guid>(ListWorkflows.Sorts, row => row.Id)
        .ById("createdAt").By("name", row => row.Name).By("updatedAt", row => row.UpdatedAt);

    private static readonly Keyset<AutomationRow, Guid> Automations =
        new Keyset<AutomationRow, Guid>(ListAutomations.Sorts, row => row.Id).By("name", row => row.Name);

    private static readonly Keyset<WorkflowVersionSummary, int> Versions =
        new Keyset<WorkflowVersionSummary, int>(ListWorkflowVersions.Sorts, row => row.Number)
            .ById("number").By("name", row => row.Name).By("steps", row => row.Steps);

    private static readonly string None = Authority.None.ToJson();

    public async Task<Page<WorkflowSummary>> ListAsync(
        Reach reach, Reach runs, WorkflowStatus? status, string? text, PageRequest page, CancellationToken ct)
    {
        var organization = tenant.OrganizationId.Value;
        var pattern = LikePattern.Containing(text);
        var wanted = status?.ToString().ToLowerInvariant();
        var found = context.Database.SqlQuery<WorkflowRow>($"""
            SELECT w.id, w.name, w.description, w.status, w.revision, w.published_version, w.has_unpublished_changes,
                (w.draft -> 'triggers')::text AS triggers, w.created_at, w.updated_at,
                e.id AS execution_id, e.status AS execution_status, e.created_at AS execution_created_at
            FROM workflows w
            LEFT JOIN LATERAL (
                SELECT x.id, x.status, x.created_at FROM workflow_executions x
                WHERE x.organization_id = w.organization_id AND x.workflow_id = w.id
                ORDER BY x.id DESC LIMIT 1) e ON true
            WHERE w.organization_id = {organization}
                AND (w.id = ANY ({reach.Ids.ToArray()})) <> {reach.IsOpen}
                AND CASE WHEN {wanted}::text IS NULL THEN w.status <> 'archived' ELSE w.status = {wanted} END
                AND ({pattern}::text IS NULL OR w.name ILIKE {pattern} OR w.description ILIKE {pattern})
            """);
        var rows = await Workflows.ReadAsync(found, page, ct);
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var week = await WorkflowStatisticsReads.ReadAsync(
            context, organization, [.. rows.Items.Select(row => row.Id).Where(runs.Contains)], today.AddDays(1 - ListWorkflowHealth.Days), DateOnly.MaxValue, ct);
        var tallies = week.ToLookup(row => row.WorkflowId, row => row.ToTally());
        return rows.Select(row => runs.Contains(row.Id)
            ? row.ToSummary() with { LastWeek = RunFigures.Of([.. tallies[row.Id]]) }
            : row.ToSummary() with { LastExecution = null });
    }

    public async Task<Page<WorkflowVersionSummary>?> VersionsAsync(WorkflowId id, VersionFilter filter, PageRequest page, CancellationToken ct)
    {
        var organization = tenant.OrganizationId.Value;
        var pattern = LikePattern.Containing(filter.Text);
        Versions.Check(page);
        if (!await context.Set<Workflow>().AnyAsync(workflow => workflow.Id == id, ct))
            return null;
        var found = context.Database.SqlQuery<WorkflowVersionSummary>($"""
            SELECT v.number, v.definition ->> 'name' AS name, v.published_by, v.published_at,
                (SELECT count(*)::int FROM workflow_steps s
                 WHERE s.organization_id = v.organization_id AND s.workflow_id = v.workflow_id AND s.version = v.number) AS steps
            FROM workflow_versions v
            LEFT JOIN users u ON u.id = v.published_by
            WHERE v.organization_id = {organization} AND v.workflow_id = {id.Value}
                AND ({pattern}::text IS NULL OR v.definition ->> 'name' ILIKE {pattern} OR u.email ILIKE {pattern})
                AND ({filter.From}::timestamptz IS NULL OR v.published_at >= {filter.From})
                AND ({filter.To}::timestamptz IS NULL OR v.published_at < {filter.To})
            """);
        return await Versions.ReadAsync(found, page, ct);
    }

    public async Task<WorkflowVersionDetail?> VersionAsync(WorkflowId id, int number, CancellationToken ct)
    {
        var row = await context.Database.SqlQuery<VersionRow>($"""
            SELECT v.number, v.definition::text AS definition, v.published_by, v.published_at
            FROM workflow_versions v
            WHERE v.organization_id = {tenant.OrganizationId.Value} AND v.workflow_id = {id.Value} AND v.number = {number}
            """).SingleOrDefaultAsync(ct);
        return row is null ? null : new WorkflowVersionDetail(row.Number, JsonElement.Parse(row.Definition), row.PublishedBy, row.PublishedAt);
    }

    private sealed record VersionRow(int Number, string Definition, Guid? PublishedBy, DateTimeOffset PublishedAt);

    public async Task<Page<AutomationView>> AutomationsAsync(Reach reach, WorkflowId? only, PageRequest page, CancellationToken ct)
    {
        var organization = tenant.OrganizationId.Value;
        var found = context.Database.SqlQuery<AutomationRow>($"""
            SELECT w.id, w.name, w.status, v.number, v.authority::text AS authority, u.email::text AS published_by, v.published_at,
                COALESCE(w.revoked_through >= v.number, false) AS is_revoked
            FROM workflows w
            JOIN workflow_versions v ON v.organization_id = w.organization_id AND v.workflow_id = w.id AND v.number = w.published_version
            LEFT JOIN users u ON u.id = v.published_by
            WHERE w.organization_id = {organization} AND w.status IN ('published', 'paused') AND v.authority::text <> {None}
                AND (w.id = ANY ({reach.Ids.ToArray()})) <> {reach.IsOpen}
                AND ({only?.Value}::uuid IS NULL OR w.id = {only?.Value})
            """);
        return (await Automations.ReadAsync(found, page, ct)).Select(row => row.ToView());
    }

    private sealed record AutomationRow(
        Guid Id, string Name, string Status, int Number, string Authority, string? PublishedBy, DateTimeOffset PublishedAt, bool IsRevoked)
    {
        public AutomationView ToView()
        {
            var held = Domain.Access.Authority.Read(Authority);
            return new AutomationView(
                Id, Name, Word.Of<WorkflowStatus>(Status), Number, [.. held.Reaches.Keys.Order(StringComparer.Ordinal)],
                held.Reaches.Values.Any(reach => !reach.IsEverything), PublishedBy, PublishedAt, IsRevoked)
            {
                Limits = held.Limits,
            };
        }
    }

    private sealed record WorkflowRow(
        Guid Id,
        string Name,
        string? Description,
        string Status,
        int Revision,
        int? PublishedVersion,
        bool HasUnpublishedChanges,
        string Triggers,
        DateTimeOffset CreatedAt,
        DateTimeOffset UpdatedAt,
        Guid? ExecutionId,
        string? ExecutionStatus,
        DateTimeOffset? ExecutionCreatedAt)
    {
        public WorkflowSummary ToSummary() => new(
            Id, Name, Description, Word.Of<WorkflowStatus>(Status), Revision, PublishedVersion, HasUnpublishedChanges,
            JsonElement.Parse(Triggers),
            ExecutionId is { } execution
                ? new LastExecution(execution, Word.Of<ExecutionStatus>(ExecutionStatus!), ExecutionCreatedAt!.Value)
                : null,
            CreatedAt, UpdatedAt);
    }
}
