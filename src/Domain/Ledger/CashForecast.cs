namespace Financbase.Domain.Ledger;

/// <summary>What comes or goes within a week, in minor units of the base currency.</summary>
/// <param name="Week">From 0, the seven days that begin today, on; what is overdue is in the first week.</param>
/// <param name="Minor">What is to be paid; of schedules, below zero where it goes.</param>
public sealed record DueInWeek(int Week, long Minor);

/// <param name="From">The first of its seven days.</param>
/// <param name="To">The last one.</param>
/// <param name="In">What customers are to pay of invoices that are open.</param>
/// <param name="Out">What vendors are to get for bills that are open.</param>
/// <param name="Recurring">What customers are to pay of invoices that recurring ones will make.</param>
/// <param name="Scheduled">What schedules move into money accounts; below zero out of them.</param>
/// <param name="OpenBalance">The money at the end of it, if nothing but open invoices and bills is paid.</param>
/// <param name="Balance">The money at the end of it with everything.</param>
public sealed record ForecastWeek(DateOnly From, DateOnly To, long In, long Out, long Recurring, long Scheduled, long OpenBalance, long Balance);

/// <summary>The money of the next quarter if everybody pays on the last day they may, and whoever is late pays this week.</summary>
public static class CashForecast
{
    public const int Weeks = 13;

    /// <summary>The last day of the last week.</summary>
    public static DateOnly LastDay(DateOnly today) => today.AddDays((Weeks * 7) - 1);

    /// <summary>By week, of the days on which something is due; later ones are left out.</summary>
    public static IReadOnlyList<DueInWeek> ByWeek(DateOnly today, IEnumerable<(DateOnly Day, long Minor)> due)
    {
        var weeks = new long[Weeks];
        foreach (var (day, minor) in due)
        {
            if (Math.Max(day.DayNumber - today.DayNumber, 0) / 7 is var week && week < Weeks)
                weeks[week] += minor;
        }

        return [.. weeks.Index().Where(week => week.Item != 0).Select(week => new DueInWeek(week.Index, week.Item))];
    }

    /// <summary>What is due later than these weeks is left out.</summary>
    /// <param name="cash">The money there is, in minor units.</param>
    /// <param name="today">The first day.</param>
    /// <param name="incoming">Of open invoices.</param>
    /// <param name="outgoing">Of open bills.</param>
    /// <param name="recurring">Of invoices to come.</param>
    /// <param name="scheduled">Of schedules.</param>
    public static IReadOnlyList<ForecastWeek> Of(
        long cash, DateOnly today, IReadOnlyCollection<DueInWeek> incoming, IReadOnlyCollection<DueInWeek> outgoing, IReadOnlyCollection<DueInWeek> recurring,
        IReadOnlyCollection<DueInWeek> scheduled)
    {
        var weeks = new List<ForecastWeek>();
        var open = cash;
        for (var week = 0; week < Weeks; week++)
        {
            var (gain, loss, again, moved) = (SumOf(incoming, week), SumOf(outgoing, week), SumOf(recurring, week), SumOf(scheduled, week));
            open += gain - loss;
            cash += gain - loss + again + moved;
            weeks.Add(new(today.AddDays(week * 7), today.AddDays((week * 7) + 6), gain, loss, again, moved, open, cash));
        }

        return weeks;
    }

    private static long SumOf(IEnumerable<DueInWeek> due, int week) => due.Where(one => one.Week == week).Sum(one => one.Minor);
}
