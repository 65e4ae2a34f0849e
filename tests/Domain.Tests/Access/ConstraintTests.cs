using Financbase.Domain.Access;
using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Tests.Access;

public sealed class ConstraintTests
{
    private static readonly UserId Me = EntityId.New<UserId>();
    private static readonly UserId Other = EntityId.New<UserId>();
    private static readonly Guid Account = Guid.CreateVersion7();
    private static readonly Resource Thing = new("invoice", Guid.CreateVersion7());

    private static readonly Constraint Hundred = new() { MaxAmount = Euros(100) };

    [Test]
    public void Own_only_means_made_by_the_person()
    {
        var own = new Constraint { OwnOnly = true };

        own.Admits(Thing with { CreatedBy = Me }, Me).ShouldBeTrue();
        own.Admits(Thing with { CreatedBy = Other }, Me).ShouldBeFalse();
        own.Admits(Thing, null).ShouldBeFalse("nobody made nothing");
    }

    [TestCase(100, "EUR", true)]
    [TestCase(-100, "EUR", true)]
    [TestCase(101, "EUR", false)]
    [TestCase(-101, "EUR", false)]
    [TestCase(1, "USD", false)]
    public void An_amount_counts_whatever_its_sign_and_in_its_own_currency_only(int amount, string currency, bool admitted) =>
        Hundred.Admits(Thing with { Amount = Money.FromAmount(amount, Currency.Of(currency)) }, Me).ShouldBe(admitted);

    [Test]
    public void The_smallest_amount_is_not_within() =>
        Hundred.Admits(Thing with { Amount = new Money(long.MinValue, Currency.Of("EUR")) }, Me).ShouldBeFalse();

    [Test]
    public void Every_part_must_hold_and_an_unknown_fact_does_not()
    {
        var both = new Constraint { Statuses = ["draft"], AccountIds = [Account] };

        both.Admits(Thing with { Status = "draft", AccountId = Account }, Me).ShouldBeTrue();
        both.Admits(Thing with { Status = "draft" }, Me).ShouldBeFalse();
        both.Admits(Thing with { Status = "paid", AccountId = Account }, Me).ShouldBeFalse();
        Hundred.Admits(Thing, Me).ShouldBeFalse();
    }

    [Test]
    public void It_covers_what_is_as_narrow_or_narrower()
    {
        Hundred.Covers(new Constraint { MaxAmount = Euros(99) }).ShouldBeTrue();
        Hundred.Covers(new Constraint { MaxAmount = Euros(99), OwnOnly = true }).ShouldBeTrue();
        Hundred.Covers(new Constraint { MaxAmount = Euros(101) }).ShouldBeFalse();
        Hundred.Covers(new Constraint { MaxAmount = Money.FromAmount(1, Currency.Of("USD")) }).ShouldBeFalse();
        Hundred.Covers(new Constraint { OwnOnly = true }).ShouldBeFalse();
        Hundred.Covers(null).ShouldBeFalse();
        new Constraint { Statuses = ["draft", "sent"] }.Covers(new Constraint { Statuses = ["sent"] }).ShouldBeTrue();
        new Constraint { AccountIds = [Account] }.Covers(new Constraint { AccountIds = [Account, Guid.Empty] }).ShouldBeFalse();
    }

    private static Money Euros(int amount) => Money.FromAmount(amount, Currency.Of("EUR"));
}
