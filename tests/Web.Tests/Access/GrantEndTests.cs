using System.Net;
using Financbase.Domain.Access;
using Financbase.Domain.Banking;
using Financbase.Testing.Banking;
using Financbase.Testing.Hosting;
using Financbase.Testing.Http;

namespace Financbase.Web.Tests.Access;

/// <summary>An exception that goes with what it is for leaves a row of its own in the audit log.</summary>
public sealed class GrantEndTests
{
    private TestApp _app = null!;
    private TestOrganization _acme = null!;
    private ApiClient _owner = null!;
    private TestBrowser _browser = null!;
    private BankAccountId _account;

    [OneTimeSetUp]
    public async Task Start()
    {
        _app = await TestApp.StartAsync(("Process:Roles", "web"));
        _acme = await _app.FoundAsync("acme");
        var owner = await _acme.AddMemberAsync("owner");
        _owner = new ApiClient(_app, await _acme.IssueKeyAsync(owner));
        _browser = await TestBrowser.SignInAsync(_app, owner);
        _account = await _acme.OpenAccountAsync();
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        _owner.Dispose();
        _browser.Dispose();
        await _app.DisposeAsync();
    }

    [Test]
    public async Task With_a_member_who_is_removed()
    {
        var leaver = await _acme.AddMemberAsync("viewer");
        var (first, second) = (await DenyAsync("banking:read", $"\"userId\":\"{leaver.Id}\""), await DenyAsync("banking:import", $"\"userId\":\"{leaver.Id}\""));

        (await _owner.DeleteAsync($"/api/members/{leaver.Id}")).Status.ShouldBe(HttpStatusCode.OK);

        await ShouldHaveEndedAsync(first);
        await ShouldHaveEndedAsync(second);
        (await _owner.GetAsync($"/api/audit-logs?targetId={leaver.Id}")).Data[0].GetProperty("action").GetString().ShouldBe("member.remove");
    }

    [Test]
    public async Task With_a_member_who_leaves()
    {
        var leaver = await _acme.AddMemberAsync("member");
        var grant = await DenyAsync("banking:read", $"\"userId\":\"{leaver.Id}\"");
        using var browser = await TestBrowser.SignInAsync(_app, leaver);

        using var left = await browser.PostAsync(
            "/o/acme/settings/organization?handler=Leave", ("__RequestVerificationToken", await browser.TokenAsync("/account/sign-out")));

        await ShouldHaveEndedAsync(grant);
    }

    [Test]
    public async Task With_a_role_that_is_deleted()
    {
        var role = (await _owner.PostAsync("/api/roles", """{"name":"Short-lived","permissions":["banking:read"]}""")).Data.GetProperty("key").GetString();
        var grant = await DenyAsync("banking:read", $"\"role\":\"{role}\"");

        (await _owner.DeleteAsync($"/api/roles/{role}")).Status.ShouldBe(HttpStatusCode.OK);

        await ShouldHaveEndedAsync(grant);
    }

    [Test]
    public async Task With_a_key_that_is_revoked()
    {
        await _acme.IssueKeyAsync(await _acme.AddMemberAsync("admin"), new ApiKeyTerms("robot", []));
        var key = await _app.Database.ScalarAsync("SELECT id FROM api_keys WHERE name = 'robot'");
        var grant = await DenyAsync("banking:read", $"\"apiKeyId\":\"{key}\"");

        using var revoked = await _browser.PostAsync(
            $"/o/acme/settings/api-keys?handler=Revoke&id={key}", ("__RequestVerificationToken", await _browser.TokenAsync("/o/acme/settings/api-keys")));

        await ShouldHaveEndedAsync(grant);
    }

    private async Task<string> DenyAsync(string permission, string subject) => (await _owner.PostAsync(
        "/api/grants",
        $$"""{"permission":"{{permission}}","resourceType":"bank_account","resourceId":"{{_account.Value}}","effect":"deny",{{subject}}}""")).Data.GetProperty("id").GetString()!;

    private async Task ShouldHaveEndedAsync(string grant)
    {
        (await _owner.GetAsync($"/api/grants/{grant}")).Status.ShouldBe(HttpStatusCode.NotFound);
        var entries = (await _owner.GetAsync($"/api/audit-logs?targetId={grant}")).Data;
        entries[0].GetProperty("action").GetString().ShouldBe("resource_grant.remove");
        entries[0].GetProperty("changes")[0].GetProperty("fields").GetProperty("effect").GetProperty("before").GetString().ShouldBe("deny");
        entries.GetArrayLength().ShouldBe(2);
    }
}
