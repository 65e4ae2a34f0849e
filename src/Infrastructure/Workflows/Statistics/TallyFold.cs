using Financbase.Infrastructure.Database;
using Financbase.Infrastructure.Jobs;
using Hangfire;
using Npgsql;

namespace Financbase.Infrastructure.Workflows.Statistics;

/// <summary>
/// Sums up what was added to <c>workflow_tally_entries</c> since the last time. A row is taken away and counted in one
/// statement, so none is lost or counted twice; one worker does it at a time, and none while an organization is erased, which
/// takes the same lock.
/// </summary>
[PlatformJob]
public sealed class TallyFold(DataSources dataSources)
{
    private const int StepRows = 20_000;

    private const string Sql = """
        WITH taken AS (
            DELETE FROM workflow_tally_entries
            WHERE ctid = ANY (ARRAY(SELECT ctid FROM workflow_tally_entries LIMIT $1 FOR UPDATE SKIP LOCKED))
            RETURNING *),
        summed AS (
            INSERT INTO workflow_tallies AS t (organization_id, workflow_id, day, outcome, bucket, count, duration_ms)
            SELECT organization_id, workflow_id, day, outcome, bucket, sum(count), sum(duration_ms) FROM taken
            GROUP BY organization_id, workflow_id, day, outcome, bucket
            ON CONFLICT (organization_id, day, workflow_id, outcome, bucket)
                DO UPDATE SET count = t.count + excluded.count, duration_ms = t.duration_ms + excluded.duration_ms)
        SELECT count(*)::int FROM taken
        """;

    [JobDisplayName("Sum up the counts of executions")]
    public async Task FoldAsync(CancellationToken ct)
    {
        while (await StepAsync(ct) == StepRows)
        {
            ct.ThrowIfCancellationRequested();
        }
    }

    private async Task<int> StepAsync(CancellationToken ct)
    {
        await using var connection = await dataSources.System.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using (var alone = new NpgsqlCommand("SELECT pg_try_advisory_xact_lock(hashtext('workflow_tallies'))", connection))
        {
            if (await alone.ExecuteScalarAsync(ct) is not true)
            {
                return 0;
            }
        }

        await using var fold = new NpgsqlCommand(Sql, connection);
        fold.Parameters.Add(new NpgsqlParameter<int> { TypedValue = StepRows });
        var taken = (int)(await fold.ExecuteScalarAsync(ct))!;
        await transaction.CommitAsync(ct);
        return taken;
    }
}
