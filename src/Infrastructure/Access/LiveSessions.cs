using Financbase.Domain.Access;
using Financbase.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace Financbase.Infrastructure.Access;

/// <summary>Answers on every request whether a session still holds, from its row: revoking one needs no cache to be told.</summary>
public sealed class LiveSessions(FinancbaseDbContext context, TimeProvider clock)
{
    /// <summary>The session if it is live; notes that it was seen.</summary>
    public async Task<UserSession?> FindAsync(UserSessionId id, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var session = await context.Set<UserSession>().AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, ct);
        if (session is null || !session.IsLiveAt(now))
            return null;

        if (now - session.LastSeenAt >= UserSession.SeenResolution)
        {
            await context.Set<UserSession>().Where(row => row.Id == id && row.LastSeenAt < now)
                .ExecuteUpdateAsync(row => row.SetProperty(seen => seen.LastSeenAt, now), ct);
        }

        return session;
    }
}
