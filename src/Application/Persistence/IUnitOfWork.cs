using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Persistence;

/// <summary>The transaction of a scope. One commit per use case, in the pipeline; nobody else saves.</summary>
public interface IUnitOfWork
{
    bool IsActive { get; }

    /// <summary>
    /// Begins the transaction, or, when one is active, a savepoint inside it; a query inside one that cannot write just joins it,
    /// since there is nothing to go back from.
    /// </summary>
    Task<IWork> BeginAsync(bool readOnly, CancellationToken ct);

    /// <summary>The error that a person can act on, if the database refused by a constraint; else null.</summary>
    Error? Explain(Exception exception);

    /// <summary>True for a serialization failure or deadlock: nothing happened, and the whole unit may be repeated.</summary>
    bool IsRepeatable(Exception exception);
}

public interface IWork : IAsyncDisposable
{
    /// <summary>Saves what the tracked aggregates hold and commits (or releases the savepoint).</summary>
    Task CommitAsync(CancellationToken ct);

    Task RollbackAsync(CancellationToken ct);
}
