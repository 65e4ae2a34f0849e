namespace Financbase.Domain.Ledger;

/// <summary>What a statement is compared with.</summary>
public enum Comparison
{
    None,
    PreviousPeriod,
    PreviousYear,
}

/// <summary>Days from the first to the last, both included.</summary>
public readonly record struct ReportPeriod(DateOnly From, DateOnly To)
{
    /// <summary>The fiscal year that a day lies in, up to that day.</summary>
    public static ReportPeriod YearTo(DateOnly day, int firstMonth) => new(YearStart(day, firstMonth), day);

    public static DateOnly YearStart(DateOnly day, int firstMonth) => new(day.Month >= firstMonth ? day.Year : Math.Max(day.Year - 1, 1), firstMonth, 1);

    /// <summary>
    /// The same a year before; or as many whole months before, where the period consists of whole months, else as many days.
    /// Null where there is nothing to compare with.
    /// </summary>
    public ReportPeriod? Before(Comparison comparison)
    {
        if (comparison == Comparison.None || From.Year < 1000)
            return null;
        if (comparison == Comparison.PreviousYear)
            return new(From.AddYears(-1), DayBefore(To, comparison) ?? To);

        var months = ((To.Year - From.Year) * 12) + To.Month - From.Month + 1;
        return From.Day == 1 && IsMonthEnd(To)
            ? new(From.AddMonths(-months), From.AddDays(-1))
            : new(From.AddDays(From.DayNumber - To.DayNumber - 1), From.AddDays(-1));
    }

    /// <summary>
    /// What a day is compared with: the end of the month before, or the same day of the year before, of which the last day of a month is again the last one.
    /// Null where there is nothing to compare with.
    /// </summary>
    public static DateOnly? DayBefore(DateOnly day, Comparison comparison) => comparison switch
    {
        Comparison.PreviousPeriod when day.Year >= 1000 => new DateOnly(day.Year, day.Month, 1).AddDays(-1),
        Comparison.PreviousYear when day.Year >= 1000 => IsMonthEnd(day) ? MonthEnd(day.AddYears(-1)) : day.AddYears(-1),
        _ => null,
    };

    public static bool IsMonthEnd(DateOnly day) => day.Day == DateTime.DaysInMonth(day.Year, day.Month);

    private static DateOnly MonthEnd(DateOnly day) => new(day.Year, day.Month, DateTime.DaysInMonth(day.Year, day.Month));
}
