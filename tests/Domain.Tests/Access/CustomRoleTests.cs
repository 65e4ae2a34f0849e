using Financbase.Domain.Access;
using Financbase.Domain.Organizations;
using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Tests.Access;

public sealed class CustomRoleTests
{
    private static readonly Rights Owner = Role.Owner.RightsOf(EntityId.New<UserId>());

    [Test]
    public void A_role_is_what_was_put_into_it()
    {
        var account = Guid.CreateVersion7();
        var role = Make(Terms(
            "Payroll clerk", [Permissions.Banking.Read, Permissions.Banking.Import],
            (Permissions.Banking.Import, new Constraint { AccountIds = [account] }))).AsRole();

        role.Key.ShouldBe("payroll-clerk");
        role.Permissions.ShouldBe([Permissions.Banking.Read, Permissions.Banking.Import], ignoreOrder: true);
        role.Constraints.Keys.ShouldBe([Permissions.Banking.Import]);
    }

    [TestCase("Owner")]
    [TestCase("  aDMIN ")]
    public void It_cannot_be_mistaken_for_a_built_in_one(string name) =>
        Refused(() => Make(Terms(name, [Permissions.Banking.Read]))).ShouldBe(AccessErrors.RoleNameTaken);

    [Test]
    public void A_name_in_any_script_will_do() =>
        Make(Terms("Бухгалтер", [Permissions.Banking.Read])).Key.ShouldMatch("^role-[0-9a-f]{8}$");

    [Test]
    public void Its_maker_puts_in_only_what_they_hold()
    {
        var viewer = Role.Viewer.RightsOf(EntityId.New<UserId>());

        Refused(() => CustomRole.Create(default, Terms("More", [Permissions.Banking.Import]), viewer, DateTimeOffset.UnixEpoch))
            .Code.ShouldBe("access.scope_not_held");
    }

    [Test]
    public void Its_editor_keeps_what_is_there_but_widens_nothing_that_they_do_not_hold()
    {
        var narrow = new Constraint { AccountIds = [Guid.CreateVersion7()] };
        var role = Make(Terms("Import", [Permissions.Banking.Import], (Permissions.Banking.Import, narrow)));
        var clerk = new Rights(new HashSet<string> { Permissions.Roles.Manage });

        role.Change(Terms("Imports", [Permissions.Banking.Import], (Permissions.Banking.Import, narrow with { AccountIds = [.. narrow.AccountIds!] })), clerk);

        role.Name.ShouldBe("Imports");
        Refused(() => role.Change(Terms("Imports", [Permissions.Banking.Import]), clerk)).Code.ShouldBe("access.scope_not_held");
    }

    [Test]
    public void Only_what_is_looked_at_can_narrow() =>
        Refused(() => Make(Terms("Own", [Permissions.Banking.Read], (Permissions.Banking.Read, new Constraint { OwnOnly = true }))))
            .Fields!.Keys.ShouldBe(["constraints"]);

    [Test]
    public void An_empty_role_is_refused() => Refused(() => Make(Terms("Nothing", []))).Fields!.Keys.ShouldBe(["permissions"]);

    private static CustomRole Make(RoleTerms terms) =>
        CustomRole.Create(EntityId.New<OrganizationId>(), terms, Owner, DateTimeOffset.UnixEpoch);

    private static RoleTerms Terms(string name, string[] permissions, params (string Key, Constraint Value)[] constraints) =>
        new(name, null, permissions, constraints.ToDictionary(entry => entry.Key, entry => entry.Value));

    private static Error Refused(Action act) => Should.Throw<DomainException>(act).Error;
}
