using Financbase.Application.Workflows;
using Financbase.Domain.Workflows;
using Financbase.Domain.Workflows.Definitions;
using Financbase.Domain.Workflows.Triggers;
using Financbase.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace Financbase.Infrastructure.Workflows.Schedules;

internal sealed class ScheduleBook(FinancbaseDbContext context, WorkflowLanguage language) : IScheduleBook
{
    public async Task FollowAsync(Workflow workflow, CancellationToken ct)
    {
        var (organization, id) = (workflow.OrganizationId.Value, workflow.Id.Value);
        await context.Database.ExecuteSqlAsync(
            $"DELETE FROM workflow_schedules WHERE organization_id = {organization} AND workflow_id = {id}", ct);
        if (workflow is not { Status: WorkflowStatus.Published, PublishedVersion: { } number })
        {
            return;
        }

        // Found among what is tracked when it is being published right now.
        var version = await context.Set<WorkflowVersion>().FindAsync([workflow.OrganizationId, workflow.Id, number], ct);
        var triggers = WorkflowDefinition.Parse(version!.Definition, language).Definition?.Triggers ?? [];
        foreach (var (position, trigger) in triggers.Index())
        {
            if (trigger.Compiled is ScheduleTrigger { Schedule: { } schedule } timed)
            {
                await AddAsync(workflow, number, position, timed, schedule, ct);
            }
        }
    }

    private async Task AddAsync(Workflow workflow, int version, int position, ScheduleTrigger timed, ISchedule schedule, CancellationToken ct)
    {
        var now = await context.Database.SqlQuery<DateTimeOffset>($"SELECT app_now() AS \"Value\"").SingleAsync(ct);
        if (schedule.Next(now) is { } next)
        {
            var misfire = timed.Misfire.ToString().ToLowerInvariant();
            await context.Database.ExecuteSqlAsync($"""
                INSERT INTO workflow_schedules (organization_id, workflow_id, version, position, cron, time_zone, misfire, next_at)
                VALUES ({workflow.OrganizationId.Value}, {workflow.Id.Value}, {version}, {position}, {timed.Cron}, {timed.TimeZone}, {misfire}, {next})
                """, ct);
        }
    }
}
