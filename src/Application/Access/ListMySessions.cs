using System.Net;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;

namespace Financbase.Application.Access;

/// <summary>Where the person is signed in right now.</summary>
[AnyUser]
public sealed record ListMySessions : IQuery<MySessions>;

/// <param name="Live">Last seen first.</param>
public sealed record MySessions(IReadOnlyList<MySession> Live);

public sealed record MySession(
    UserSessionId Id, string Device, IPAddress? Address, DateTimeOffset StartedAt, DateTimeOffset LastSeenAt, bool IsRemembered);

internal sealed class ListMySessionsHandler(ICurrentPrincipal principal, IUserSessions sessions, TimeProvider clock)
    : IHandler<ListMySessions, MySessions>
{
    public async Task<Result<MySessions>> Handle(ListMySessions request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var all = await sessions.ListAsync(principal.Current.UserId!.Value, now, cancellationToken);
        return new MySessions([.. all.Where(session => session.IsLiveAt(now)).Select(session => new MySession(
            session.Id, session.Device, session.Address, session.StartedAt, session.LastSeenAt, session.IsRemembered))]);
    }
}
