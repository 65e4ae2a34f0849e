using Financbase.Domain.Workflows.Triggers;

namespace Financbase.Domain.Tests.Workflows;

/// <summary>Knows two time zones and every hour, enough to test what surrounds the real schedules.</summary>
internal sealed class PlainSchedules : ISchedules
{
    public bool TryRead(string cron, string timeZone, out ISchedule schedule, out ScheduleMistake mistake)
    {
        schedule = new EveryHour();
        mistake = cron != "0 * * * *" ? new("cron", "Only every hour.")
            : timeZone is not ("UTC" or "Europe/Berlin") ? new("timeZone", "Unknown.")
            : default;
        return mistake.Message is null;
    }

    private sealed class EveryHour : ISchedule
    {
        public DateTimeOffset? Next(DateTimeOffset after) => after.AddHours(1);

        public IReadOnlyList<DateTimeOffset> Upcoming(int count) => [];
    }
}
