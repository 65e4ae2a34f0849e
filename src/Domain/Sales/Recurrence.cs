using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Sales;

public enum RecurrenceUnit
{
    Days,
    Weeks,
    Months,
    Years,
}

/// <summary>
/// The days on which something happens again. Each is counted from the first one, never from the one before, so that the 31st is the
/// 28th in February and the 31st again in March.
/// </summary>
/// <param name="Every">Every so many units, 1 to 366.</param>
/// <param name="Unit">Of what.</param>
/// <param name="StartsOn">No day is before this one.</param>
/// <param name="DayOfMonth">1 to 31, for months and years, a month that is shorter ends on its last day; null for the day of <paramref name="StartsOn"/>.</param>
/// <param name="EndsOn">No day is after this one; null for no end.</param>
/// <param name="Count">So many days at most, 1 to 10,000; null for no end.</param>
public sealed record Recurrence(int Every, RecurrenceUnit Unit, DateOnly StartsOn, int? DayOfMonth = null, DateOnly? EndsOn = null, int? Count = null)
{
    public const int MostUnits = 366;
    public const int MostCount = 10_000;

    private const int LastYear = 2199;

    private bool IsByMonth => Unit is RecurrenceUnit.Months or RecurrenceUnit.Years;

    private int Months => Unit == RecurrenceUnit.Years ? Every * 12 : Every;

    private int Days => Unit == RecurrenceUnit.Weeks ? Every * 7 : Every;

    /// <summary>The first day after another one; null after the last. <see cref="Count"/> is not looked at: who counts knows how many there were.</summary>
    /// <param name="day">Null asks for the very first.</param>
    public DateOnly? After(DateOnly? day)
    {
        var next = day is { } passed && passed >= First ? Following(passed) : First;
        return next is { } found && found.Year <= LastYear && !(found > EndsOn) ? found : null;
    }

    /// <summary>The days that come, as long as the schedule goes on.</summary>
    /// <param name="first">The first of them; null for none.</param>
    /// <param name="made">How many there were before it.</param>
    public IEnumerable<DateOnly> From(DateOnly? first, int made)
    {
        for (var next = first; next is { } date && !(made >= Count); next = After(date), made++)
            yield return date;
    }

    /// <exception cref="DomainException"><c>validation_error</c>.</exception>
    internal Recurrence Checked()
    {
        Require(Every is >= 1 and <= MostUnits, "every", $"Choose 1 to {MostUnits}.");
        Require(Enum.IsDefined(Unit), "unit", "Choose days, weeks, months or years.");
        Require(StartsOn.Year is >= 1900 and <= LastYear, "startsOn", "Choose a day between 1900 and 2199.");
        Require(DayOfMonth is null || IsByMonth, "dayOfMonth", "Only months and years have a day of the month.");
        Require(DayOfMonth is null or (>= 1 and <= 31), "dayOfMonth", "Choose a day of the month from 1 to 31.");
        Require(Count is null or (>= 1 and <= MostCount), "count", $"Choose 1 to {MostCount}.");
        Require(EndsOn is null || After(null) is not null, "endsOn", "There is no such day before the end.");
        return this;
    }

    private DateOnly First => !IsByMonth || DayOfMonth is null ? StartsOn
        : InMonth(StartsOn, 0) is var here && here >= StartsOn ? here : InMonth(StartsOn, 1);

    private DateOnly? Following(DateOnly day)
    {
        if (!IsByMonth)
        {
            var apart = ((day.DayNumber - StartsOn.DayNumber) / Days + 1L) * Days;
            return StartsOn.DayNumber + apart <= DateOnly.MaxValue.DayNumber ? StartsOn.AddDays((int)apart) : null;
        }

        // A day of the same month may still be ahead, so the count begins there.
        var passed = ((day.Year - First.Year) * 12 + day.Month - First.Month) / Months;
        for (var turn = passed; ; turn++)
        {
            if (First.Year + (First.Month + (long)turn * Months) / 12 > LastYear + 1)
                return null;
            if (InMonth(First, turn * Months) is var found && found > day)
                return found;
        }
    }

    private DateOnly InMonth(DateOnly from, int months)
    {
        var month = new DateOnly(from.Year, from.Month, 1).AddMonths(months);
        return new DateOnly(month.Year, month.Month, Math.Min(DayOfMonth ?? StartsOn.Day, DateTime.DaysInMonth(month.Year, month.Month)));
    }

    private static void Require(bool holds, string field, string message)
    {
        if (!holds)
            throw new DomainException(Error.Validation($"schedule.{field}", message));
    }
}
