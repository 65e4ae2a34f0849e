using System.Globalization;
using Financbase.Domain.Workflows.Triggers;
using Financbase.Infrastructure.Workflows.Schedules;

namespace Financbase.Infrastructure.Tests.Workflows.Schedules;

public sealed class CronSchedulesTests
{
    private static readonly CronSchedules Schedules = new(TimeProvider.System);

    [TestCase("30 2 * * *", "2026-03-27T12:00Z", "2026-03-28T01:30Z 2026-03-29T01:00Z 2026-03-30T00:30Z", TestName = "A time that the change to summer leaves out fires once after the gap")]
    [TestCase("30 2 * * *", "2026-10-24T12:00Z", "2026-10-25T00:30Z 2026-10-26T01:30Z", TestName = "A time that the change to winter repeats fires once")]
    [TestCase("0 8 * * 1-5", "2026-10-23T07:00Z", "2026-10-26T07:00Z 2026-10-27T07:00Z", TestName = "The hour stays the same on the wall")]
    [TestCase("0 0 29 2 *", "2026-01-01T00:00Z", "2028-02-28T23:00Z", TestName = "A day that few years have")]
    public void Fields_are_in_the_time_of_the_zone(string cron, string after, string expected)
    {
        var schedule = Read(cron, "Europe/Berlin");
        var from = At(after);

        foreach (var time in expected.Split(' ').Select(At))
        {
            schedule.Next(from).ShouldBe(time);
            from = time;
        }
    }

    [TestCase("", "UTC", "cron")]
    [TestCase("0 8 * *", "UTC", "cron")]
    [TestCase("*/5 0 8 * * 1-5", "UTC", "cron", Description = "seconds")]
    [TestCase("@daily", "UTC", "cron")]
    [TestCase("99 8 * * *", "UTC", "cron")]
    [TestCase("0 8 * * someday", "UTC", "cron")]
    [TestCase("0 8 30 2 *", "UTC", "cron", Description = "never comes")]
    [TestCase("0 8 * * *", "Mars/Olympus", "timeZone")]
    [TestCase("0 8 * * *", "../../etc/passwd", "timeZone")]
    public void What_cannot_be_read_is_told_with_its_member(string cron, string zone, string member)
    {
        Schedules.TryRead(cron, zone, out _, out var mistake).ShouldBeFalse();
        mistake.Member.ShouldBe(member);
        mistake.Message.ShouldNotBeEmpty();
    }

    [TestCase(Misfire.Skip, "11:59 12:00")]
    [TestCase(Misfire.Once, "12:00")]
    public void After_a_standstill_of_years_few_times_fire(Misfire misfire, string expected) =>
        Due("* * * * *", misfire, "2006-01-01T00:00Z", "2026-01-31T12:00Z").Select(time => $"{time.UtcDateTime:HH:mm}").ShouldBe(expected.Split(' '));

    [Test]
    public void All_missed_times_are_the_last_hundred()
    {
        var times = Due("* * * * *", Misfire.All, "2006-01-01T00:00Z", "2026-01-31T12:00Z");

        times.Count.ShouldBe(100);
        times[^1].ShouldBe(At("2026-01-31T12:00Z"));
        times[0].ShouldBe(At("2026-01-31T10:21Z"));
        Due("0 8 * * *", Misfire.All, "2026-01-29T08:00Z", "2026-01-31T12:00Z").Count.ShouldBe(3);
    }

    [Test]
    public void A_time_that_comes_just_now_fires_under_every_policy()
    {
        foreach (var misfire in Enum.GetValues<Misfire>())
        {
            Due("0 8 * * *", misfire, "2026-01-31T08:00Z", "2026-01-31T08:00Z").Count.ShouldBe(1);
        }

        Due("0 8 * * *", Misfire.Skip, "2026-01-31T08:00Z", "2026-01-31T08:02Z").ShouldBeEmpty();
        Due("0 8 * * *", Misfire.Once, "2026-01-31T08:00Z", "2026-01-31T08:02Z").Count.ShouldBe(1);
    }

    private static IReadOnlyList<DateTimeOffset> Due(string cron, Misfire misfire, string due, string now) =>
        DueTimes.Of(Read(cron, "UTC"), misfire, At(due), At(now));

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    private static ISchedule Read(string cron, string zone)
    {
        Schedules.TryRead(cron, zone, out var schedule, out var mistake).ShouldBeTrue(mistake.Message);
        return schedule;
    }
}
