using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;

namespace Financbase.Application.Events;

/// <summary>To whom events can be handed again, by name.</summary>
[RequirePermission(Permissions.Events.Replay)]
public sealed record ListEventConsumers : IQuery<string[]>;

internal sealed class ListEventConsumersHandler(IEventReads events) : IHandler<ListEventConsumers, string[]>
{
    public Task<Result<string[]>> Handle(ListEventConsumers request, CancellationToken cancellationToken) =>
        Task.FromResult<Result<string[]>>(events.Consumers.ToArray());
}
