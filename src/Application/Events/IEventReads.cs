using Financbase.Application.Paging;
using Financbase.Domain.Events;

namespace Financbase.Application.Events;

/// <summary>
/// Reads the current organization's event log, and hands events over again. An event out of reach is as if it were not.
/// </summary>
public interface IEventReads
{
    Task<Page<EventView>> ListAsync(EventReach reach, EventFilter filter, PageRequest page, CancellationToken ct);

    Task<EventDetail?> FindAsync(Guid id, EventReach reach, CancellationToken ct);

    /// <summary>The consumers that events are handed to, by name.</summary>
    IReadOnlyList<string> Consumers { get; }

    /// <summary>Makes a dead delivery pending. False when there is no such dead one.</summary>
    Task<bool> RetryAsync(Guid id, EventReach reach, string consumer, CancellationToken ct);

    /// <summary>Looks at the oldest events that fit, at most <paramref name="most"/>, and makes deliveries that are done, dead or forgotten pending.</summary>
    Task<Replayed> ReplayAsync(string consumer, EventReach reach, EventFilter filter, int most, CancellationToken ct);
}

/// <param name="Chosen">How many events were looked at, whatever their state.</param>
/// <param name="Changed">How many of them had not been waiting already.</param>
public sealed record Replayed(int Chosen, int Changed);

/// <summary>Which events are wanted; each part narrows.</summary>
/// <param name="Type">A public name, or a family such as <c>workflow.*</c>.</param>
/// <param name="From">Booked at this moment or later.</param>
/// <param name="To">Booked before this moment.</param>
/// <param name="CausedBy">Led to by this event.</param>
/// <param name="Delivery">In this state with at least one consumer.</param>
/// <param name="Origin">Of the moment, or filled in.</param>
public sealed record EventFilter(
    string? Type = null, DateTimeOffset? From = null, DateTimeOffset? To = null, Guid? CausedBy = null, EventDeliveryState? Delivery = null,
    EventOrigin? Origin = null)
{
    public const string Family = ".*";
}
