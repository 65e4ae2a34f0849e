using System.Text.Json;
using Financbase.Domain.Events;

namespace Financbase.Application.Events;

/// <summary>An event as everybody outside reads it: in the API, a webhook's body and a workflow's <c>trigger.$event</c>.</summary>
/// <param name="Id">UUIDv7; the same for every reader for ever.</param>
/// <param name="Type">Public name of the event catalogue.</param>
/// <param name="Version">Of the data's shape.</param>
/// <param name="Timestamp">When it was booked, UTC.</param>
/// <param name="OrganizationId">Whose event this is.</param>
/// <param name="Data">As the type's schema says.</param>
/// <param name="CausedBy">The event whose automation led to this one; null where a person or program did.</param>
/// <param name="Origin">Live, or history filled in.</param>
public sealed record EventView(
    Guid Id, string Type, int Version, DateTimeOffset Timestamp, Guid OrganizationId, JsonElement Data, Guid? CausedBy, EventOrigin Origin);

/// <summary>An event, what became of it, and what it led to.</summary>
/// <param name="Event">As everybody reads it.</param>
/// <param name="Depth">How many automations lie between it and a person.</param>
/// <param name="Deliveries">Its state with each consumer.</param>
/// <param name="Caused">The first events that it led to, oldest first, at most <see cref="MostCaused"/>.</param>
public sealed record EventDetail(
    EventView Event, int Depth, IReadOnlyList<EventDelivery> Deliveries, IReadOnlyList<EventView> Caused)
{
    public const int MostCaused = 50;
}

/// <summary>An event with one consumer.</summary>
/// <param name="Consumer">Its stable name, e.g. <c>workflows</c>.</param>
/// <param name="State">Whether it was taken.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="DueAt">When a pending one is tried next.</param>
/// <param name="LastError">Why the last attempt failed.</param>
public sealed record EventDelivery(string Consumer, EventDeliveryState State, int Attempts, DateTimeOffset? DueAt, string? LastError);

public enum EventDeliveryState
{
    Pending,
    Done,

    /// <summary>Given up after too many failures, until somebody hands it over again.</summary>
    Dead,
}
