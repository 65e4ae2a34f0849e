using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Idempotency;

public static class IdempotencyErrors
{
    public static Error Mismatch { get; } = Error.Rule(
        "idempotency_mismatch", "This Idempotency-Key was used for another request; choose a new one.");

    public static Error InFlight { get; } = Error.Conflict(
        "idempotency.in_flight", "A request with this Idempotency-Key is still running; try again shortly.");

    /// <summary>Not for callers: says that the stored answer is to be sent.</summary>
    public static Error Replayed { get; } = Error.Conflict("idempotency.replayed", "Answered before.");
}
