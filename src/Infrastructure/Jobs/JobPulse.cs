using Financbase.Infrastructure.Database;
using Financbase.Infrastructure.Workflows.Engine;
using Hangfire;
using Npgsql;

namespace Financbase.Infrastructure.Jobs;

/// <summary>
/// Runs every minute, and so shows that what is on the timetable runs: a worker may live and its scheduler or its job
/// threads still be stuck.
/// </summary>
[PlatformJob]
public sealed class JobPulse(DataSources dataSources, EngineOptions options)
{
    public static readonly TimeSpan Overdue = TimeSpan.FromMinutes(5);

    [JobDisplayName("Tell that the timetable runs")]
    public async Task BeatAsync(CancellationToken ct)
    {
        await using var command = dataSources.System.CreateCommand("UPDATE workers SET jobs_at = app_now()");
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Whether workers live of which none has run it for too long. Where none lives, that is the trouble.</summary>
    public async Task<bool> IsLostAsync(CancellationToken ct)
    {
        await using var command = dataSources.App.CreateCommand(
            "SELECT COALESCE(max(jobs_at) < app_now() - $1, false) FROM workers WHERE seen_at > app_now() - $2");
        command.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = Overdue });
        command.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = options.StaleAfter });
        return await command.ExecuteScalarAsync(ct) is true;
    }
}
