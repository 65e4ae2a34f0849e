using Financbase.Application.Paging;
using Financbase.Domain.Access;

namespace Financbase.Application.Access;

public interface IUserSessions
{
    void Add(UserSession session);

    /// <summary>One of the user's own sessions, to change; null when it is not theirs.</summary>
    Task<UserSession?> FindAsync(UserId user, UserSessionId session, CancellationToken ct);

    Task<Page<MySession>> ListAsync(UserId user, UserSessionFilter filter, PageRequest page, CancellationToken ct);

    Task RevokeAllAsync(UserId user, UserSessionId? except, DateTimeOffset now, CancellationToken ct);
}
