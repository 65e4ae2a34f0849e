using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Events;

[RequirePermission(Permissions.Events.Read)]
public sealed record GetEvent(Guid Id) : IQuery<EventDetail>;

internal sealed class GetEventHandler(IEventReads events) : IHandler<GetEvent, EventDetail>
{
    public async Task<Result<EventDetail>> Handle(GetEvent request, CancellationToken cancellationToken) =>
        await events.FindAsync(request.Id, cancellationToken) is { } found ? found : Error.NotFound("event");
}
