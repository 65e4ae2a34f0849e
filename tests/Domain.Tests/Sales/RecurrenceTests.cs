using System.Globalization;
using Financbase.Domain.Documents;
using Financbase.Domain.Organizations;
using Financbase.Domain.Sales;
using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Tests.Sales;

public sealed class RecurrenceTests
{
    private static readonly DateOnly Today = new(2026, 6, 15);

    [TestCase(1, RecurrenceUnit.Months, "2026-01-31", null, "01-31 02-28 03-31 04-30")]
    [TestCase(1, RecurrenceUnit.Months, "2026-01-15", 31, "01-31 02-28 03-31 04-30")]
    [TestCase(1, RecurrenceUnit.Months, "2026-01-15", 3, "02-03 03-03 04-03 05-03")]
    [TestCase(5, RecurrenceUnit.Months, "2026-02-28", 30, "02-28 07-30 12-30 05-30")]
    [TestCase(1, RecurrenceUnit.Years, "2024-02-29", null, "02-29 02-28 02-28 02-28")]
    [TestCase(2, RecurrenceUnit.Weeks, "2026-01-01", null, "01-01 01-15 01-29 02-12")]
    [TestCase(10, RecurrenceUnit.Days, "2026-01-01", null, "01-01 01-11 01-21 01-31")]
    public void Each_day_is_counted_from_the_first(int every, RecurrenceUnit unit, string from, int? day, string expected)
    {
        var schedule = new Recurrence(every, unit, DateOnly.Parse(from, CultureInfo.InvariantCulture), day);

        string.Join(' ', DaysOf(schedule, 4).Select(one => one.ToString("MM-dd", CultureInfo.InvariantCulture))).ShouldBe(expected);
    }

    [Test]
    public void After_any_day_comes_the_next_of_the_same_row()
    {
        var random = new Random(7);
        for (var turn = 0; turn < 2_000; turn++)
        {
            var unit = (RecurrenceUnit)random.Next(4);
            var start = new DateOnly(2020, 1, 1).AddDays(random.Next(2_000));
            var schedule = new Recurrence(
                random.Next(1, 15), unit, start, unit >= RecurrenceUnit.Months && random.Next(2) == 0 ? random.Next(1, 32) : null, start.AddDays(random.Next(1, 4_000)));
            var all = DaysOf(schedule, 5_000);
            var asked = start.AddDays(random.Next(-400, 4_000));

            all.ShouldBe(all.Distinct().Order());
            schedule.After(asked).ShouldBe(all.Where(day => day > asked).Select(day => (DateOnly?)day).FirstOrDefault(), $"{schedule} after {asked}");
        }
    }

    [TestCase(0, null, null, null, "schedule.every")]
    [TestCase(1, 32, null, null, "schedule.dayOfMonth")]
    [TestCase(1, null, "2026-06-01", null, "schedule.endsOn")]
    [TestCase(1, null, null, 0, "schedule.count")]
    public void It_refuses_what_never_happens(int every, int? day, string? end, int? count, string field)
    {
        var schedule = new Recurrence(every, RecurrenceUnit.Months, Today, day, end is null ? null : DateOnly.Parse(end, CultureInfo.InvariantCulture), count);

        Should.Throw<DomainException>(() => Template(schedule)).Error.Fields!.Keys.ShouldBe([field]);
    }

    [Test]
    public void A_template_begins_a_year_back_at_most_and_ends_by_itself()
    {
        Should.Throw<DomainException>(() => Template(new(1, RecurrenceUnit.Days, Today.AddDays(-367)))).Error.Fields!.Keys.ShouldBe(["schedule.startsOn"]);

        var template = Template(new(1, RecurrenceUnit.Weeks, Today.AddDays(-7), Count: 2));
        template.NextDates(5).ShouldBe([Today.AddDays(-7), Today]);
        Make(template);
        (template.Status, template.NextOn, template.IsDue(Today)).ShouldBe((RecurringStatus.Active, Today, true));
        Make(template);
        (template.Status, template.NextOn, template.IsDue(Today.AddYears(1))).ShouldBe((RecurringStatus.Ended, null, false));
        Should.Throw<DomainException>(template.Pause).Error.ShouldBe(SalesErrors.RecurringEnded);
    }

    [Test]
    public void A_pause_is_not_made_up_for_and_a_new_schedule_repeats_no_day()
    {
        var template = Template(new(1, RecurrenceUnit.Days, Today));
        Make(template);
        template.Pause();
        template.NextOn.ShouldBeNull();
        template.Resume(Today.AddDays(10));
        template.NextOn.ShouldBe(Today.AddDays(10));

        template.Change(Terms(new(1, RecurrenceUnit.Months, Today)), Lines, Today.AddDays(10));

        template.NextOn.ShouldBe(Today.AddMonths(1), "the fifteenth of this month is done");
    }

    [Test]
    public void The_same_failure_is_told_once()
    {
        var template = Template(new(1, RecurrenceUnit.Days, Today));
        template.Fail(SalesErrors.NoAddress);
        template.Fail(SalesErrors.NoAddress);
        template.Fail(SalesErrors.CustomerUnknown);
        template.Events.OfType<RecurringInvoiceFailed>().Select(told => told.Code).ShouldBe(["sales.no_address", "sales.customer_unknown"]);

        Make(template);

        template.Failure.ShouldBeNull();
    }

    private static readonly InvoiceLine[] Lines = [new(new DocumentLine("Berth", 1, 100))];

    private static List<DateOnly> DaysOf(Recurrence schedule, int most)
    {
        var days = new List<DateOnly>();
        for (var day = schedule.After(null); day is { } found && days.Count < most; day = schedule.After(found))
            days.Add(found);
        return days;
    }

    private static RecurringInvoiceTerms Terms(Recurrence schedule) => new("Berth", EntityId.New<CustomerId>(), Currency.Of("EUR"), schedule);

    private static RecurringInvoice Template(Recurrence schedule) => RecurringInvoice.Add(EntityId.New<OrganizationId>(), Terms(schedule), Lines, Today);

    private static void Make(RecurringInvoice template) => template.Generated(EntityId.New<InvoiceId>(), template.Gross);
}
