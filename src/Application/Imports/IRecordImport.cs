using Financbase.Domain.Imports;

namespace Financbase.Application.Imports;

/// <summary>How rows become records of one kind.</summary>
internal interface IRecordImport
{
    ImportKind Kind { get; }

    /// <summary>Asked for besides the right to move in.</summary>
    string Permission { get; }

    IReadOnlyList<ImportField> Fields { get; }

    /// <summary>By which a record is known again; null where the row lacks it.</summary>
    string? KeyOf(ImportRow row);

    /// <summary>Reads what the rows may mean among what is here.</summary>
    /// <returns>Says of a row what becomes of it; faults are noted at the row.</returns>
    Task<Func<ImportRow, RowPlan>> PrepareAsync(IReadOnlyList<ImportRow> rows, ImportTerms terms, CancellationToken ct);

    /// <summary>Takes the rows in; those that are the same or faulty are not among them.</summary>
    Task TakeAsync(IReadOnlyList<RowPlan> rows, ImportTerms terms, CancellationToken ct);

    /// <summary>Takes back what an import added, while nothing was built on it.</summary>
    /// <exception cref="Domain.SharedKernel.DomainException"><c>imports.in_use</c>, <c>ledger.period_locked</c>.</exception>
    /// <returns>How many.</returns>
    Task<int> UndoAsync(Guid import, CancellationToken ct);
}

/// <param name="Name">Of the record, for people.</param>
/// <param name="Outcome">What becomes of the row.</param>
/// <param name="Record">The id of what is added.</param>
/// <param name="Do">Adds or changes it.</param>
internal sealed record RowPlan(string Name, RowOutcome Outcome, Guid? Record = null, Action? Do = null)
{
    public static RowPlan Faulty(string? name) => new(name ?? "", RowOutcome.Faulty);
}
