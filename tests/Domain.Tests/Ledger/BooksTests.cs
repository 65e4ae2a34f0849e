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

        books.Lock(june);
        books.Lock(june);
        books.Lock(may);
        books.Lock(null);

        books.TakeEvents().ShouldBe([new PeriodLocked(june, null), new PeriodReopened(may, june), new PeriodReopened(null, may)]);
    }
}
