using Financbase.Domain.Ledger;
using Financbase.Domain.Organizations;
using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Tests.Ledger;

public sealed class SchedulePlanTests
{
    [TestCase(1200_00L, 12, "100.00", "100.00")]
    [TestCase(1000_00L, 3, "333.33", "333.34")]
    [TestCase(12L, 12, "0.01", "0.01")]
    [TestCase(119L, 120, "", "")]
    [TestCase(99_999_999_999_999L, 7, "142857142857.14", "142857142857.15")]
    [TestCase(1L, 1, "0.01", "0.01")]
    public void Each_month_gets_the_same_and_the_last_what_is_left(long total, int months, string first, string last)
    {
        var plan = new SchedulePlan(ScheduledKind.Deferral, ScheduledMethod.Months, total, new(2026, 1, 20), months);
        if (first.Length == 0)
        {
            Should.Throw<DomainException>(plan.Checked).Error.ShouldBe(LedgerErrors.ScheduleTooSmall);
            return;
        }

        var portions = plan.Checked().Portions();
        portions.Count.ShouldBe(months);
        portions.Sum(portion => portion.Minor).ShouldBe(total);
        (Words(portions[0]), Words(portions[^1])).ShouldBe((first, last));
    }

    [TestCase(ScheduledMethod.Months)]
    [TestCase(ScheduledMethod.Days)]
    public void Whatever_the_amount_and_the_days_the_portions_come_to_the_total(ScheduledMethod method)
    {
        var random = new Random(7);
        for (var i = 0; i < 2_000; i++)
        {
            var plan = new SchedulePlan(
                ScheduledKind.Deferral, method, random.NextInt64(1_000_000, Posting.Most + 1), new DateOnly(1990, 1, 1).AddDays(random.Next(0, 60_000)), random.Next(1, SchedulePlan.MostMonths + 1));
            var portions = plan.Checked().Portions();
            portions.Sum(portion => portion.Minor).ShouldBe(plan.TotalMinor);
            portions.ShouldAllBe(portion => portion.Minor > 0 && portion.Day.AddDays(1).Day == 1);
            portions.Zip(portions.Skip(1)).ShouldAllBe(pair => pair.First.Day.AddDays(1).AddMonths(1).AddDays(-1) == pair.Second.Day);
            plan.MinorThrough(portions.Count).ShouldBe(plan.TotalMinor);
        }
    }

    [Test]
    public void By_days_the_first_and_the_last_month_get_their_part()
    {
        var plan = new SchedulePlan(ScheduledKind.Deferral, ScheduledMethod.Days, 365_00, new(2026, 3, 15), 12).Checked();

        plan.EndsOn.ShouldBe(new(2027, 3, 14));
        plan.Portions().Select(portion => $"{portion.Day:yyyy-MM-dd} {Words(portion)}").ShouldBe(
        [
            "2026-03-31 17.00", "2026-04-30 30.00", "2026-05-31 31.00", "2026-06-30 30.00", "2026-07-31 31.00", "2026-08-31 31.00", "2026-09-30 30.00", "2026-10-31 31.00",
            "2026-11-30 30.00", "2026-12-31 31.00", "2027-01-31 31.00", "2027-02-28 28.00", "2027-03-31 14.00",
        ]);
    }

    [Test]
    public void An_accrual_to_date_holds_all_that_came_up_so_far()
    {
        var plan = new SchedulePlan(ScheduledKind.AccrualToDate, ScheduledMethod.Months, 1000_00, new(2026, 1, 1), 3).Checked();

        plan.Portions().Select(Words).ShouldBe(["333.33", "666.66", "1000.00"]);
        plan.MinorThrough(2).ShouldBe(666_66);
    }

    [Test]
    public void What_no_schedule_can_be_is_refused()
    {
        var plan = new SchedulePlan(ScheduledKind.Deferral, ScheduledMethod.Months, 100, new(2026, 1, 1), 3);
        foreach (var wrong in new[]
        {
            plan with { Months = 0 }, plan with { Months = 121 }, plan with { TotalMinor = 0 }, plan with { TotalMinor = -1 }, plan with { TotalMinor = Posting.Most + 1 },
            plan with { StartsOn = new(1899, 12, 31) }, plan with { StartsOn = new(2181, 1, 1) }, plan with { Kind = (ScheduledKind)9 }, plan with { Method = (ScheduledMethod)9 },
        })
            Should.Throw<DomainException>(wrong.Checked).Error.Code.ShouldBe("validation_error", $"{wrong}");
    }

    [TestCase("2026-01-31", null, "2026-01-31", "2026-02-01")]
    [TestCase("2026-01-31", "2026-01-30", "2026-01-31", "2026-02-01")]
    [TestCase("2026-01-31", "2026-01-31", "2026-02-01", "2026-02-01")]
    [TestCase("2026-01-31", "2026-04-15", "2026-04-16", "2026-04-16")]
    public void A_closed_day_gives_way_to_the_first_open_one(string day, string? lockedThrough, string posted, string takenBack)
    {
        var portion = new ScheduledPortion(1, Day(day), 1);
        var postedOn = portion.PostedOn(lockedThrough is null ? null : Day(lockedThrough));

        (postedOn, portion.TakenBackOn(postedOn)).ShouldBe((Day(posted), Day(takenBack)));
    }

    [TestCase(AccountSubtype.OtherCurrentAsset, AccountSubtype.OperatingExpense, true, TestName = "Prepaid insurance")]
    [TestCase(AccountSubtype.OtherCurrentLiability, AccountSubtype.Sales, false, TestName = "Deferred income")]
    [TestCase(AccountSubtype.OtherCurrentLiability, AccountSubtype.OperatingExpense, true, TestName = "Accrued expense")]
    [TestCase(AccountSubtype.OtherCurrentAsset, AccountSubtype.Sales, false, TestName = "Accrued income")]
    public void The_account_it_goes_to_says_which_side(AccountSubtype from, AccountSubtype to, bool debits)
    {
        var organization = EntityId.New<OrganizationId>();
        var (source, target) = (Account.Open(organization, "1", "From", from, null), Account.Open(organization, "2", "To", to, null));
        var schedule = ScheduledEntry.Add(
            organization, " Insurance ", new(ScheduledKind.Deferral, ScheduledMethod.Months, 1200, new(2026, 1, 1), 12), Currency.Of("JPY"), source, target, null);

        var entry = schedule.EntryOf(schedule.Next!, null);
        entry.Postings.Select(posting => (posting.Account, posting.Amount.Minor)).ShouldBe([(target.Id, debits ? 100 : -100), (source.Id, debits ? -100 : 100)]);
        (entry.Date, entry.Memo, entry.Total.ToString()).ShouldBe((new(2026, 1, 31), "Insurance, 1 of 12", "100 JPY"));
    }

    private static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static string Words(ScheduledPortion portion) => new Money(portion.Minor, Currency.Of("EUR")).ToPlainString();
}
