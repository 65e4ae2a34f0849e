using System.Text.Json;
using Financbase.Application.Events;
using Financbase.Domain.Access;
using Financbase.Domain.Events;
using Financbase.Domain.Organizations;
using Financbase.Domain.SharedKernel;

namespace Financbase.Infrastructure.Events;

/// <summary>An event about to be booked.</summary>
public sealed record EventRow(
    Guid Id, string Type, int Version, DateTimeOffset Timestamp, string Data, Guid? CausedBy, int Depth, EventOrigin Origin)
{
    /// <summary>Who had a hand in it, see <see cref="Cause.People"/>.</summary>
    public IReadOnlyList<UserId> People { get; init; } = [];
}

/// <summary>The one maker of event rows, for the interceptor, bulk writers and the engines alike.</summary>
public static class EventRows
{
    public static EventRow Make(IDomainEvent domainEvent, DateTimeOffset now, Cause? cause, EventOrigin origin)
    {
        var type = EventCatalogue.Of(domainEvent);
        return new EventRow(
            Guid.CreateVersion7(now),
            type.Name,
            type.Version,
            now,
            JsonSerializer.Serialize(domainEvent, type.Data, WireJson.Options),
            cause?.EventId,
            cause?.EventId is null ? 0 : cause.Depth + 1,
            origin)
        {
            People = cause?.People ?? [],
        };
    }
}

/// <summary>Rows of one organization, ready for <see cref="EventWriter"/>.</summary>
public sealed record EventBatch(OrganizationId OrganizationId, IReadOnlyList<EventRow> Rows);
