using Financbase.Domain.Organizations;
using Npgsql;

namespace Financbase.Infrastructure.Workflows.Quotas;

/// <summary>An organization's quotas, 0 for none, and what counts against them.</summary>
/// <param name="PerDay">Executions that may begin within a day.</param>
/// <param name="MostUnfinished">Executions that may be under way.</param>
/// <param name="Today">Those that began today.</param>
/// <param name="Unfinished">Those that are under way; no more are counted than it takes to know.</param>
internal sealed record QuotaCounts(long PerDay, long MostUnfinished, long Today, long Unfinished)
{
    /// <summary>Where no quota says how many it takes to know.</summary>
    private const int MostCounted = 10_000;

    private const string Sql = """
        SELECT quota.per_day, quota.unfinished,
            CASE WHEN quota.per_day > 0 OR $4 THEN (
                SELECT COALESCE(sum(count), 0)::bigint FROM (
                    SELECT count FROM workflow_tallies
                    WHERE organization_id = $1 AND day = (app_now() AT TIME ZONE 'UTC')::date AND outcome = 'started'
                    UNION ALL
                    SELECT count FROM workflow_tally_entries
                    WHERE organization_id = $1 AND day = (app_now() AT TIME ZONE 'UTC')::date AND outcome = 'started') t) ELSE 0 END,
            CASE WHEN quota.unfinished > 0 OR $4 THEN (
                SELECT count(*) FROM (
                    SELECT FROM workflow_executions
                    WHERE organization_id = $1 AND status IN ('queued', 'running', 'waiting', 'parked')
                    LIMIT CASE WHEN quota.unfinished > 0 THEN quota.unfinished ELSE $5 END) t) ELSE 0 END
        FROM (SELECT COALESCE(q.executions_per_day, $2) AS per_day, COALESCE(q.unfinished, $3) AS unfinished
            FROM (SELECT) one LEFT JOIN workflow_quotas q ON q.organization_id = $1) quota
        """;

    /// <param name="organization">Whose.</param>
    /// <param name="options">The installation's quotas.</param>
    /// <param name="isForPeople">Also what no quota bounds is counted.</param>
    /// <param name="connection">Sees the organization's rows.</param>
    /// <param name="ct">Gives up.</param>
    public static async Task<QuotaCounts> ReadAsync(
        OrganizationId organization, QuotaOptions options, bool isForPeople, NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(Sql, connection);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = organization.Value });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = options.ExecutionsPerDay });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = options.Unfinished });
        command.Parameters.Add(new NpgsqlParameter<bool> { TypedValue = isForPeople });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = MostCounted });
        await using var row = await command.ExecuteReaderAsync(ct);
        await row.ReadAsync(ct);
        return new QuotaCounts(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3));
    }
}
