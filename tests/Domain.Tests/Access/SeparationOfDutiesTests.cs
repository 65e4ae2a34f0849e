using Financbase.Domain.Access;
using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Tests.Access;

public sealed class SeparationOfDutiesTests
{
    private static readonly UserId One = EntityId.New<UserId>();
    private static readonly UserId Two = EntityId.New<UserId>();

    [TestCase(Duty.Submit, Duty.Submit, true)]
    [TestCase(Duty.Submit, Duty.Approve, false)]
    [TestCase(Duty.Approve, Duty.Approve, true)]
    [TestCase(Duty.Approve, Duty.Pay, false)]
    [TestCase(Duty.Submit, Duty.Pay, true)]
    public void One_person_may_do_the_second_after_the_first(Duty first, Duty second, bool may)
    {
        void Act() => SeparationOfDuties.Require(second, One, [new(first, One)]);

        if (may)
            Should.NotThrow(Act);
        else
            Should.Throw<DomainException>(Act).Error.Code.ShouldBe("access.separation_of_duties");
    }

    [Test]
    public void Two_people_may() =>
        Should.NotThrow(() => SeparationOfDuties.Require(Duty.Pay, One, [new(Duty.Submit, One), new(Duty.Approve, Two)]));

    [Test]
    public void Any_of_several_approvals_counts() =>
        Should.Throw<DomainException>(() => SeparationOfDuties.Require(Duty.Pay, One, [new(Duty.Approve, Two), new(Duty.Approve, One)]));
}
