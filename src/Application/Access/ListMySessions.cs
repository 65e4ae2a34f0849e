using System.Net;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;

namespace Financbase.Application.Access;

/// <summary>Where the person is signed in right now, last seen first, or was.</summary>
/// <param name="Page">Which page.</param>
/// <param name="Text">Only those whose device or address contains it.</param>
/// <param name="State">Only those in this state; those that go on without it.</param>
[AnyUser]
public sealed record ListMySessions(PageRequest Page, string? Text = null, SessionState? State = null) : IQuery<Page<MySession>>, ISorted
{
    public static Sorts Sorts { get; } = new("-lastSeenAt", "startedAt");
}

public enum SessionState
{
    Live,

    /// <summary>Signed out, or over because nobody used it or its time was up.</summary>
    Ended,
}

/// <param name="Id">Its id.</param>
/// <param name="Device">What the browser calls itself.</param>
/// <param name="Address">Where it began.</param>
/// <param name="StartedAt">When the person signed in.</param>
/// <param name="LastSeenAt">Up to a minute late.</param>
/// <param name="EndedAt">Null while it goes on.</param>
/// <param name="IsRemembered">It outlives the browser.</param>
public sealed record MySession(
    UserSessionId Id, string Device, IPAddress? Address, DateTimeOffset StartedAt, DateTimeOffset LastSeenAt, DateTimeOffset? EndedAt, bool IsRemembered);

/// <summary>Which sessions a list has, seen at a moment.</summary>
public sealed record UserSessionFilter(string? Text, SessionState State, DateTimeOffset At);

internal sealed class ListMySessionsHandler(ICurrentPrincipal principal, IUserSessions sessions, TimeProvider clock)
    : IHandler<ListMySessions, Page<MySession>>
{
    public async Task<Result<Page<MySession>>> Handle(ListMySessions request, CancellationToken cancellationToken) => await sessions.ListAsync(
        principal.Current.UserId!.Value, new(request.Text, request.State ?? SessionState.Live, clock.GetUtcNow()), request.Page, cancellationToken);
}
