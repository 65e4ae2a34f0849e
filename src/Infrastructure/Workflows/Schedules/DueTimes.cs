using Financbase.Domain.Workflows;
using Financbase.Domain.Workflows.Triggers;

namespace Financbase.Infrastructure.Workflows.Schedules;

/// <summary>Which times of a schedule fire now.</summary>
internal static class DueTimes
{
    /// <summary>What is later has been missed. More than the pause between two looks, and than a slow process takes.</summary>
    private static readonly TimeSpan Late = TimeSpan.FromMinutes(1);

    /// <param name="schedule">The times.</param>
    /// <param name="misfire">What becomes of those that were missed.</param>
    /// <param name="due">The first one that has not fired.</param>
    /// <param name="now">On the database's clock.</param>
    public static IReadOnlyList<DateTimeOffset> Of(ISchedule schedule, Misfire misfire, DateTimeOffset due, DateTimeOffset now) => misfire switch
    {
        Misfire.Skip => [.. Last(schedule, due, now, Limits.MissedTimes).Where(time => now - time <= Late)],
        Misfire.Once => Last(schedule, due, now, 1),
        Misfire.All => Last(schedule, due, now, Limits.MissedTimes),
    };

    // Looks back further and further, so that a standstill of years costs no walk through all of its minutes.
    private static List<DateTimeOffset> Last(ISchedule schedule, DateTimeOffset due, DateTimeOffset now, int most)
    {
        for (var back = TimeSpan.FromHours(2); ; back *= 8)
        {
            var from = now - due > back ? now - back : due;
            var times = Between(schedule, from, now);
            if (from == due || times.Count >= most)
            {
                return times.Count <= most ? times : times[^most..];
            }
        }
    }

    private static List<DateTimeOffset> Between(ISchedule schedule, DateTimeOffset from, DateTimeOffset to)
    {
        List<DateTimeOffset> times = [];
        for (var next = schedule.Next(from.AddTicks(-1)); next is { } time && time <= to; next = schedule.Next(time))
        {
            times.Add(time);
        }

        return times;
    }
}
