namespace Financbase.Infrastructure.RateLimits;

/// <summary>Whose requests are counted together.</summary>
public enum Partition
{
    /// <summary>Callers who have not shown who they are, by network address.</summary>
    Address,

    User,

    ApiKey,

    Organization,

    /// <summary>Calls to the webhook triggers of one workflow.</summary>
    Hook,
}

/// <summary>One counter: a partition, and whose it is.</summary>
/// <param name="Partition">What kind.</param>
/// <param name="Owner">The id, or the network address, as a number.</param>
public readonly record struct RateKey(Partition Partition, UInt128 Owner);

/// <summary>How many units of work are allowed in how long; all of them may come at once.</summary>
/// <param name="Units">Zero for no limit.</param>
/// <param name="Window">How long it takes until a used-up allowance is whole again.</param>
public readonly record struct RateLimit(int Units, TimeSpan Window)
{
    /// <summary>How long one unit takes to come back.</summary>
    public TimeSpan Interval => Window / Units;
}

/// <summary>What one counter has left.</summary>
/// <param name="Remaining">Units.</param>
/// <param name="Reset">Until it is whole again.</param>
/// <param name="Wait">Until it would admit the request; zero when it does.</param>
public readonly record struct RateState(int Remaining, TimeSpan Reset, TimeSpan Wait);

/// <summary>
/// Counts by the generic cell rate algorithm (ITU-T I.371): each counter is the one moment at which its allowance is
/// whole again, so it costs a number to keep and nothing to refill.
/// </summary>
public interface IRateLimits
{
    /// <summary>Takes units from all these counters or, when one of them refuses, from none.</summary>
    /// <param name="keys">The counters.</param>
    /// <param name="units">What the request costs.</param>
    /// <param name="states">What each counter has left, in the same order.</param>
    /// <param name="ct">The request's.</param>
    ValueTask<bool> TakeAsync(ReadOnlyMemory<RateKey> keys, int units, Memory<RateState> states, CancellationToken ct);
}
