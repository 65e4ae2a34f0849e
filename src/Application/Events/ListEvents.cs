using Financbase.Application.Access;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Events;
using FluentValidation;

namespace Financbase.Application.Events;

/// <summary>The organization's events that the caller may see, the newest first.</summary>
[RequirePermission(Permissions.Events.Read)]
public sealed record ListEvents(EventFilter Filter, PageRequest Page) : IQuery<Page<EventView>>, ISorted
{
    public static Sorts Sorts { get; } = new("-occurredAt");
}

internal sealed class ListEventsValidator : AbstractValidator<ListEvents>
{
    public ListEventsValidator() => RuleFor(request => request.Filter.Type).Must(BeKnown!)
        .When(request => request.Filter.Type is not null)
        .OverridePropertyName("type")
        .WithMessage("No event has this name: the catalogue of event types lists them.");

    internal static bool BeKnown(string type) => type.EndsWith(EventFilter.Family, StringComparison.Ordinal)
        ? EventCatalogue.All.Any(known => known.Name.StartsWith(type[..^1], StringComparison.Ordinal))
        : EventCatalogue.Find(type) is not null;
}

internal sealed class ListEventsHandler(IEventReads events, ICurrentPrincipal principal) : IHandler<ListEvents, Page<EventView>>
{
    public async Task<Result<Page<EventView>>> Handle(ListEvents request, CancellationToken cancellationToken) =>
        await events.ListAsync(EventReach.Of(principal.Current.Rights), request.Filter, request.Page, cancellationToken);
}
