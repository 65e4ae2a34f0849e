using System.Collections.Concurrent;
using Financbase.Domain.Organizations;
using Financbase.Domain.Workflows;
using Financbase.Infrastructure.Database;
using Npgsql;

namespace Financbase.Infrastructure.Workflows.Quotas;

/// <summary>
/// Whether an organization may begin one more execution. Counts are read at most every five seconds for each organization
/// that begins any (and again before one is refused), and what this process begins in between is added: so a start costs no statement and contends for no
/// row, and a quota may be overshot by what other processes begin within five seconds.
/// </summary>
internal sealed class StartQuotas(DataSources dataSources, QuotaOptions options, TimeProvider clock)
{
    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Fresh = TimeSpan.FromMilliseconds(250);

    // Of what has not ended, no more is counted than it takes to know.
    private const string Sql = """
        SELECT quota.per_day, quota.unfinished,
            CASE WHEN quota.per_day > 0 THEN (
                SELECT COALESCE(sum(count), 0)::bigint FROM (
                    SELECT count FROM workflow_tallies
                    WHERE organization_id = $1 AND day = (app_now() AT TIME ZONE 'UTC')::date AND outcome = 'started'
                    UNION ALL
                    SELECT count FROM workflow_tally_entries
                    WHERE organization_id = $1 AND day = (app_now() AT TIME ZONE 'UTC')::date AND outcome = 'started') t) ELSE 0 END,
            CASE WHEN quota.unfinished > 0 THEN (
                SELECT count(*) FROM (
                    SELECT FROM workflow_executions
                    WHERE organization_id = $1 AND status IN ('queued', 'running', 'waiting', 'parked') LIMIT quota.unfinished) t) ELSE 0 END
        FROM (SELECT COALESCE(q.executions_per_day, $2) AS per_day, COALESCE(q.unfinished, $3) AS unfinished
            FROM (SELECT) one LEFT JOIN workflow_quotas q ON q.organization_id = $1) quota
        """;

    private readonly ConcurrentDictionary<OrganizationId, Counts> _counts = new();

    /// <summary>Null when one more may begin, which then counts; otherwise the quota that is reached.</summary>
    /// <param name="organization">Whose execution.</param>
    /// <param name="connection">In whose transaction it is booked; null opens one where counts have to be read.</param>
    /// <param name="ct">Gives up.</param>
    public async ValueTask<ReachedQuota?> TakeAsync(OrganizationId organization, NpgsqlConnection? connection, CancellationToken ct)
    {
        if (!_counts.TryGetValue(organization, out var counts) || clock.GetElapsedTime(counts.ReadAt) > Remembered)
        {
            counts = await ReadAsync(organization, connection, ct);
            _counts[organization] = counts;
        }

        if (counts.Take() is not { } reached)
            return null;
        if (clock.GetElapsedTime(counts.ReadAt) < Fresh)
            return reached;

        // Others may have ended since.
        counts = await ReadAsync(organization, connection, ct);
        _counts[organization] = counts;
        return counts.Take();
    }

    private async Task<Counts> ReadAsync(OrganizationId organization, NpgsqlConnection? given, CancellationToken ct)
    {
        var readAt = clock.GetTimestamp();
        await using var own = given is null ? await dataSources.System.OpenConnectionAsync(ct) : null;
        await using var command = new NpgsqlCommand(Sql, given ?? own);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = organization.Value });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = options.ExecutionsPerDay });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = options.Unfinished });
        await using var row = await command.ExecuteReaderAsync(ct);
        await row.ReadAsync(ct);
        return new Counts(readAt, row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3));
    }

    private sealed class Counts(long readAt, long perDay, long mostUnfinished, long today, long unfinished)
    {
        private readonly Lock _lock = new();
        private long _taken;

        public long ReadAt => readAt;

        public ReachedQuota? Take()
        {
            lock (_lock)
            {
                if (perDay > 0 && today + _taken >= perDay)
                    return new ReachedQuota(Quota.ExecutionsPerDay, perDay);
                if (mostUnfinished > 0 && unfinished + _taken >= mostUnfinished)
                    return new ReachedQuota(Quota.Unfinished, mostUnfinished);
                _taken++;
                return null;
            }
        }
    }
}

internal readonly record struct ReachedQuota(Quota Quota, long Limit)
{
    public Domain.SharedKernel.Error Error => WorkflowsErrors.QuotaReached(Quota, Limit);
}
