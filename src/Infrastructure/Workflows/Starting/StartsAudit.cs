using System.Text.Json.Nodes;
using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Domain.Workflows;
using Financbase.Infrastructure.Audit;
using Npgsql;

namespace Financbase.Infrastructure.Workflows.Starting;

/// <summary>
/// The audit log's rows of what a batch of events or of times started: one for each organization, with counts. Each
/// execution tells its own cause.
/// </summary>
internal static class StartsAudit
{
    public static async Task WriteAsync(
        AuditAction action, IEnumerable<NewExecution> starts, HashSet<WorkflowExecutionId> booked, DateTimeOffset now, NpgsqlConnection connection, CancellationToken ct)
    {
        var rows = starts.Where(start => booked.Contains(start.Id)).GroupBy(start => start.OrganizationId).Select(organization =>
        {
            var workflows = organization.CountBy(start => start.WorkflowId).ToList();
            var events = organization.Select(start => start.Cause?.EventId).OfType<Guid>().Distinct().ToList();
            return new AuditRow(organization.Key, AuditRow.Moment(now), Principal.Platform, action.Name)
            {
                Target = workflows is [var (only, _)] ? new AuditTarget("workflow", only.ToString()) : null,
                CausedBy = events is [var cause] ? cause : null,
                Summary = AuditRow.SummaryOf(new JsonObject { ["executions"] = organization.Count(), ["workflows"] = workflows.Count, ["events"] = events.Count }),
            };
        }).ToList();
        if (rows.Count > 0)
            await AuditWriter.WriteAsSystemAsync(rows, connection, ct);
    }
}
