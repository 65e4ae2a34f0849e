using System.Text.RegularExpressions;
using Financbase.Domain.Access;

namespace Financbase.Domain.Tests.Access;

public sealed partial class PermissionCatalogueTests
{
    [Test]
    public void Every_permission_is_an_area_and_a_verb_with_a_title()
    {
        PermissionCatalogue.All.ShouldNotBeEmpty();
        foreach (var permission in PermissionCatalogue.All)
        {
            AreaAndVerb().IsMatch(permission.Key).ShouldBeTrue(permission.Key);
            permission.Title.ShouldNotBeNullOrWhiteSpace();
        }
    }

    [Test]
    public void An_api_key_can_never_hold_the_permissions_that_make_api_keys()
    {
        PermissionCatalogue.ForApiKeys.ShouldContain(Permissions.Banking.Import);
        PermissionCatalogue.ForApiKeys.ShouldNotContain(Permissions.ApiKeys.Manage);
    }

    [Test]
    public void The_owner_holds_everything_and_every_role_only_what_exists()
    {
        Role.Owner.Permissions.Count.ShouldBe(PermissionCatalogue.All.Count);
        Role.BuiltIn.SelectMany(role => role.Permissions).ShouldAllBe(key => PermissionCatalogue.Contains(key));
    }

    [Test]
    public void A_viewer_reads_and_changes_nothing()
    {
        Role.Viewer.Permissions.ShouldContain(Permissions.Banking.Read);
        Role.Viewer.Permissions.ShouldAllBe(key => key.EndsWith(":read", StringComparison.Ordinal));
    }

    [Test]
    public void A_role_is_found_by_its_key_and_an_unknown_one_is_not()
    {
        Role.Find("accountant").ShouldBe(Role.Accountant);
        Role.Find("emperor").ShouldBeNull();
    }

    [GeneratedRegex("^[a-z_]+:[a-z_]+$")]
    private static partial Regex AreaAndVerb();
}
