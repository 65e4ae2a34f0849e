using System.Globalization;
using Financbase.Domain.Sales;
using Financbase.Web.TagHelpers;

namespace Financbase.Web.Pages.Recurring;

/// <summary>Schedules and what is made, for people.</summary>
public static class RecurringWords
{
    public static IReadOnlyList<Choice> States { get; } = Choice.Of<RecurringStatus>(status => status.ToString());

    public static string Words(this RecurringOutcome outcome) => outcome switch
    {
        RecurringOutcome.Draft => "A draft, to be looked at",
        RecurringOutcome.Finalized => "A finalised invoice",
        _ => "A finalised invoice, sent to the customer",
    };

    public static string Words(this Recurrence schedule) => string.Join(", ", Parts(schedule));

    public static Tone ToneOf(this RecurringStatus status) => status switch
    {
        RecurringStatus.Active => Tone.Ok,
        RecurringStatus.Paused => Tone.Warn,
        _ => Tone.Idle,
    };

    public static string IconOf(this RecurringStatus status) => status switch
    {
        RecurringStatus.Active => "repeat",
        RecurringStatus.Paused => "pause",
        _ => "circle-check",
    };

    private static IEnumerable<string> Parts(Recurrence schedule)
    {
        var unit = schedule.Unit.ToString().ToLowerInvariant();
        yield return schedule.Every == 1 ? $"every {unit[..^1]}" : string.Create(CultureInfo.InvariantCulture, $"every {schedule.Every} {unit}");
        if (schedule.Unit is RecurrenceUnit.Months or RecurrenceUnit.Years && (schedule.DayOfMonth ?? schedule.StartsOn.Day) is var day)
            yield return day == 31 ? "on the last day of the month" : string.Create(CultureInfo.InvariantCulture, $"on day {day}");
        if (schedule.EndsOn is { } end)
            yield return string.Create(CultureInfo.InvariantCulture, $"until {end:yyyy-MM-dd}");
        if (schedule.Count is { } count)
            yield return string.Create(CultureInfo.InvariantCulture, $"{count} times at most");
    }
}
