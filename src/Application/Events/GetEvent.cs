using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Events;

/// <summary>One event, what became of it with each consumer, and what it led to.</summary>
[RequirePermission(Permissions.Events.Read)]
public sealed record GetEvent(Guid Id) : IQuery<EventDetail>;

internal sealed class GetEventHandler(IEventReads events, ICurrentPrincipal principal) : IHandler<GetEvent, EventDetail>
{
    public async Task<Result<EventDetail>> Handle(GetEvent request, CancellationToken cancellationToken) =>
        await events.FindAsync(request.Id, EventReach.Of(principal.Current.Rights), cancellationToken) is { } found ? found : Error.NotFound("event");
}
