using Financbase.Application.Access;
using Financbase.Domain.Access;
using Financbase.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace Financbase.Infrastructure.Access;

internal sealed class UserSessions(FinancbaseDbContext context) : IUserSessions
{
    public void Add(UserSession session) => context.Add(session);

    public Task<UserSession?> FindAsync(UserId user, UserSessionId session, CancellationToken ct) =>
        context.Set<UserSession>().SingleOrDefaultAsync(row => row.Id == session && row.UserId == user, ct);

    public async Task<IReadOnlyList<UserSession>> ListAsync(UserId user, DateTimeOffset now, CancellationToken ct) =>
        await context.Set<UserSession>().AsNoTracking()
            .Where(row => row.UserId == user && row.RevokedAt == null && row.ExpiresAt > now)
            .OrderByDescending(row => row.LastSeenAt).ToListAsync(ct);

    public Task RevokeAllAsync(UserId user, UserSessionId? except, DateTimeOffset now, CancellationToken ct) =>
        context.Set<UserSession>()
            .Where(row => row.UserId == user && row.RevokedAt == null && (except == null || row.Id != except))
            .ExecuteUpdateAsync(row => row.SetProperty(session => session.RevokedAt, now), ct);
}
