using Financbase.Domain.Ledger;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Ledger.Scheduled;

/// <summary>What a schedule is to be.</summary>
/// <param name="Name">What people call it, 1 to 100 characters; the memo of its entries begins with it.</param>
/// <param name="FromAccountId">Where the amount is, or an accrual is owed; in use.</param>
/// <param name="ToAccountId">Where it belongs; in use. Assets and expenses are debited, others credited.</param>
/// <param name="Total">Of all months, in major units of the base currency; above zero.</param>
/// <param name="StartsOn">The first day; by months, only its month counts.</param>
/// <param name="Months">1 to 120.</param>
/// <param name="Kind">What becomes of the portions.</param>
/// <param name="Method">How they are worked out.</param>
/// <param name="SourceEntryId">The entry that booked the amount.</param>
public sealed record ScheduledEntryDraft(
    string Name, AccountId FromAccountId, AccountId ToAccountId, decimal Total, DateOnly StartsOn, int Months, ScheduledKind Kind = ScheduledKind.Deferral,
    ScheduledMethod Method = ScheduledMethod.Months, JournalEntryId? SourceEntryId = null);

/// <param name="Id">The schedule.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Kind">What becomes of the portions.</param>
/// <param name="Status">Whether portions are posted.</param>
/// <param name="From">Where the amount is.</param>
/// <param name="To">Where it belongs.</param>
/// <param name="Total">Of all portions.</param>
/// <param name="Left">What is not posted yet.</param>
/// <param name="StartsOn">The first day.</param>
/// <param name="EndsOn">The last day.</param>
/// <param name="NextOn">The day of the next portion; null where none comes, or while it is paused.</param>
/// <param name="Posted">How many portions are in the books.</param>
/// <param name="Portions">How many there are.</param>
/// <param name="Failure">Why the next one could not be posted; null where nothing went wrong.</param>
/// <param name="SourceEntryId">The entry that booked the amount.</param>
public sealed record ScheduledEntrySummary(
    ScheduledEntryId Id, string Name, ScheduledKind Kind, ScheduledStatus Status, AccountName From, AccountName To, Money Total, Money Left, DateOnly StartsOn, DateOnly EndsOn,
    DateOnly? NextOn, int Posted, int Portions, string? Failure, JournalEntryId? SourceEntryId);

/// <param name="Summary">What the list shows.</param>
/// <param name="Method">How the portions are worked out.</param>
/// <param name="Months">How many.</param>
/// <param name="Debited">The account that each portion debits.</param>
/// <param name="Credited">The account that each portion credits.</param>
/// <param name="Portions">In their order, posted or not.</param>
/// <param name="RestEntryId">The entry that posted all that was left, when it was cancelled so.</param>
public sealed record ScheduledEntryView(
    ScheduledEntrySummary Summary, ScheduledMethod Method, int Months, AccountName Debited, AccountName Credited, IReadOnlyList<ScheduledPortionView> Portions,
    JournalEntryId? RestEntryId);

/// <summary>A portion as it is in the books, or would be by the days that are open now.</summary>
/// <param name="Number">From 1 on.</param>
/// <param name="Day">The last day of its month.</param>
/// <param name="Amount">What is posted.</param>
/// <param name="PostedOn">Its day in the books: the first open one where its own is closed.</param>
/// <param name="TakenBackOn">When it is reversed; null where it stays.</param>
/// <param name="EntryId">Its entry; null until it is posted.</param>
/// <param name="ReversalId">The entry that takes it back.</param>
public sealed record ScheduledPortionView(
    int Number, DateOnly Day, Money Amount, DateOnly PostedOn, DateOnly? TakenBackOn, JournalEntryId? EntryId = null, JournalEntryId? ReversalId = null)
{
    /// <summary>As it would be posted while this is the last closed day.</summary>
    public static ScheduledPortionView Planned(ScheduledEntry schedule, ScheduledPortion portion, DateOnly? lockedThrough)
    {
        var postedOn = portion.PostedOn(lockedThrough);
        return new(portion.Number, portion.Day, new Money(portion.Minor, schedule.Currency), postedOn, schedule.IsAccrual ? portion.TakenBackOn(postedOn) : null);
    }
}

/// <param name="Total">Of all portions.</param>
/// <param name="EndsOn">The last day that is covered.</param>
/// <param name="Debited">The account that each portion debits.</param>
/// <param name="Credited">The account that each portion credits.</param>
/// <param name="Due">How many portions are posted at once.</param>
/// <param name="Portions">In their order.</param>
public sealed record SchedulePreview(Money Total, DateOnly EndsOn, AccountName Debited, AccountName Credited, int Due, IReadOnlyList<ScheduledPortionView> Portions);

/// <summary>Null asks for all; the text is looked for in the name.</summary>
/// <param name="Text">In the name.</param>
/// <param name="Status">Only those that are so.</param>
/// <param name="SourceEntry">Only those of an amount that this entry booked.</param>
public sealed record ScheduledEntryFilter(string? Text = null, ScheduledStatus? Status = null, JournalEntryId? SourceEntry = null);
