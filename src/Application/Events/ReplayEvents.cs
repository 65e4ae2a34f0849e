using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.SharedKernel;
using FluentValidation;

namespace Financbase.Application.Events;

/// <summary>
/// Hands a span of events to one consumer again. An effect is unique for each event and target, so what happened
/// already does not happen twice: it reaches only what was not there at the time, such as a workflow published since.
/// Events that whoever asks is not shown are left out.
/// </summary>
/// <param name="Consumer">Its name, e.g. <c>workflows</c>.</param>
/// <param name="From">The first moment.</param>
/// <param name="To">The moment after the last.</param>
/// <param name="Type">Only events of this type or family.</param>
[RequirePermission(Permissions.Events.Replay)]
[Audited("event_delivery.replay", "Replayed events")]
public sealed record ReplayEvents(string Consumer, DateTimeOffset From, DateTimeOffset To, string? Type = null) : ICommand<ReplayedEvents>
{
    /// <summary>For so long at least each consumer remembers what it did; beyond, an effect could happen twice.</summary>
    public const int Days = 90;
}

/// <param name="Events">How many wait to be handed over that did not before.</param>
public sealed record ReplayedEvents(int Events);

internal sealed class ReplayEventsValidator : AbstractValidator<ReplayEvents>
{
    public ReplayEventsValidator(IEventReads events)
    {
        RuleFor(request => request.Consumer).Must(name => events.Consumers.Contains(name))
            .WithMessage($"Use one of {string.Join(", ", events.Consumers)}.");
        RuleFor(request => request.To).GreaterThan(request => request.From).WithMessage("The end must be after the beginning.");
        RuleFor(request => request.Type).Must(ListEventsValidator.BeKnown!).When(request => request.Type is not null)
            .WithMessage("No event has this name: the catalogue of event types lists them.");
    }
}

internal sealed class ReplayEventsHandler(IEventReads events, ICurrentPrincipal principal, TimeProvider clock) : IHandler<ReplayEvents, ReplayedEvents>
{
    private const int Most = 100_000;

    public async Task<Result<ReplayedEvents>> Handle(ReplayEvents request, CancellationToken cancellationToken)
    {
        var reach = EventReach.Of(principal.Current.Rights);
        var filter = new EventFilter(request.Type, request.From, request.To);
        var remembered = clock.GetUtcNow().AddDays(-ReplayEvents.Days);
        var forgotten = filter with { To = request.To < remembered ? request.To : remembered };
        if ((await events.ListAsync(reach, forgotten, new PageRequest(1), cancellationToken)).Items.Count > 0)
        {
            return Error.Rule("events.too_old", $"Some of these events are older than {ReplayEvents.Days} days, and nobody remembers any more what was done on them: begin later.");
        }

        // One that waits already is of the span as well: what lies behind it must not be left out in silence.
        var replayed = await events.ReplayAsync(request.Consumer, reach, filter, Most + 1, cancellationToken);
        return replayed.Chosen <= Most
            ? new ReplayedEvents(replayed.Changed)
            : Error.Rule("events.too_many", $"More than {Most:N0} events lie in this span: choose a shorter one.");
    }
}
