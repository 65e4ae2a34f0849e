using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Events;

/// <summary>Hands an event that a consumer has given up on to it again, with all its attempts.</summary>
[RequirePermission(Permissions.Events.Replay)]
[Audited("event_delivery.retry", "Handed an event over again")]
public sealed record RetryEventDelivery(Guid EventId, string Consumer) : ICommand<Done>;

internal sealed class RetryEventDeliveryHandler(IEventReads events, ICurrentPrincipal principal)
    : IHandler<RetryEventDelivery, Done>
{
    public async Task<Result<Done>> Handle(RetryEventDelivery request, CancellationToken cancellationToken) =>
        await events.RetryAsync(request.EventId, EventReach.Of(principal.Current.Rights), request.Consumer, cancellationToken)
            ? new Done()
            : Error.NotFound("delivery that was given up");
}
