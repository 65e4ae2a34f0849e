using Financbase.Domain.Banking;
using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Tests.Banking;

public sealed class StatementContinuityTests
{
    private static readonly Currency Euro = Currency.Of("EUR");

    [Test]
    public void Opening_and_lines_make_the_closing_balance()
    {
        StatementContinuity.Within(Euros(100), Euros(70), Euros(-30)).IsContinuous.ShouldBe(true);
        StatementContinuity.Within(Euros(100), Euros(75), Euros(-30)).Difference.ShouldBe(Euros(5));
    }

    [Test]
    public void Without_balances_nothing_is_claimed()
    {
        StatementContinuity.Within(null, Euros(70), Euros(-30)).IsContinuous.ShouldBeNull();
        StatementContinuity.Within(Euros(70), null, Euros(-30)).Difference.ShouldBeNull();
    }

    [Test]
    public void The_first_difference_found_is_told()
    {
        var fits = new StatementContinuity(Euros(0));
        var lacks = new StatementContinuity(Euros(5));
        var unknown = new StatementContinuity(null);

        fits.Or(lacks).ShouldBe(lacks);
        lacks.Or(fits).ShouldBe(lacks);
        unknown.Or(fits).ShouldBe(fits);
        fits.Or(unknown).ShouldBe(fits);
    }

    private static Money Euros(long minor) => new(minor, Euro);
}
