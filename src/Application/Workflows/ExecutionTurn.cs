namespace Financbase.Application.Workflows;

/// <summary>
/// An execution that has not begun, because its workflow's <c>concurrency</c> lets no more of its key run at once: it waits for its turn.
/// </summary>
/// <param name="Key">What it takes turns by; null where the workflow has no key, or it works out to nothing.</param>
/// <param name="Before">How many wait before it.</param>
/// <param name="HeldBy">The execution that has had a place the longest, of those that the reader may see.</param>
public sealed record ExecutionTurn(string? Key, long Before, Guid? HeldBy);
