namespace Financbase.Domain.Workflows.Steps;

/// <summary>When a failed step is tried again. Retries are timer rows, so they survive the process.</summary>
/// <param name="Attempts">All attempts, the first included: 1 never retries.</param>
/// <param name="Backoff">How the delay grows.</param>
/// <param name="Delay">Before the second attempt.</param>
/// <param name="MaxDelay">No delay is longer, unless the other side asked for it.</param>
public sealed record RetryPolicy(int Attempts, Backoff Backoff, TimeSpan Delay, TimeSpan MaxDelay)
{
    public static readonly TimeSpan LongestRetryAfter = TimeSpan.FromHours(24);

    public static RetryPolicy None { get; } = new(1, Backoff.Fixed, TimeSpan.Zero, TimeSpan.Zero);

    /// <summary>How long to wait before the next attempt, or null to give up.</summary>
    /// <param name="attempt">The attempt that has just failed, from 1.</param>
    /// <param name="errorClass">Errors that would only repeat themselves are not retried.</param>
    /// <param name="retryAfter">A lower bound that the other side asked for; more than a day is not waited for.</param>
    /// <param name="jitter">0 to 1; spreads the delay over its upper half, so that many do not return at once.</param>
    public TimeSpan? Next(int attempt, ErrorClass errorClass, TimeSpan? retryAfter, double jitter)
    {
        if (attempt >= Attempts || !IsRetryable(errorClass) || retryAfter > LongestRetryAfter)
            return null;
        var factor = Backoff == Backoff.Exponential ? Math.Pow(2, Math.Min(attempt - 1, 40)) : 1;
        var delay = TimeSpan.FromMilliseconds(Math.Min(Delay.TotalMilliseconds * factor, MaxDelay.TotalMilliseconds));
        var spread = delay * (0.5 + Math.Clamp(jitter, 0, 1) / 2);
        return retryAfter > spread ? retryAfter : spread;
    }

    public static bool IsRetryable(ErrorClass errorClass) =>
        errorClass is ErrorClass.Timeout or ErrorClass.Connection or ErrorClass.RateLimited or ErrorClass.Server or ErrorClass.Internal;
}

public enum Backoff
{
    Fixed,
    Exponential,
}
