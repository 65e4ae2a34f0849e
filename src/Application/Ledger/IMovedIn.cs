using Financbase.Domain.Ledger;

namespace Financbase.Application.Ledger;

/// <summary>Entries of the current organization that came from other books.</summary>
public interface IMovedIn
{
    /// <summary>Those of one source, whether they were taken back or not, in the order in which they were posted.</summary>
    Task<IReadOnlyList<MovedEntry>> ListAsync(Guid source, string kindPrefix, CancellationToken ct);

    /// <summary>With their postings, those that were not taken back.</summary>
    Task<IReadOnlyList<JournalEntry>> ReadAsync(Guid source, CancellationToken ct);

    /// <summary>The journals that are in the books, the latest first.</summary>
    Task<IReadOnlyList<TakenJournal>> ListJournalsAsync(int most, CancellationToken ct);
}

/// <param name="Id">The entry.</param>
/// <param name="Kind">Which of its source’s.</param>
/// <param name="IsReversed">It was taken back.</param>
public sealed record MovedEntry(JournalEntryId Id, string Kind, bool IsReversed);

/// <param name="Id">By which it is taken back.</param>
/// <param name="At">When it came in.</param>
/// <param name="Entries">How many.</param>
/// <param name="From">The first day.</param>
/// <param name="To">The last day.</param>
public sealed record TakenJournal(Guid Id, DateTimeOffset At, long Entries, DateOnly From, DateOnly To);
