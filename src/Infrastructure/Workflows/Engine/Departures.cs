using Financbase.Domain.Organizations;
using Financbase.Domain.Workflows;
using Financbase.Infrastructure.Database;
using Financbase.Infrastructure.Events;
using Financbase.Infrastructure.Workflows.Starting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Financbase.Infrastructure.Workflows.Engine;

/// <summary>
/// Cancels executions that a newer one of their key takes the place of (<c>cancelOldest</c>). Whoever starts the newer one marks them
/// under the lock of the key; here each is cancelled in a transaction of its own, its row in the queue locked before the key. A mark
/// stays until that is committed, so any process carries it out, however often one dies.
/// </summary>
internal sealed partial class Departures(DataSources dataSources, WakeUps wakeUps, ILogger<Departures> logger)
{
    public static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private const int MostAtOnce = 1_000;

    private const string FindSql = "SELECT organization_id, execution_id FROM workflow_turns WHERE leaving ORDER BY position LIMIT $1";

    // Nobody is waited for in a loop that all share: one that somebody is at comes again.
    private const string BrieflySql = "SET LOCAL lock_timeout = '500ms'";

    public async Task CarryOutAsync(CancellationToken ct)
    {
        var leaving = await FindAsync(ct);
        foreach (var (organization, id) in leaving)
        {
            try
            {
                await CancelAsync(organization, id, ct);
            }
            catch (PostgresException busy) when (busy.SqlState == PostgresErrorCodes.LockNotAvailable || PostgresErrors.IsRepeatable(busy))
            {
                Busy(id.Value, busy.SqlState);
            }
            catch (Exception failed) when (!ct.IsCancellationRequested)
            {
                Failed(failed, id.Value);
            }
        }

        if (leaving.Count > 0)
        {
            wakeUps.Signal(WorkflowChannels.Ready);
            wakeUps.Signal(WorkflowChannels.History);
        }
    }

    private async Task CancelAsync(OrganizationId organization, WorkflowExecutionId id, CancellationToken ct)
    {
        await using var connection = await dataSources.System.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using (var briefly = new NpgsqlCommand(BrieflySql, connection))
        {
            await briefly.ExecuteNonQueryAsync(ct);
        }

        await ExecutionEnd.CancelAsync(organization, id, connection, ct);
        await transaction.CommitAsync(ct);
    }

    private async Task<List<(OrganizationId Organization, WorkflowExecutionId Id)>> FindAsync(CancellationToken ct)
    {
        await using var command = dataSources.System.CreateCommand(FindSql);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = MostAtOnce });
        await using var row = await command.ExecuteReaderAsync(ct);
        var leaving = new List<(OrganizationId, WorkflowExecutionId)>();
        while (await row.ReadAsync(ct))
        {
            leaving.Add((new OrganizationId(row.GetGuid(0)), new WorkflowExecutionId(row.GetGuid(1))));
        }

        return leaving;
    }

    [LoggerMessage(LogLevel.Debug, "Execution {ExecutionId} is cancelled for a newer one later: {SqlState}")]
    private partial void Busy(Guid executionId, string sqlState);

    [LoggerMessage(LogLevel.Error, "Execution {ExecutionId} could not be cancelled for a newer one")]
    private partial void Failed(Exception exception, Guid executionId);
}
