namespace Financbase.Application.Idempotency;

/// <summary>The answer of a call as it went out, kept so that a repetition gets the very same.</summary>
public sealed record StoredAnswer(int Status, string? Location, string Body, string? ETag);

/// <summary>A call that its caller may repeat without repeating its effect (<c>Idempotency-Key</c>).</summary>
/// <param name="Key">Chosen by the caller.</param>
/// <param name="Route">Method and route template.</param>
/// <param name="RequestHash">SHA-256 over path, query and body; a file counts by its own hash.</param>
/// <param name="Render">Makes the answer from the command's value, inside the transaction.</param>
public sealed record IdempotentCall(string Key, string Route, byte[] RequestHash, Func<object?, StoredAnswer> Render)
{
    /// <summary>Set instead of running the command when the key was used before.</summary>
    public StoredAnswer? Replayed { get; set; }

    /// <summary>Set when the command ran: what was stored, to be sent as it is.</summary>
    public StoredAnswer? Rendered { get; set; }
}

/// <summary>The call that this scope answers, if its caller named a key.</summary>
public interface IIdempotentCallAccessor
{
    /// <summary>Answers it to the first use case of the scope only: what that one sends in turn is part of it.</summary>
    IdempotentCall? Claim();
}

/// <summary>Keeps the keys for 24 hours, in the transaction of the effect.</summary>
public interface IIdempotencyStore
{
    /// <summary>Takes the key for this transaction, or tells that it is used or held by a call in flight.</summary>
    Task<KeyState> TakeAsync(IdempotentCall call, string principal, CancellationToken ct);

    Task StoreAsync(IdempotentCall call, string principal, StoredAnswer answer, CancellationToken ct);
}

public abstract record KeyState
{
    public sealed record Taken : KeyState;

    public sealed record InFlight : KeyState;

    public sealed record Used(bool IsSameRequest, StoredAnswer Answer) : KeyState;
}
