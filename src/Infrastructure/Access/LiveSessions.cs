using Financbase.Domain.Access;
using Financbase.Infrastructure.Database;
using Npgsql;

namespace Financbase.Infrastructure.Access;

/// <summary>Answers on every request whether a session still holds, from its row: revoking one needs no cache to be told.</summary>
public sealed class LiveSessions(DataSources dataSources, TimeProvider clock)
{
    /// <param name="id">Of which session.</param>
    /// <param name="isSeen">Whether a person is at work: what a page asks for by itself keeps no session alive.</param>
    /// <param name="ct">Gives up.</param>
    public async Task<bool> IsLiveAsync(UserSessionId id, bool isSeen, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (await LastSeenAsync(id, now, ct) is not { } seen)
            return false;

        if (isSeen && now - seen >= UserSession.SeenResolution)
        {
            await using var note = dataSources.App.CreateCommand("UPDATE user_sessions SET last_seen_at = $2 WHERE id = $1 AND last_seen_at < $2");
            note.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = id.Value });
            note.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = now.UtcDateTime });
            await note.ExecuteNonQueryAsync(ct);
        }

        return true;
    }

    /// <summary>Null when the session is over or never was.</summary>
    private async Task<DateTimeOffset?> LastSeenAsync(UserSessionId id, DateTimeOffset now, CancellationToken ct)
    {
        await using var command = dataSources.App.CreateCommand(
            "SELECT is_remembered, last_seen_at, expires_at, revoked_at FROM user_sessions WHERE id = $1");
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = id.Value });
        await using var row = await command.ExecuteReaderAsync(ct);
        return await row.ReadAsync(ct) && row.GetFieldValue<DateTimeOffset>(1) is var seen
            && UserSession.IsLive(row.GetBoolean(0), seen, row.GetFieldValue<DateTimeOffset>(2), row.IsDBNull(3) ? null : row.GetFieldValue<DateTimeOffset>(3), now)
                ? seen
                : null;
    }
}
