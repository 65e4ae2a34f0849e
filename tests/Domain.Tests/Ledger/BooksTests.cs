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
}
