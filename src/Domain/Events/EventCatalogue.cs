using System.Collections.Frozen;
using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Events;

/// <summary>Every event type, by name and by record. An event that is not listed here cannot be stored.</summary>
public static class EventCatalogue
{
    private static readonly FrozenDictionary<string, EventType> ByName =
        All.ToFrozenDictionary(type => type.Name, StringComparer.Ordinal);

    private static readonly FrozenDictionary<Type, EventType> ByRecord = All.ToFrozenDictionary(type => type.Data);

    public static IReadOnlyList<EventType> All =>
    [
    ];

    public static EventType Of(IDomainEvent domainEvent) => ByRecord.TryGetValue(domainEvent.GetType(), out var type)
        ? type
        : throw new InvalidOperationException($"{domainEvent.GetType().Name} is not in the event catalogue.");

    public static EventType? Find(string name) => ByName.GetValueOrDefault(name);
}
