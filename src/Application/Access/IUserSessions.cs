using Financbase.Domain.Access;

namespace Financbase.Application.Access;

public interface IUserSessions
{
    void Add(UserSession session);

    /// <summary>One of the user's own sessions, to change; null when it is not theirs.</summary>
    Task<UserSession?> FindAsync(UserId user, UserSessionId session, CancellationToken ct);

    /// <summary>Those that neither were revoked nor reached their fixed end, last seen first.</summary>
    Task<IReadOnlyList<UserSession>> ListAsync(UserId user, DateTimeOffset now, CancellationToken ct);

    Task RevokeAllAsync(UserId user, UserSessionId? except, DateTimeOffset now, CancellationToken ct);
}
