using Financbase.Infrastructure.Database;
using Hangfire;

namespace Financbase.Infrastructure.Jobs;

/// <summary>
/// Forgets what has had its time. It deletes in small steps, so that it holds no lock for long and, broken off, has only
/// less to do next time. Any number of workers may do it at once.
/// </summary>
[PlatformJob]
public sealed class Retention(DataSources dataSources)
{
    private const int StepRows = 5_000;

    // What is left after a million rows waits for the next time.
    private const int MostSteps = 200;

    [JobDisplayName("Forget old {0}")]
    public async Task ForgetAsync(string rule, CancellationToken ct)
    {
        var due = RetentionRule.All.Single(known => known.Name == rule);
        for (var step = 0; step < MostSteps && await StepAsync(due, ct) == StepRows; step++)
        {
        }
    }

    private async Task<int> StepAsync(RetentionRule rule, CancellationToken ct)
    {
        await using var command = dataSources.System.CreateCommand($"""
            DELETE FROM {rule.Table} WHERE ({rule.Key}) IN (
                SELECT {rule.Key} FROM {rule.Table} WHERE {rule.Ended} LIMIT {StepRows})
            """);
        return await command.ExecuteNonQueryAsync(ct);
    }
}
