using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Ledger;

/// <param name="Id">The schedule.</param>
/// <param name="Name">What people call it.</param>
/// <param name="EntryId">The entry of this portion.</param>
/// <param name="Date">Its day in the books.</param>
/// <param name="Portion">Which one, from 1 on.</param>
/// <param name="Portions">How many there are.</param>
/// <param name="Amount">What was posted.</param>
public sealed record ScheduledEntryPosted(ScheduledEntryId Id, string Name, JournalEntryId EntryId, DateOnly Date, int Portion, int Portions, Money Amount) : IDomainEvent;

/// <param name="Id">The schedule.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Date">The day of the portion that could not be posted.</param>
/// <param name="Code">Why, for programs.</param>
/// <param name="Reason">Why, for people.</param>
public sealed record ScheduledEntryFailed(ScheduledEntryId Id, string Name, DateOnly Date, string Code, string Reason) : IDomainEvent;

/// <param name="Id">The schedule.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Total">Of all portions.</param>
public sealed record ScheduledEntryFinished(ScheduledEntryId Id, string Name, Money Total) : IDomainEvent;
