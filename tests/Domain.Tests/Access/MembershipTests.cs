using Financbase.Domain.Access;
using Financbase.Domain.Organizations;
using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Tests.Access;

public sealed class MembershipTests
{
    private static readonly OrganizationId Organization = EntityId.New<OrganizationId>();

    [Test]
    public void Joining_and_changing_are_told()
    {
        var member = Joined(Role.Viewer);
        var owner = Acting(Role.Owner);

        member.ChangeRole(Role.Accountant, owner, hasOtherOwner: true);

        member.Events.ShouldBe([new MemberAdded(member.UserId, "viewer"), new MemberRoleChanged(member.UserId, "viewer", "accountant", owner.Id)]);
    }

    [Test]
    public void The_last_owner_can_be_neither_demoted_nor_removed()
    {
        Refused(() => Joined(Role.Owner).ChangeRole(Role.Admin, Acting(Role.Owner), hasOtherOwner: false)).ShouldBe(AccessErrors.LastOwner);
        Refused(() => Joined(Role.Owner).End(Acting(Role.Owner), hasOtherOwner: false)).ShouldBe(AccessErrors.LastOwner);
        Should.NotThrow(() => Joined(Role.Owner).End(Acting(Role.Owner), hasOtherOwner: true));
    }

    [Test]
    public void An_administrator_neither_makes_nor_touches_an_owner()
    {
        var admin = Acting(Role.Admin);

        Refused(() => Joined(Role.Viewer).ChangeRole(Role.Owner, admin, hasOtherOwner: true)).ShouldBe(AccessErrors.OnlyOwners);
        Refused(() => Joined(Role.Owner).ChangeRole(Role.Viewer, admin, hasOtherOwner: true)).ShouldBe(AccessErrors.OnlyOwners);
        Refused(() => Joined(Role.Owner).End(admin, hasOtherOwner: true)).ShouldBe(AccessErrors.OnlyOwners);
    }

    [Test]
    public void Nobody_gives_a_role_that_allows_more_than_they_may()
    {
        var clerk = new ActingMember(EntityId.New<UserId>(), "clerk", new Rights(new HashSet<string> { Permissions.Members.Manage }));

        Refused(() => Joined(Role.Viewer).ChangeRole(Role.Accountant, clerk, hasOtherOwner: true)).Code.ShouldBe("access.role_not_held");
    }

    [Test]
    public void The_same_role_again_changes_nothing()
    {
        var member = Joined(Role.Viewer);
        member.TakeEvents();

        member.ChangeRole(Role.Viewer, Acting(Role.Owner), hasOtherOwner: true);

        member.Events.ShouldBeEmpty();
    }

    private static Membership Joined(Role role) =>
        Membership.Join(Organization, EntityId.New<UserId>(), role, DateTimeOffset.UnixEpoch);

    private static ActingMember Acting(Role role)
    {
        var user = EntityId.New<UserId>();
        return new(user, role.Key, role.RightsOf(user));
    }

    private static Error Refused(Action act) => Should.Throw<DomainException>(act).Error;
}
