using System.Globalization;
using Financbase.Domain.Organizations;
using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Ledger;

public enum ScheduledStatus
{
    Active,

    /// <summary>Nothing is posted; what falls due meanwhile is made up for.</summary>
    Paused,

    /// <summary>Every portion is in the books.</summary>
    Finished,

    /// <summary>What is left is not posted month by month any more.</summary>
    Cancelled,
}

/// <summary>An amount that gets into the books month by month: each portion by one entry, once and in their order.</summary>
public sealed class ScheduledEntry : AggregateRoot, IOrganizationOwned
{
    public const int LongestName = 100;
    public const int LongestFailure = 500;

    /// <summary>By which the entry is known that posted all that was left.</summary>
    public const string RestKind = "rest";

    private ScheduledEntry()
    {
    }

    public ScheduledEntryId Id { get; private init; }

    public OrganizationId OrganizationId { get; private init; }

    public string Name { get; private init; } = "";

    public ScheduledKind Kind { get; private init; }

    public ScheduledMethod Method { get; private init; }

    /// <summary>Where the amount is, or an accrual is owed.</summary>
    public AccountId FromAccountId { get; private init; }

    /// <summary>Where it belongs month by month.</summary>
    public AccountId ToAccountId { get; private init; }

    /// <summary>Whether the account it goes to gets debits: those whose balance a debit makes larger.</summary>
    public bool DebitsTo { get; private init; }

    public Currency Currency { get; private init; }

    public long TotalMinor { get; private init; }

    public DateOnly StartsOn { get; private init; }

    public int Months { get; private init; }

    /// <summary>The entry that booked the amount, where somebody said so.</summary>
    public JournalEntryId? SourceEntryId { get; private init; }

    public ScheduledStatus Status { get; private set; }

    /// <summary>How many portions are in the books.</summary>
    public int Posted { get; private set; }

    /// <summary>The day of the next portion; null where none comes, or while it is paused.</summary>
    public DateOnly? NextOn { get; private set; }

    /// <summary>Why the portion of <see cref="NextOn"/> could not be posted; null where nothing went wrong.</summary>
    public string? FailureCode { get; private set; }

    public string? Failure { get; private set; }

    public Money Total => new(TotalMinor, Currency);

    public SchedulePlan Plan => new(Kind, Method, TotalMinor, StartsOn, Months);

    public bool IsAccrual => Kind != ScheduledKind.Deferral;

    /// <param name="organization">Whose.</param>
    /// <param name="name">What people call it, 1 to 100 characters; the memo of its entries.</param>
    /// <param name="plan">How its total is divided.</param>
    /// <param name="currency">The base currency.</param>
    /// <param name="from">Where the amount is.</param>
    /// <param name="to">Where it belongs.</param>
    /// <param name="source">The entry that booked it.</param>
    /// <exception cref="DomainException"><c>validation_error</c>, <c>ledger.schedule_too_small</c>, <c>ledger.schedule_one_account</c>, <c>ledger.account_not_postable</c>.</exception>
    public static ScheduledEntry Add(OrganizationId organization, string? name, SchedulePlan plan, Currency currency, Account from, Account to, JournalEntryId? source)
    {
        if (from.Id == to.Id)
            throw new DomainException(LedgerErrors.ScheduleOneAccount);
        if (from.IsArchived || to.IsArchived)
            throw new DomainException(LedgerErrors.AccountNotPostable);

        var known = plan.Checked();
        var added = new ScheduledEntry
        {
            Id = EntityId.New<ScheduledEntryId>(),
            OrganizationId = organization,
            Name = name?.Trim() is { Length: > 0 and <= LongestName } called
                ? called : throw new DomainException(Error.Validation("name", $"Give it a name of 1 to {LongestName} characters.")),
            Kind = known.Kind,
            Method = known.Method,
            FromAccountId = from.Id,
            ToAccountId = to.Id,
            DebitsTo = to.Type.IsDebitNormal(),
            Currency = currency,
            TotalMinor = known.TotalMinor,
            StartsOn = known.StartsOn,
            Months = known.Months,
            SourceEntryId = source,
        };
        added.LookAhead();
        return added;
    }

    /// <summary>Whether a portion is to be posted now.</summary>
    public bool IsDue(DateOnly today) => NextOn <= today;

    /// <summary>What portions that are not in the books yet add to one of its accounts; below zero they take it away. An accrual is taken back.</summary>
    public IEnumerable<(DateOnly Day, long Minor)> ComingTo(AccountId account)
    {
        var sign = (account == ToAccountId) == DebitsTo ? 1 : -1;
        foreach (var portion in Plan.Portions().Skip(Posted))
        {
            yield return (portion.Day, sign * portion.Minor);
            if (IsAccrual)
                yield return (portion.TakenBackOn(portion.Day), -sign * portion.Minor);
        }
    }

    /// <summary>The portion that comes next; null where none does.</summary>
    public ScheduledPortion? Next => Plan.Portions().ElementAtOrDefault(Posted);

    /// <summary>The entry of a portion; the database takes one for each.</summary>
    /// <param name="portion">Of its plan.</param>
    /// <param name="lockedThrough">The last closed day: a portion of a closed one stands on the first open day.</param>
    public JournalEntry EntryOf(ScheduledPortion portion, DateOnly? lockedThrough) => EntryOf(
        PortionKind(portion.Number), portion.PostedOn(lockedThrough), portion.Minor, string.Create(CultureInfo.InvariantCulture, $"{Name}, {portion.Number} of {Plan.Portions().Count}"));

    /// <summary>The entry of the next portion is in the books.</summary>
    public void PostedAs(JournalEntry entry)
    {
        Posted++;
        LookAhead();
        Raise(new ScheduledEntryPosted(Id, Name, entry.Id, entry.Date, Posted, Plan.Portions().Count, entry.Total));
        if (NextOn is null)
            Finish();
    }

    /// <summary>The next portion could not be posted; it is tried again, and the same is told once.</summary>
    public void Fail(Error why)
    {
        var day = NextOn ?? throw new InvalidOperationException("Nothing is due.");
        if (FailureCode == why.Code)
            return;

        (FailureCode, Failure) = (why.Code, why.Message.Length <= LongestFailure ? why.Message : why.Message[..LongestFailure]);
        Raise(new ScheduledEntryFailed(Id, Name, day, FailureCode, Failure));
    }

    /// <exception cref="DomainException"><c>ledger.schedule_over</c>.</exception>
    public void Pause()
    {
        RequireNotOver();
        Status = ScheduledStatus.Paused;
        LookAhead();
    }

    /// <summary>Goes on where it stopped: what fell due meanwhile is due now.</summary>
    /// <exception cref="DomainException"><c>ledger.schedule_over</c>.</exception>
    public void Resume()
    {
        RequireNotOver();
        Status = ScheduledStatus.Active;
        LookAhead();
    }

    /// <summary>Posts nothing any more.</summary>
    /// <param name="takesBack">What is posted is taken back; that can be done of one that is over as well.</param>
    /// <exception cref="DomainException"><c>ledger.schedule_over</c>.</exception>
    public void Cancel(bool takesBack)
    {
        if (!takesBack)
            RequireNotOver();
        Status = ScheduledStatus.Cancelled;
        LookAhead();
    }

    /// <summary>All that is left, on one day, after which nothing comes.</summary>
    /// <exception cref="DomainException"><c>ledger.schedule_over</c>; <c>ledger.schedule_no_rest</c>: an accrual has none, since each is taken back.</exception>
    public JournalEntry RestEntry(DateOnly day)
    {
        RequireNotOver();
        return IsAccrual
            ? throw new DomainException(LedgerErrors.ScheduleNoRest)
            : EntryOf(RestKind, day, TotalMinor - Plan.MinorThrough(Posted), $"{Name}, all that was left");
    }

    /// <summary>By which the entry of a portion is known among those of the schedule.</summary>
    public static string PortionKind(int number) => string.Create(CultureInfo.InvariantCulture, $"portion-{number}");

    private JournalEntry EntryOf(string kind, DateOnly day, long minor, string memo)
    {
        var amount = new Money(DebitsTo ? minor : -minor, Currency);
        return JournalEntry.Of(
            new SourceDocument(JournalEntrySource.ScheduledEntry, Id.Value, kind), day, memo, [new Posting(ToAccountId, amount), new Posting(FromAccountId, -amount)]);
    }

    private void Finish()
    {
        Status = ScheduledStatus.Finished;
        Raise(new ScheduledEntryFinished(Id, Name, Total));
    }

    private void LookAhead()
    {
        NextOn = Status == ScheduledStatus.Active ? Next?.Day : null;
        (FailureCode, Failure) = (null, null);
    }

    private void RequireNotOver()
    {
        if (Status is ScheduledStatus.Finished or ScheduledStatus.Cancelled)
            throw new DomainException(LedgerErrors.ScheduleOver);
    }
}
