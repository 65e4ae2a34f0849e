using Financbase.Infrastructure.Database;
using Npgsql;

namespace Financbase.Infrastructure.Workflows.Engine;

/// <summary>Makes partitions ahead of time, drops those that are too old, and forgets old dedupe keys.</summary>
internal sealed class Housekeeping(DataSources dataSources, EngineOptions options)
{
    public static readonly TimeSpan Interval = TimeSpan.FromHours(6);

    // Longer than events can be replayed (ReplayEvents.Days), for a replayed one finds by its key that it has started this.
    public async Task TidyAsync(CancellationToken ct)
    {
        await using var batch = dataSources.System.CreateBatch();
        batch.BatchCommands.Add(new("SELECT prepare_workflow_partitions()"));
        batch.BatchCommands.Add(new("SELECT prepare_audit_partitions()"));
        batch.BatchCommands.Add(new("DELETE FROM workflow_dedupe WHERE created_at < app_now() - interval '100 days'"));
        await batch.ExecuteNonQueryAsync(ct);
        await using var drop = dataSources.System.CreateCommand("SELECT drop_old_workflow_partitions($1)");
        drop.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = options.Retention });
        await drop.ExecuteNonQueryAsync(ct);
    }
}
