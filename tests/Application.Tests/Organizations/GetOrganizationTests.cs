using Financbase.Application.Organizations;
using Financbase.Testing.Hosting;

namespace Financbase.Application.Tests.Organizations;

public sealed class GetOrganizationTests
{
    [Test]
    public async Task A_member_sees_the_profile_of_the_own_organization_only()
    {
        await using var app = await TestApp.StartAsync(("Process:Roles", "web"));
        var ours = await app.FoundAsync("ours", currency: "JPY");
        await app.FoundAsync("theirs");

        var profile = (await ours.SendAsync(new GetOrganization(), role: "viewer")).Value;

        profile.Slug.ShouldBe("ours");
        profile.BaseCurrency.ShouldBe("JPY");
        profile.Id.ShouldBe(ours.Id.Value);
    }
}
