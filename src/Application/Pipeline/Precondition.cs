using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Pipeline;

/// <summary>What must still be true of a resource when a command changes it (<c>If-Match</c>).</summary>
/// <param name="Resource">Names it within the organization.</param>
/// <param name="Refusal">Looks, inside the command's transaction; null when nothing stands against the change.</param>
public sealed record Precondition(string Resource, Func<ISender, CancellationToken, Task<Error?>> Refusal);

/// <summary>The precondition of this scope, if its caller named one.</summary>
public interface IPreconditionAccessor
{
    /// <summary>Answers it to the first use case of the scope only: what that one sends in turn is part of it.</summary>
    Precondition? Claim();
}

/// <summary>Lets one command at a time look at a resource and change it.</summary>
public interface IResourceLock
{
    /// <summary>Waits for its turn and keeps it until the transaction ends.</summary>
    Task HoldAsync(string resource, CancellationToken ct);
}
