using Npgsql;

namespace Financbase.Infrastructure.Events;

/// <summary>One who wants to know of every event: workflows, webhooks, notifications, metrics.</summary>
public interface IEventConsumer
{
    /// <summary>Stable; part of the state in <c>event_deliveries</c>.</summary>
    string Name { get; }

    /// <summary>A wake-up channel to signal once a batch's effects are committed.</summary>
    string? Wakes => null;

    /// <summary>
    /// Takes a batch, of several organizations, in commit order as far as known. Its effects are rows written through
    /// the connection, in the very transaction that marks the deliveries as done, and nothing else. A batch that throws
    /// is repeated event by event, so that one bad event holds up no other.
    /// </summary>
    Task HandleAsync(IReadOnlyList<StoredEvent> events, NpgsqlConnection connection, CancellationToken ct);
}
