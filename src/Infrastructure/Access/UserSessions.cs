using System.Net;
using Financbase.Application.Access;
using Financbase.Application.Paging;
using Financbase.Domain.Access;
using Financbase.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace Financbase.Infrastructure.Access;

internal sealed class UserSessions(FinancbaseDbContext context) : IUserSessions
{
    private static readonly Keyset<Row, Guid> Orders =
        new Keyset<Row, Guid>(ListMySessions.Sorts, row => row.Id).By("lastSeenAt", row => row.LastSeenAt).ById("startedAt");

    public void Add(UserSession session) => context.Add(session);

    public Task<UserSession?> FindAsync(UserId user, UserSessionId session, CancellationToken ct) =>
        context.Set<UserSession>().SingleOrDefaultAsync(row => row.Id == session && row.UserId == user, ct);

    public async Task<Page<MySession>> ListAsync(UserId user, UserSessionFilter filter, PageRequest page, CancellationToken ct)
    {
        var (pattern, isLive) = (LikePattern.Containing(filter.Text), filter.State == SessionState.Live);
        var found = context.Database.SqlQuery<Row>($"""
            SELECT id, device, address, started_at, last_seen_at, CASE WHEN is_over THEN ends_at END AS ended_at, is_remembered
            FROM (
                SELECT s.*, s.revoked_at IS NOT NULL OR s.ends_at <= {filter.At} AS is_over
                FROM (
                    SELECT id, user_id, device, host(address) AS address, started_at, last_seen_at, revoked_at, is_remembered,
                        LEAST(revoked_at, expires_at, last_seen_at + CASE WHEN is_remembered
                            THEN {UserSession.IdleLimitOf(isRemembered: true)} ELSE {UserSession.IdleLimitOf(isRemembered: false)} END) AS ends_at
                    FROM user_sessions) s) judged
            WHERE user_id = {user.Value} AND is_over <> {isLive}
                AND ({pattern}::text IS NULL OR device ILIKE {pattern} OR address ILIKE {pattern})
            """);
        return (await Orders.ReadAsync(found, page, ct)).Select(row => row.ToView());
    }

    public Task RevokeAllAsync(UserId user, UserSessionId? except, DateTimeOffset now, CancellationToken ct) =>
        context.Set<UserSession>()
            .Where(row => row.UserId == user && row.RevokedAt == null && (except == null || row.Id != except))
            .ExecuteUpdateAsync(row => row.SetProperty(session => session.RevokedAt, now), ct);

    private sealed record Row(
        Guid Id, string Device, string? Address, DateTimeOffset StartedAt, DateTimeOffset LastSeenAt, DateTimeOffset? EndedAt, bool IsRemembered)
    {
        public MySession ToView() => new(
            new UserSessionId(Id), Device, Address is null ? null : IPAddress.Parse(Address), StartedAt, LastSeenAt, EndedAt, IsRemembered);
    }
}
