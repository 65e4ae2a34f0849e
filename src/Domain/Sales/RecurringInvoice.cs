using Financbase.Domain.Documents;
using Financbase.Domain.Organizations;
using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Sales;

public enum RecurringStatus
{
    Active,
    Paused,

    /// <summary>No invoice is made any more. It is kept for those that were.</summary>
    Ended,
}

/// <summary>A template by which an invoice is made again and again. Its lines are kept beside it.</summary>
public sealed class RecurringInvoice : AggregateRoot, IOrganizationOwned
{
    /// <summary>A template begins so many days back at most, so that a slip of the pen makes no thousand invoices.</summary>
    public const int MostDaysBack = 366;

    private RecurringInvoice()
    {
    }

    public RecurringInvoiceId Id { get; private init; }

    public OrganizationId OrganizationId { get; private init; }

    public string Name { get; private set; } = "";

    public CustomerId CustomerId { get; private set; }

    public Currency Currency { get; private set; }

    public Recurrence Schedule { get; private set; } = null!;

    public RecurringOutcome Creates { get; private set; }

    public int? PaymentDays { get; private set; }

    public string? Reference { get; private set; }

    public string? Note { get; private set; }

    public RecurringStatus Status { get; private set; }

    /// <summary>No invoice is made for this day or one before it any more.</summary>
    public DateOnly? DoneThrough { get; private set; }

    /// <summary>For which day the next invoice is made; null when there is none, or while it is paused.</summary>
    public DateOnly? NextOn { get; private set; }

    public int Made { get; private set; }

    /// <summary>What an invoice comes to with tax, as the rates were when it was written.</summary>
    public long GrossMinor { get; private set; }

    /// <summary>Why the invoice for <see cref="NextOn"/> could not be made; null where nothing went wrong.</summary>
    public string? FailureCode { get; private set; }

    public string? Failure { get; private set; }

    public Money Gross => new(GrossMinor, Currency);

    /// <param name="organization">Whose.</param>
    /// <param name="terms">What it says.</param>
    /// <param name="lines">Of each invoice.</param>
    /// <param name="today">In the organization's time zone.</param>
    /// <exception cref="DomainException"><c>validation_error</c>, and what <see cref="DocumentTotals.Of"/> refuses.</exception>
    public static RecurringInvoice Add(OrganizationId organization, RecurringInvoiceTerms terms, IReadOnlyList<InvoiceLine> lines, DateOnly today)
    {
        var recurring = new RecurringInvoice { Id = EntityId.New<RecurringInvoiceId>(), OrganizationId = organization };
        recurring.Write(terms, lines, today);
        return recurring;
    }

    /// <summary>Days that are done stay so, whatever the schedule says from now on.</summary>
    /// <exception cref="DomainException"><c>sales.recurring_ended</c>, <c>validation_error</c>, and what <see cref="DocumentTotals.Of"/> refuses.</exception>
    public void Change(RecurringInvoiceTerms terms, IReadOnlyList<InvoiceLine> lines, DateOnly today)
    {
        RequireNotEnded();
        Write(terms, lines, today);
    }

    /// <exception cref="DomainException"><c>sales.recurring_ended</c>.</exception>
    public void Pause()
    {
        RequireNotEnded();
        Status = RecurringStatus.Paused;
        LookAhead();
    }

    /// <summary>Goes on with today; what would have been made meanwhile is not made up for.</summary>
    /// <exception cref="DomainException"><c>sales.recurring_ended</c>.</exception>
    public void Resume(DateOnly today)
    {
        RequireNotEnded();
        if (Status != RecurringStatus.Paused)
            return;

        Status = RecurringStatus.Active;
        var yesterday = today.AddDays(-1);
        DoneThrough = DoneThrough > yesterday ? DoneThrough : yesterday;
        LookAhead();
        if (NextOn is null)
            End();
    }

    public void End()
    {
        Status = RecurringStatus.Ended;
        LookAhead();
    }

    /// <summary>Whether an invoice is to be made now.</summary>
    public bool IsDue(DateOnly today) => Status == RecurringStatus.Active && NextOn <= today;

    /// <summary>The invoice of <see cref="NextOn"/> is made.</summary>
    public void Generated(InvoiceId invoice, Money gross)
    {
        var date = NextOn ?? throw new InvalidOperationException("Nothing is due.");
        (DoneThrough, Made) = (date, Made + 1);
        Raise(new RecurringInvoiceGenerated(Id, Name, invoice, CustomerId, date, gross));
        LookAhead();
        if (NextOn is null)
            End();
    }

    /// <summary>The invoice of <see cref="NextOn"/> could not be made; it is tried again, and the same is told once.</summary>
    public void Fail(Error why)
    {
        var date = NextOn ?? throw new InvalidOperationException("Nothing is due.");
        if (FailureCode == why.Code)
            return;

        (FailureCode, Failure) = (why.Code, why.Message.Length <= LongestFailure ? why.Message : why.Message[..LongestFailure]);
        Raise(new RecurringInvoiceFailed(Id, Name, CustomerId, date, FailureCode, Failure));
    }

    public const int LongestFailure = 500;

    /// <summary>The days that come next.</summary>
    public IReadOnlyList<DateOnly> NextDates(int most) => [.. Schedule.From(NextOn, Made).Take(most)];

    private void LookAhead()
    {
        NextOn = Status == RecurringStatus.Active && !(Made >= Schedule.Count) ? Schedule.After(DoneThrough) : null;
        (FailureCode, Failure) = (null, null);
    }

    private void RequireNotEnded()
    {
        if (Status == RecurringStatus.Ended)
            throw new DomainException(SalesErrors.RecurringEnded);
    }

    private void Write(RecurringInvoiceTerms terms, IReadOnlyList<InvoiceLine> lines, DateOnly today)
    {
        var known = terms.Checked();
        if (known.Schedule.StartsOn != Schedule?.StartsOn && known.Schedule.StartsOn < today.AddDays(-MostDaysBack))
            throw new DomainException(Error.Validation("schedule.startsOn", "Begin a year back at most: an invoice is made for each day since then."));

        // Another rhythm is meant for what comes, not for days that are over; a day that is due by the old one is still made.
        if (Made > 0 && known.Schedule != Schedule && !(NextOn <= today) && !(DoneThrough >= today.AddDays(-1)))
            DoneThrough = today.AddDays(-1);

        (Name, CustomerId, Currency, Schedule, Creates) = (known.Name, known.CustomerId, known.Currency, known.Schedule, known.Creates);
        (PaymentDays, Reference, Note) = (known.PaymentDays, known.Reference, known.Note);
        GrossMinor = DocumentTotals.Of(Currency, [.. lines.Select(line => line.Line)]).Gross.Minor;
        LookAhead();
        if (Status == RecurringStatus.Active && NextOn is null)
            throw new DomainException(Error.Validation("schedule.endsOn", "No day is left by this schedule. End it instead."));
    }
}
