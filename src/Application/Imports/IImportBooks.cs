using Financbase.Domain.Imports;

namespace Financbase.Application.Imports;

/// <summary>Which files came in, and what came of them.</summary>
public interface IImportBooks
{
    /// <summary>Records by what they are known by, whatever its case.</summary>
    Task<IReadOnlyList<KnownRecord>> FindAsync(ImportKind kind, IReadOnlyCollection<string> keys, CancellationToken ct);

    /// <param name="import">What came in.</param>
    /// <param name="records">Ids of what was added.</param>
    /// <param name="ct">Ends the wait.</param>
    Task AddAsync(TakenImport import, IReadOnlyCollection<Guid> records, CancellationToken ct);

    /// <summary>The latest first.</summary>
    Task<IReadOnlyList<TakenImport>> ListAsync(int most, CancellationToken ct);

    /// <summary>One that was not taken back, and nobody else takes it back until the transaction ends.</summary>
    Task<TakenImport?> HoldAsync(Guid id, CancellationToken ct);

    Task<IReadOnlyList<Guid>> RecordsOfAsync(Guid id, CancellationToken ct);

    Task CloseAsync(Guid id, CancellationToken ct);

    /// <summary>Deletes what an import added and is still there.</summary>
    /// <exception cref="Domain.SharedKernel.DomainException"><c>imports.in_use</c>, with some of what refers to it.</exception>
    Task<int> RemoveAsync(ImportKind kind, Guid import, CancellationToken ct);
}

/// <param name="Id">The record.</param>
/// <param name="Key">As it was asked for.</param>
public sealed record KnownRecord(Guid Id, string Key);

/// <param name="Id">By which it is taken back.</param>
/// <param name="Kind">What came in.</param>
/// <param name="FileName">Of the file.</param>
/// <param name="At">When.</param>
/// <param name="Added">How many records were added.</param>
/// <param name="Changed">How many were changed; they stay so when it is taken back.</param>
/// <param name="Skipped">How many rows had faults and were left out.</param>
/// <param name="UndoneAt">When it was taken back.</param>
public sealed record TakenImport(Guid Id, ImportKind Kind, string FileName, DateTimeOffset At, int Added, int Changed, int Skipped, DateTimeOffset? UndoneAt = null);
