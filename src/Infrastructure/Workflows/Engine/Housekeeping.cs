using Financbase.Infrastructure.Database;

namespace Financbase.Infrastructure.Workflows.Engine;

/// <summary>Makes partitions ahead of time and forgets old dedupe keys.</summary>
internal sealed class Housekeeping(DataSources dataSources)
{
    public static readonly TimeSpan Interval = TimeSpan.FromHours(6);

    public async Task TidyAsync(CancellationToken ct)
    {
        await using var batch = dataSources.System.CreateBatch();
        batch.BatchCommands.Add(new("SELECT prepare_workflow_partitions()"));
        batch.BatchCommands.Add(new("DELETE FROM workflow_dedupe WHERE created_at < app_now() - interval '90 days'"));
        await batch.ExecuteNonQueryAsync(ct);
    }
}
