using System.Diagnostics.CodeAnalysis;
using Cronos;
using Financbase.Domain.Workflows.Triggers;

namespace Financbase.Infrastructure.Workflows.Schedules;

/// <summary>Cron expressions by Cronos.</summary>
internal sealed class CronSchedules(TimeProvider clock) : ISchedules
{
    private const int Fields = 5;

    public bool TryRead(string cron, string timeZone, out ISchedule schedule, out ScheduleMistake mistake)
    {
        schedule = null!;
        if (!TryParse(cron, out var expression, out var problem))
        {
            mistake = new ScheduleMistake("cron", problem);
            return false;
        }

        if (!TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out var zone) || !(zone.HasIanaId || timeZone == "UTC"))
        {
            mistake = new ScheduleMistake("timeZone", $"“{timeZone}” is not a time zone such as Europe/Berlin.");
            return false;
        }

        schedule = new CronSchedule(expression, zone, clock);
        mistake = schedule.Next(clock.GetUtcNow()) is null ? new ScheduleMistake("cron", $"“{cron}” never comes.") : default;
        return mistake.Message is null;
    }

    private static bool TryParse(string cron, [NotNullWhen(true)] out CronExpression? expression, out string problem)
    {
        (expression, problem) = (null, "");
        if (cron.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length != Fields)
        {
            problem = "Use five fields: minute, hour, day of the month, month, day of the week.";
            return false;
        }

        if (!CronExpression.TryParse(cron, out expression))
        {
            problem = $"“{cron}” is not a cron expression such as 0 8 * * 1-5.";
        }

        return expression is not null;
    }

    private sealed class CronSchedule(CronExpression expression, TimeZoneInfo zone, TimeProvider clock) : ISchedule
    {
        public DateTimeOffset? Next(DateTimeOffset after) => expression.GetNextOccurrence(after, zone)?.ToUniversalTime();

        public IReadOnlyList<DateTimeOffset> Upcoming(int count)
        {
            List<DateTimeOffset> times = [];
            for (var next = Next(clock.GetUtcNow()); next is { } time && times.Count < count; next = Next(time))
            {
                times.Add(time);
            }

            return times;
        }
    }
}
