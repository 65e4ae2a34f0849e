using System.Text.Json;
using Financbase.Domain.Access;
using Financbase.Domain.Events;
using Financbase.Domain.Organizations;

namespace Financbase.Infrastructure.Events;

/// <summary>An event as booked: the envelope that API, webhooks and triggers share.</summary>
/// <param name="Position">Grows with booking; for paging, not for order of commit.</param>
/// <param name="Id">UUIDv7; the same for every reader for ever.</param>
/// <param name="OrganizationId">Whose event this is.</param>
/// <param name="Type">Public name of the event catalogue.</param>
/// <param name="Version">Of the data's shape.</param>
/// <param name="Timestamp">When it was booked, UTC.</param>
/// <param name="Data">The event's own values, as JSON.</param>
/// <param name="CausedBy">The event whose automation led to this one.</param>
/// <param name="Depth">How many automations lie between this event and a person.</param>
/// <param name="Origin">Live, or history filled in.</param>
public sealed record StoredEvent(
    long Position,
    Guid Id,
    OrganizationId OrganizationId,
    string Type,
    int Version,
    DateTimeOffset Timestamp,
    JsonElement Data,
    Guid? CausedBy,
    int Depth,
    EventOrigin Origin)
{
    /// <summary>Who had a hand in it, and in handing it over again.</summary>
    public IReadOnlyList<UserId> People { get; init; } = [];
}
