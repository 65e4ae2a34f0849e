using Financbase.Application.Persistence;
using Financbase.Application.Specifications;
using Financbase.Domain.Imports;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Imports;

/// <summary>Records that stand by themselves: what is not here is added, what is here is compared. An empty cell says nothing.</summary>
internal abstract class MasterData<T>(IRepository<T> records, IImportBooks books) : IRecordImport where T : AggregateRoot
{
    public abstract ImportKind Kind { get; }

    public abstract string Permission { get; }

    public abstract IReadOnlyList<ImportField> Fields { get; }

    public abstract string? KeyOf(ImportRow row);

    public async Task<Func<ImportRow, RowPlan>> PrepareAsync(IReadOnlyList<ImportRow> rows, ImportTerms terms, CancellationToken ct)
    {
        var found = await books.FindAsync(Kind, [.. rows.Select(KeyOf).OfType<string>().Distinct()], ct);
        var here = (await records.ListAsync(ByIds([.. found.Select(one => one.Id).Distinct()]), ct)).ToDictionary(IdOf);
        var known = found.Where(one => here.ContainsKey(one.Id)).ToLookup(one => one.Key, one => here[one.Id]);
        await ReadAsync(rows, ct);
        return row => Plan(row, KeyOf(row)!, [.. known[KeyOf(row)!]]);
    }

    public Task TakeAsync(IReadOnlyList<RowPlan> rows, ImportTerms terms, CancellationToken ct)
    {
        foreach (var row in rows)
            row.Do!();
        return Task.CompletedTask;
    }

    public Task<int> UndoAsync(Guid import, CancellationToken ct) => books.RemoveAsync(Kind, import, ct);

    /// <summary>Reads what rows refer to.</summary>
    protected virtual Task ReadAsync(IReadOnlyList<ImportRow> rows, CancellationToken ct) => Task.CompletedTask;

    protected abstract Specification<T> ByIds(Guid[] ids);

    protected abstract Guid IdOf(T record);

    protected abstract string NameOf(T record);

    /// <summary>What the record would be if the row were taken in: a new one, never added. Null where the row has faults.</summary>
    /// <param name="row">What it says.</param>
    /// <param name="known">Says the rest; null where there is none.</param>
    protected abstract T? Made(ImportRow row, T? known);

    protected abstract bool IsSame(T made, T known);

    /// <summary>Makes the known one what was made.</summary>
    protected abstract void Change(T known, T made);

    private RowPlan Plan(ImportRow row, string key, IReadOnlyList<T> known)
    {
        if (known.Count == 0)
            return Made(row, null) is { } made ? new(NameOf(made), RowOutcome.New, IdOf(made), () => records.Add(made)) : RowPlan.Faulty(key);

        foreach (var one in known)
        {
            if (Made(row, one) is not { } made)
                return RowPlan.Faulty(key);
            if (IsSame(made, one))
                return new(NameOf(one), RowOutcome.Same);
            if (known.Count == 1)
                return new(NameOf(one), RowOutcome.Changed, Do: () => Change(one, made));
        }

        row.Note("Several records have this name, and none says the same.");
        return RowPlan.Faulty(key);
    }
}
