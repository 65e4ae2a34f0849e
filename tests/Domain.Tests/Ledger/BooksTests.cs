using Financbase.Domain.Ledger;
using Financbase.Domain.Organizations;
using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Tests.Ledger;

public sealed class BooksTests
{
    [Test]
    public void Closing_and_reopening_are_told()
    {
        var books = Books.Of(EntityId.New<OrganizationId>());
        DateOnly may = new(2026, 5, 31), june = new(2026, 6, 30);

        books.Unlock(null);
        books.Lock(june);
        books.Lock(june);
        books.Lock(may);
        books.LockedThrough.ShouldBe(june, "what is closed stays closed, also when an earlier day is");
        books.Unlock(june.AddDays(1));
        books.LockedThrough.ShouldBe(june, "opening closes nothing");
        books.Unlock(may);
        books.Unlock(null);
        books.Unlock(null);

        books.TakeEvents().ShouldBe([new PeriodLocked(june, null), new PeriodReopened(may, june), new PeriodReopened(null, may)]);
    }

    [Test]
    public void Reserved_days_are_closed_for_whoever_may_not_close_and_told_of_once()
    {
        var books = Books.Of(EntityId.New<OrganizationId>());
        DateOnly may = new(2026, 5, 31), june = new(2026, 6, 30);

        books.Reserve(june);
        books.Reserve(june);
        (books.ClosedThrough(mayClose: true), books.ClosedThrough(mayClose: false)).ShouldBe((null, june));
        books.TakeEvents().OfType<PeriodReserved>().ShouldBe([new PeriodReserved(june, null)]);
        books.Lock(may);
        (books.ClosedThrough(mayClose: true), books.ClosedThrough(mayClose: false)).ShouldBe((may, june));
        books.Lock(june.AddDays(1));
        (books.ClosedThrough(mayClose: true), books.ClosedThrough(mayClose: false)).ShouldBe((june.AddDays(1), june.AddDays(1)));
    }
}
