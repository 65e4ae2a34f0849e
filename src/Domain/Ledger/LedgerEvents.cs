using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Ledger;

/// <param name="Id">The entry.</param>
/// <param name="Date">Its day in the books.</param>
/// <param name="Memo">What it is about.</param>
/// <param name="Source">Where it came from.</param>
/// <param name="Total">The sum of its debits.</param>
public sealed record JournalEntryPosted(JournalEntryId Id, DateOnly Date, string Memo, JournalEntrySource Source, Money Total) : IDomainEvent;

/// <param name="Id">The entry that was taken back.</param>
/// <param name="ReversalId">The entry that takes it back.</param>
/// <param name="Date">The day of the reversal.</param>
/// <param name="Total">The sum of its debits.</param>
public sealed record JournalEntryReversed(JournalEntryId Id, JournalEntryId ReversalId, DateOnly Date, Money Total) : IDomainEvent;

/// <param name="Day">The day on which the books were worked out anew.</param>
/// <param name="Faults">How many things differ; of each kind, at most a hundred are counted.</param>
/// <param name="Kinds"><c>entry</c>, <c>balance</c>, <c>reversal</c>, <c>number</c>, <c>control</c> or <c>schedule</c>.</param>
/// <param name="Sentences">What differs, the first ten.</param>
public sealed record LedgerFaultsFound(DateOnly Day, int Faults, IReadOnlyList<string> Kinds, IReadOnlyList<string> Sentences) : IDomainEvent;

/// <param name="Through">The last closed day.</param>
/// <param name="Before">The last closed day until then.</param>
public sealed record PeriodLocked(DateOnly Through, DateOnly? Before) : IDomainEvent;

/// <param name="Through">The last closed day from now on, if any is.</param>
/// <param name="Before">The last closed day until then.</param>
public sealed record PeriodReopened(DateOnly? Through, DateOnly Before) : IDomainEvent;

/// <param name="Through">The last day on which only those post who may close the books, if there is one.</param>
/// <param name="Before">That day until then.</param>
public sealed record PeriodReserved(DateOnly? Through, DateOnly? Before) : IDomainEvent;
