using Financbase.Application.Events;
using Financbase.Domain.Organizations;
using Financbase.Domain.Workflows;
using Financbase.Infrastructure.Workflows.Starting;
using Npgsql;

namespace Financbase.Infrastructure.Workflows.Engine;

/// <summary>What a claim reads of <c>workflow_executions</c>, its JSON still as it is kept. No state: nothing has run yet.</summary>
internal sealed record ClaimedRow(
    Lease Lease, WorkflowId WorkflowId, int Version, byte[] Input, byte[]? Event, Cause? Cause, byte[]? State, int Level)
{
    public static ClaimedRow Read(NpgsqlDataReader row) => new(
        new Lease(new OrganizationId(row.GetGuid(0)), new WorkflowExecutionId(row.GetGuid(1)), row.GetInt64(2), row.GetInt32(3))
        {
            KeyRoot = new WorkflowExecutionId(row.GetGuid(11)),
        },
        new WorkflowId(row.GetGuid(4)),
        row.GetInt32(5),
        Bytes(row, 6)!,
        Bytes(row, 7),
        CauseColumns.Read(row, 9, 10, 12),
        Bytes(row, 8),
        row.GetInt32(13));

    private static byte[]? Bytes(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetFieldValue<byte[]>(column);
}
