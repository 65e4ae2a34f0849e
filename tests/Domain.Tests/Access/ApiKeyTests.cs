using Financbase.Domain.Access;
using Financbase.Domain.Organizations;
using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Tests.Access;

public sealed class ApiKeyTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero);
    private static readonly UserId Creator = EntityId.New<UserId>();

    [Test]
    public void A_key_lives_90_days_unless_told_otherwise_and_its_making_is_an_event()
    {
        var key = Issue(new ApiKeyTerms(" Import ", [Permissions.Banking.Import]));

        key.Name.ShouldBe("Import");
        key.ExpiresAt.ShouldBe(Now.AddDays(90));
        key.TakeEvents().ShouldHaveSingleItem().ShouldBe(
            new ApiKeyCreated(key.Id, "Import", key.PublicId, key.Scopes, Creator, key.ExpiresAt));
    }

    [Test]
    public void Nobody_gives_a_key_what_they_do_not_hold() =>
        Refused(() => Issue(new ApiKeyTerms("k", [Permissions.Banking.Manage]), Role.Viewer))
            .ShouldBe("access.scope_not_held");

    [Test]
    public void A_key_cannot_hold_the_permission_to_make_keys() =>
        Refused(() => Issue(new ApiKeyTerms("k", [Permissions.ApiKeys.Manage]))).ShouldBe("access.api_key_scope_unknown");

    [TestCase("", "banking:read", 90, "access.api_key_name_invalid")]
    [TestCase("k", "banking:fly", 90, "access.api_key_scope_unknown")]
    [TestCase("k", null, 90, "access.api_key_without_scope")]
    [TestCase("k", "banking:read", 0, "access.api_key_lifetime_invalid")]
    [TestCase("k", "banking:read", 4000, "access.api_key_lifetime_invalid")]
    public void Impossible_terms_are_named(string name, string? scope, int days, string code) =>
        Refused(() => Issue(new ApiKeyTerms(name, scope is null ? [] : [scope], TimeSpan.FromDays(days)))).ShouldBe(code);

    [Test]
    public void A_key_is_revoked_once()
    {
        var key = Issue(new ApiKeyTerms("k", [Permissions.Banking.Read]));

        key.Revoke(Creator, Now);

        key.RevokedAt.ShouldBe(Now);
        Refused(() => key.Revoke(Creator, Now)).ShouldBe("access.api_key_already_revoked");
    }

    private static ApiKey Issue(ApiKeyTerms terms, Role? role = null) => ApiKey.Issue(
        EntityId.New<OrganizationId>(), terms, ApiKeyToken.Generate(ApiKeyMode.Live), [1, 2, 3],
        Creator, (role ?? Role.Owner).Permissions, Now);

    private static string Refused(Action act) => Should.Throw<DomainException>(act).Error.Code;
}
