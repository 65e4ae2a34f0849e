using System.Collections.Concurrent;
using Financbase.Domain.Events;
using Financbase.Domain.Workflows.Expressions;

namespace Financbase.Domain.Workflows.Triggers;

/// <summary>What the data of the catalogue's events has, read off their schemas once.</summary>
public static class EventShapes
{
    private static readonly ConcurrentDictionary<string, ValueShape> Known = new(StringComparer.Ordinal);

    /// <summary>Anything for an event of the organization's own, whose data is up to who books it.</summary>
    public static ValueShape Of(string name) => EventCatalogue.Find(name) is { } type && type.Data != typeof(CustomEvent)
        ? Known.GetOrAdd(type.Name, _ => ValueShape.OfSchema(EventSchema.Of(type)))
        : ValueShape.Anything;
}
