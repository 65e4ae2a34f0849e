namespace Financbase.Domain.Workflows.Triggers;

/// <summary>Reads the times at which a <c>schedule</c> trigger fires.</summary>
public interface ISchedules
{
    /// <param name="cron">Five fields: minute, hour, day of the month, month, day of the week.</param>
    /// <param name="timeZone">An IANA name; the fields are in its time.</param>
    /// <param name="schedule">When the answer is true.</param>
    /// <param name="mistake">When the answer is false.</param>
    bool TryRead(string cron, string timeZone, out ISchedule schedule, out ScheduleMistake mistake);
}

public interface ISchedule
{
    /// <summary>
    /// The first time after this one, in UTC; null when there is none. A local time that a clock change leaves out fires
    /// once right after the gap, one that it repeats fires the first time only.
    /// </summary>
    DateTimeOffset? Next(DateTimeOffset after);

    /// <summary>The next times from now on, in UTC.</summary>
    IReadOnlyList<DateTimeOffset> Upcoming(int count);
}

/// <param name="Member">Which member of the trigger is wrong.</param>
/// <param name="Message">One sentence for a person.</param>
public readonly record struct ScheduleMistake(string Member, string Message);
