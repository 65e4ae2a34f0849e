using System.Net;
using Financbase.Domain.Access;
using Financbase.Domain.Organizations;
using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Tests.Access;

public sealed class ApiKeyCredentialTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero);
    private static readonly byte[] Hash = [1, 2, 3];

    private static readonly ApiKeyCredential Valid = new(
        EntityId.New<ApiKeyId>(), EntityId.New<OrganizationId>(), Hash, [Permissions.Banking.Read, Permissions.Banking.Manage],
        [], Now.AddDays(1), RevokedAt: null, EntityId.New<UserId>(), Role.Owner.RightsOf(EntityId.New<UserId>()));

    [Test]
    public void A_valid_key_is_accepted_from_anywhere() => Valid.Refuse(Hash, address: null, Now).ShouldBeNull();

    [Test]
    public void A_wrong_secret_is_told_before_anything_else() =>
        (Valid with { RevokedAt = Now }).Refuse([9, 9, 9], null, Now).ShouldBe(ApiKeyRefusal.WrongSecret);

    [Test]
    public void A_key_ends_at_its_expiry_to_the_instant()
    {
        Valid.Refuse(Hash, null, Valid.ExpiresAt.AddTicks(-1)).ShouldBeNull();
        Valid.Refuse(Hash, null, Valid.ExpiresAt).ShouldBe(ApiKeyRefusal.Expired);
    }

    [Test]
    public void A_revoked_key_is_refused() =>
        (Valid with { RevokedAt = Now }).Refuse(Hash, null, Now).ShouldBe(ApiKeyRefusal.Revoked);

    [TestCase("10.1.2.3", null)]
    [TestCase("::ffff:10.1.2.3", null)]
    [TestCase("2001:db8::7", null)]
    [TestCase("11.1.2.3", ApiKeyRefusal.AddressNotAllowed)]
    [TestCase(null, ApiKeyRefusal.AddressNotAllowed)]
    public void A_key_with_networks_works_only_from_them(string? address, ApiKeyRefusal? refusal)
    {
        var walled = Valid with { AllowedNetworks = [IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("2001:db8::/32")] };

        walled.Refuse(Hash, address is null ? null : IPAddress.Parse(address), Now).ShouldBe(refusal);
    }

    [Test]
    public void A_key_can_do_only_what_its_creator_still_can() =>
        (Valid with { CreatorRights = new(Role.Viewer.Permissions) }).LiveRights().Permissions.ShouldBe([Permissions.Banking.Read]);

    [Test]
    public void A_key_whose_creator_left_is_dead()
    {
        var orphan = Valid with { CreatorRights = null };

        orphan.Refuse(Hash, null, Now).ShouldBe(ApiKeyRefusal.CreatorWithoutAccess);
        orphan.LiveRights().Permissions.ShouldBeEmpty();
    }
}
