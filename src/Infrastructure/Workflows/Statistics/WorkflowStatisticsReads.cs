using Financbase.Application.Tenancy;
using Financbase.Application.Workflows.Statistics;
using Financbase.Domain.Access;
using Financbase.Domain.Workflows;
using Financbase.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace Financbase.Infrastructure.Workflows.Statistics;

/// <summary>What is summed up, and what is not yet, in one statement: what both tables hold is never counted twice.</summary>
internal sealed class WorkflowStatisticsReads(FinancbaseDbContext context, IMultiTenantContextAccessor tenant) : IWorkflowStatistics
{
    public async Task<IReadOnlyList<Tally>> OfAsync(WorkflowId workflow, DateOnly from, DateOnly to, CancellationToken ct) =>
        [.. (await ReadAsync(context, tenant.OrganizationId.Value, [workflow.Value], from, to, ct)).Select(row => row.ToTally())];

    public async Task<IReadOnlyList<WorkflowHealth>> HealthAsync(Reach reach, DateOnly from, int most, CancellationToken ct)
    {
        var organization = tenant.OrganizationId.Value;
        var found = await context.Database.SqlQuery<HealthRow>($"""
            SELECT w.id, w.name
            FROM workflows w
            JOIN (
                SELECT workflow_id, sum(count) FILTER (WHERE outcome = 'started') AS started,
                    sum(count) FILTER (WHERE outcome IN ('failed', 'parked', 'refused')) AS trouble
                FROM (
                    SELECT workflow_id, outcome, count FROM workflow_tallies WHERE organization_id = {organization} AND day >= {from}
                    UNION ALL
                    SELECT workflow_id, outcome, count FROM workflow_tally_entries WHERE organization_id = {organization} AND day >= {from}) t
                GROUP BY workflow_id) ran ON ran.workflow_id = w.id
            WHERE w.organization_id = {organization} AND w.status IN ('published', 'paused')
                AND (w.id = ANY ({reach.Ids.ToArray()})) <> {reach.IsOpen}
            ORDER BY ran.trouble DESC NULLS LAST, ran.started DESC NULLS LAST, w.id
            LIMIT {most}
            """).ToListAsync(ct);
        var tallies = (await ReadAsync(context, organization, [.. found.Select(row => row.Id)], from, DateOnly.MaxValue, ct)).ToLookup(row => row.WorkflowId, row => row.ToTally());
        return [.. found.Select(row => new WorkflowHealth(row.Id, row.Name, RunFigures.Of([.. tallies[row.Id]])))];
    }

    /// <summary>Of these workflows, from the first day to the last.</summary>
    public static async Task<IReadOnlyList<TallyRow>> ReadAsync(
        FinancbaseDbContext context, Guid organization, Guid[] workflows, DateOnly from, DateOnly to, CancellationToken ct) => workflows.Length == 0 ? [] :
        await context.Database.SqlQuery<TallyRow>($"""
            SELECT workflow_id, day, outcome, bucket, sum(count)::bigint AS count, sum(duration_ms) AS duration_ms
            FROM (
                SELECT workflow_id, day, outcome, bucket, count, duration_ms FROM workflow_tallies
                WHERE organization_id = {organization} AND workflow_id = ANY ({workflows}) AND day BETWEEN {from} AND {to}
                UNION ALL
                SELECT workflow_id, day, outcome, bucket, count, duration_ms FROM workflow_tally_entries
                WHERE organization_id = {organization} AND workflow_id = ANY ({workflows}) AND day BETWEEN {from} AND {to}) t
            GROUP BY workflow_id, day, outcome, bucket
            """).ToListAsync(ct);

    private sealed record HealthRow(Guid Id, string Name);
}

internal sealed record TallyRow(Guid WorkflowId, DateOnly Day, string Outcome, short Bucket, long Count, double DurationMs)
{
    public Tally ToTally() => new(Day, Outcome, Bucket, Count, DurationMs);
}
