namespace Financbase.Domain.Ledger;

/// <summary>What is still to be paid, in minor units of the base currency.</summary>
/// <param name="Week">From 0, the seven days that begin today, on; what is overdue is in the first week.</param>
/// <param name="Minor">Above zero.</param>
public sealed record DueInWeek(int Week, long Minor);

/// <param name="From">The first of its seven days.</param>
/// <param name="To">The last one.</param>
/// <param name="In">What customers are to pay.</param>
/// <param name="Out">What vendors are to get.</param>
/// <param name="Balance">The money at the end of it.</param>
public sealed record ForecastWeek(DateOnly From, DateOnly To, long In, long Out, long Balance);

/// <summary>The money of the next quarter if everybody pays on the last day they may, and whoever is late pays this week.</summary>
public static class CashForecast
{
    public const int Weeks = 13;

    /// <param name="cash">The money there is, in minor units.</param>
    /// <param name="today">The first day.</param>
    /// <param name="incoming">What is due later than these weeks is left out.</param>
    /// <param name="outgoing">What is due later than these weeks is left out.</param>
    public static IReadOnlyList<ForecastWeek> Of(long cash, DateOnly today, IReadOnlyCollection<DueInWeek> incoming, IReadOnlyCollection<DueInWeek> outgoing)
    {
        var weeks = new List<ForecastWeek>();
        for (var week = 0; week < Weeks; week++)
        {
            var (gain, loss) = (SumOf(incoming, week), SumOf(outgoing, week));
            cash += gain - loss;
            weeks.Add(new(today.AddDays(week * 7), today.AddDays((week * 7) + 6), gain, loss, cash));
        }

        return weeks;
    }

    private static long SumOf(IEnumerable<DueInWeek> due, int week) => due.Where(one => one.Week == week).Sum(one => one.Minor);
}
