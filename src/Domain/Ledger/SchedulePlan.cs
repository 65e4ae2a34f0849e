using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Ledger;

/// <summary>What becomes of an amount over the months.</summary>
public enum ScheduledKind
{
    /// <summary>What is in the books already is moved, a portion for each month.</summary>
    Deferral,

    /// <summary>Each month's own portion is in the books at its end and taken back on the next day: what is billed month by month.</summary>
    Accrual,

    /// <summary>All that came up so far is in the books at a month's end and taken back on the next day: what is billed at the end.</summary>
    AccrualToDate,
}

/// <summary>How a total is divided.</summary>
public enum ScheduledMethod
{
    /// <summary>The same for each month.</summary>
    Months,

    /// <summary>By the days of each month, so that the first and the last get their part.</summary>
    Days,
}

/// <summary>What of a schedule belongs to one month.</summary>
/// <param name="Number">From 1 on.</param>
/// <param name="Day">The last day of the month, on which it belongs in the books.</param>
/// <param name="Minor">What is posted, in minor units; above zero.</param>
public sealed record ScheduledPortion(int Number, DateOnly Day, long Minor)
{
    /// <summary>Where its entry stands: on its own day, or on the first open one where that is closed.</summary>
    /// <param name="lockedThrough">The last closed day.</param>
    public DateOnly PostedOn(DateOnly? lockedThrough) => Day <= lockedThrough ? lockedThrough.Value.AddDays(1) : Day;

    /// <summary>
    /// When an accrual is taken back: on the first day of the next month. One whose month is closed goes on the day on which it comes, so that it
    /// changes no other month.
    /// </summary>
    /// <param name="postedOn">Where its entry stands.</param>
    public DateOnly TakenBackOn(DateOnly postedOn) => Day.AddDays(1) > postedOn ? Day.AddDays(1) : postedOn;
}

/// <summary>How a total is divided over months. Each portion is rounded down to the minor unit, and the last gets what is left.</summary>
/// <param name="Kind">What becomes of the portions.</param>
/// <param name="Method">How they are worked out.</param>
/// <param name="TotalMinor">Of all months, in minor units of the base currency.</param>
/// <param name="StartsOn">The first day; by months, only its month counts.</param>
/// <param name="Months">1 to 120. By days from the middle of a month, one calendar month more is touched.</param>
public sealed record SchedulePlan(ScheduledKind Kind, ScheduledMethod Method, long TotalMinor, DateOnly StartsOn, int Months)
{
    public const int MostMonths = 120;

    /// <summary>The last day that it covers.</summary>
    public DateOnly EndsOn => Method == ScheduledMethod.Days ? StartsOn.AddMonths(Months).AddDays(-1) : LastOf(StartsOn.AddMonths(Months - 1));

    /// <exception cref="DomainException"><c>validation_error</c>; <c>ledger.schedule_too_small</c>: a month would get nothing.</exception>
    public SchedulePlan Checked()
    {
        if (!Enum.IsDefined(Kind))
            throw Fault("kind", "Choose deferral, accrual or accrualToDate.");
        if (!Enum.IsDefined(Method))
            throw Fault("method", "Choose months or days.");
        if (Months is < 1 or > MostMonths)
            throw Fault("months", $"Choose 1 to {MostMonths} months.");
        if (StartsOn.Year is < 1900 or > 2180)
            throw Fault("startsOn", "Choose a day between 1900 and 2180.");
        if (TotalMinor is <= 0 or > Posting.Most)
            throw Fault("total", "Give an amount above zero, of at most 100,000,000,000,000 minor units.");
        return Parts().Any(part => part.Minor == 0) ? throw new DomainException(LedgerErrors.ScheduleTooSmall) : this;
    }

    /// <summary>In their order. What each posts: its own part, or of <see cref="ScheduledKind.AccrualToDate"/> all parts so far.</summary>
    public IReadOnlyList<ScheduledPortion> Portions()
    {
        var sum = 0L;
        return [.. Parts().Select((part, index) => new ScheduledPortion(index + 1, part.Day, Kind == ScheduledKind.AccrualToDate ? sum += part.Minor : part.Minor))];
    }

    /// <summary>What the first so many months come to.</summary>
    public long MinorThrough(int portions) => Parts().Take(portions).Sum(part => part.Minor);

    private List<(DateOnly Day, long Minor)> Parts()
    {
        var days = Shares();
        var all = days.Sum(share => share.Share);
        var parts = days.ConvertAll(share => (share.Day, Minor: (long)((Int128)TotalMinor * share.Share / all)));
        parts[^1] = (parts[^1].Day, parts[^1].Minor + TotalMinor - parts.Sum(part => part.Minor));
        return parts;
    }

    // The last day of each month, and what it counts beside the others.
    private List<(DateOnly Day, int Share)> Shares()
    {
        var shares = new List<(DateOnly, int)>();
        for (var day = StartsOn; day <= EndsOn; day = LastOf(day).AddDays(1))
        {
            var last = LastOf(day) < EndsOn ? LastOf(day) : EndsOn;
            shares.Add((LastOf(day), Method == ScheduledMethod.Months ? 1 : last.DayNumber - day.DayNumber + 1));
        }

        return shares;
    }

    private static DateOnly LastOf(DateOnly day) => new(day.Year, day.Month, DateTime.DaysInMonth(day.Year, day.Month));

    private static DomainException Fault(string field, string message) => new(Error.Validation(field, message));
}
