using System.Text.Json;
using Financbase.Application.Events;
using Financbase.Domain.Organizations;
using Financbase.Domain.Workflows;
using Financbase.Domain.Workflows.Expressions;
using Financbase.Infrastructure.Workflows.Starting;
using Npgsql;

namespace Financbase.Infrastructure.Workflows.Engine;

/// <summary>What a claim reads of <c>workflow_executions</c>. No state: nothing has run yet.</summary>
internal sealed record ClaimedRow(
    Lease Lease, WorkflowId WorkflowId, int Version, TriggerInput Trigger, Cause? Cause, JsonElement? State, bool HasParent)
{
    public static ClaimedRow Read(NpgsqlDataReader row) => new(
        new Lease(new OrganizationId(row.GetGuid(0)), new WorkflowExecutionId(row.GetGuid(1)), row.GetInt64(2), row.GetInt32(3))
        {
            KeyRoot = new WorkflowExecutionId(row.GetGuid(11)),
        },
        new WorkflowId(row.GetGuid(4)),
        row.GetInt32(5),
        new TriggerInput(Json(row, 6)!.Value, Json(row, 7) ?? default),
        CauseColumns.Read(row, 9, 10, 12),
        Json(row, 8),
        row.GetBoolean(13));

    private static JsonElement? Json(NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : JsonElement.Parse(row.GetFieldValue<byte[]>(column));
}
