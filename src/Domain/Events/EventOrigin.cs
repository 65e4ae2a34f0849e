namespace Financbase.Domain.Events;

/// <summary>Whether an event tells of something happening now or of history being filled in.</summary>
public enum EventOrigin
{
    Live,

    /// <summary>Starts automations only if asked.</summary>
    Backfill,
}
