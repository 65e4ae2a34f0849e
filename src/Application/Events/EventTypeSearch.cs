using Financbase.Application.Search;
using Financbase.Domain.Access;
using Financbase.Domain.Events;

namespace Financbase.Application.Events;

/// <summary>Types of events by their names; each leads to the events of the type.</summary>
internal sealed class EventTypeSearch : ISearchSource
{
    public SearchKind Kind { get; } = new("event_type", "Event types", "radio", Permissions.Events.Read, 60);

    public Task<IReadOnlyList<FoundThing>> FindAsync(SearchTerm term, Rights rights, int most, CancellationToken ct) => Task.FromResult<IReadOnlyList<FoundThing>>(
    [
        .. EventCatalogue.All.Select(type => (Type: type, Fit: term.FitOf(type.Name))).Where(found => found.Fit < SearchFit.Elsewhere)
            .OrderBy(found => found.Fit).ThenBy(found => found.Type.Name, StringComparer.Ordinal).Take(most)
            .Select(found => new FoundThing(found.Type.Name, found.Type.Name, found.Type.Summary, $"/events?type={found.Type.Name}")),
    ]);
}
