using System.Net;
using System.Text.RegularExpressions;
using Financbase.Domain.Access;
using Financbase.Domain.Banking;
using Financbase.Testing;
using Financbase.Testing.Banking;
using Financbase.Testing.Hosting;
using Financbase.Testing.Http;

namespace Financbase.Web.Tests.Access;

public sealed partial class GrantTests
{
    private TestApp _app = null!;
    private TestOrganization _acme = null!;
    private TestPerson _viewer = null!;
    private ApiClient _owner = null!;
    private ApiClient _admin = null!;
    private ApiClient _asViewer = null!;
    private BankAccountId _main;
    private BankAccountId _payroll;

    [OneTimeSetUp]
    public async Task Start()
    {
        _app = await TestApp.StartAsync(("Process:Roles", "web"));
        _acme = await _app.FoundAsync("acme");
        _owner = await ApiClient.OfAsync(_acme, "owner");
        _admin = await ApiClient.OfAsync(_acme, "admin");
        _viewer = await _acme.AddMemberAsync("viewer");
        _asViewer = new ApiClient(_app, await _acme.IssueKeyAsync(_viewer));
        (_main, _payroll) = (await _acme.OpenAccountAsync("Main"), await _acme.OpenAccountAsync("Payroll"));
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        _owner.Dispose();
        _admin.Dispose();
        _asViewer.Dispose();
        await _app.DisposeAsync();
    }

    [TearDown]
    public async Task Clear()
    {
        foreach (var grant in (await _owner.GetAsync("/api/grants")).Data.EnumerateArray())
            (await _owner.DeleteAsync($"/api/grants/{grant.GetProperty("id").GetString()}")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Test]
    public async Task A_denial_beats_the_role_narrows_the_list_and_ends_at_once()
    {
        var id = await AddAsync(_payroll, "deny", $"\"role\":\"viewer\"");

        await Eventually.HoldsAsync(async () => (await SeenAsync()).SequenceEqual(["Main"]));
        (await _asViewer.GetAsync($"/api/bank-accounts/{_payroll.Value}/statements")).Status.ShouldBe(HttpStatusCode.Forbidden);

        (await _owner.DeleteAsync($"/api/grants/{id}")).Status.ShouldBe(HttpStatusCode.OK);
        var since = TimeProvider.System.GetTimestamp();
        await Eventually.HoldsAsync(async () => (await SeenAsync()).Count == 2);
        TimeProvider.System.GetElapsedTime(since).ShouldBeLessThan(TimeSpan.FromSeconds(2));
    }

    [Test]
    public async Task What_no_role_allows_an_exception_does_for_one_account_only()
    {
        var narrow = await _owner.PostAsync("/api/roles", """{"name":"Guests","permissions":["organization:read"]}""");
        var guest = await _app.CreateUserAsync("guest@acme.test");
        await _acme.AddMemberAsync(guest, narrow.Data.GetProperty("key").GetString()!);
        using var browser = await TestBrowser.SignInAsync(_app, guest);
        (await browser.GetAsync("/o/acme/banking")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        await AddAsync(_main, "allow", $"\"userId\":\"{guest.Id}\"");

        await Eventually.HoldsAsync(async () => (await browser.GetAsync("/o/acme/banking")).StatusCode == HttpStatusCode.OK);
        using var list = await browser.GetAsync("/o/acme/banking");
        var html = await list.Content.ReadAsStringAsync();
        html.ShouldContain("Main");
        html.ShouldNotContain("Payroll");
        (await browser.GetAsync($"/o/acme/banking/{_main.Value}")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await browser.GetAsync($"/o/acme/banking/{_payroll.Value}")).StatusCode.ShouldNotBe(HttpStatusCode.OK);
        using var why = await browser.GetAsync("/o/acme/settings/access");
        WebUtility.HtmlDecode(await why.Content.ReadAsStringAsync()).ShouldContain("“banking:read” is allowed to guest@acme.test for Main");
    }

    [Test]
    public async Task A_key_can_be_denied_what_its_maker_may_do()
    {
        var token = await _acme.IssueKeyAsync(_viewer, new ApiKeyTerms("robot", []));
        using var robot = new ApiClient(_app, token.Reveal());
        var key = await _app.Database.ScalarAsync("SELECT id FROM api_keys WHERE name = 'robot'");

        await AddAsync(_payroll, "deny", $"\"apiKeyId\":\"{key}\"");

        await Eventually.HoldsAsync(async () => (await robot.GetAsync("/api/bank-accounts")).Data.GetArrayLength() == 1);
        (await SeenAsync()).Count.ShouldBe(2);
    }

    [Test]
    public async Task An_expired_exception_does_not_count()
    {
        var id = await AddAsync(_payroll, "deny", $"\"userId\":\"{_viewer.Id}\"");
        await Eventually.HoldsAsync(async () => (await SeenAsync()).Count == 1);

        await _app.Database.ScalarAsync($"UPDATE resource_grants SET expires_at = now() - interval '1 second' WHERE id = '{id}'");

        await Eventually.HoldsAsync(async () => (await SeenAsync()).Count == 2);
    }

    [Test]
    public async Task Nobody_frees_themselves_nor_decides_what_they_do_not_hold()
    {
        var id = await AddAsync(_payroll, "deny", "\"role\":\"admin\"");

        await Eventually.HoldsAsync(async () => (await _admin.DeleteAsync($"/api/grants/{id}")).ErrorCode == "access.grant_not_held");
        (await PostAsync(_admin, _payroll, "allow", $"\"userId\":\"{_viewer.Id}\"")).ErrorCode.ShouldBe("access.grant_not_held");
        (await PostAsync(_admin, _main, "deny", "\"role\":\"owner\"")).ErrorCode.ShouldBe("access.only_owners");
        (await PostAsync(_asViewer, _main, "allow", $"\"userId\":\"{_viewer.Id}\"")).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Test]
    public async Task A_denied_person_does_not_step_aside_into_another_role()
    {
        var person = await _app.CreateUserAsync("denied@acme.test");
        await _acme.AddMemberAsync(person, "admin");
        await AddAsync(_payroll, "deny", "\"role\":\"admin\"");
        using var browser = await TestBrowser.SignInAsync(_app, person);
        await Eventually.HoldsAsync(async () => (await browser.GetAsync($"/o/acme/banking/{_payroll.Value}")).StatusCode == HttpStatusCode.Forbidden);

        using var changed = await browser.PostAsync(
            $"/o/acme/settings/members?handler=Role&id={person.Id}", ("role", "accountant"),
            ("__RequestVerificationToken", await browser.TokenAsync("/o/acme/settings/members")));

        (await _app.Database.ScalarAsync($"SELECT role FROM memberships WHERE user_id = '{person.Id}'")).ShouldBe("admin");
        (await browser.GetAsync($"/o/acme/banking/{_payroll.Value}")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Test]
    public async Task A_keys_successor_is_denied_the_same()
    {
        var maker = await _app.CreateUserAsync("maker@acme.test");
        await _acme.AddMemberAsync(maker, "owner");
        await _acme.IssueKeyAsync(maker, new ApiKeyTerms("rotated", [Permissions.Banking.Read]));
        var key = await _app.Database.ScalarAsync("SELECT id FROM api_keys WHERE name = 'rotated'");
        await AddAsync(_payroll, "deny", $"\"apiKeyId\":\"{key}\"");
        using var browser = await TestBrowser.SignInAsync(_app, maker);

        using var rotated = await browser.PostAsync(
            $"/o/acme/settings/api-keys?handler=Rotate&id={key}", ("hours", "1"),
            ("__RequestVerificationToken", await browser.TokenAsync("/o/acme/settings/api-keys")));

        using var robot = new ApiClient(_app, Secret().Match(await rotated.Content.ReadAsStringAsync()).Value);
        (await robot.GetAsync("/api/bank-accounts")).Data.EnumerateArray().Select(account => account.GetProperty("name").GetString()).ShouldBe(["Main"]);
    }

    [Test]
    public async Task An_end_may_be_written_in_any_time_zone() =>
        (await PostAsync(_owner, _main, "allow", "\"role\":\"viewer\",\"expiresAt\":\"2099-01-01T00:00:00+02:00\"")).Status.ShouldBe(HttpStatusCode.Created);

    [Test]
    public async Task What_makes_no_sense_is_refused_with_its_reason()
    {
        (await PostAsync(_owner, _main, "allow", "\"role\":\"viewer\",\"userId\":\"" + _viewer.Id + "\"")).Fields.ShouldBe(["subject"]);
        (await PostAsync(_owner, _main, "allow", "\"role\":\"no-such\"")).Fields.ShouldBe(["subject"]);
        (await PostAsync(_owner, new BankAccountId(Guid.CreateVersion7()), "allow", "\"role\":\"viewer\"")).Fields.ShouldBe(["resourceId"]);
        (await PostAsync(_owner, _main, "allow", "\"role\":\"viewer\",\"expiresAt\":\"2020-01-01T00:00:00Z\"")).Fields.ShouldBe(["expiresAt"]);
        (await PostAsync(_owner, _main, "allow", "\"role\":\"viewer\"", "members:manage")).ErrorCode.ShouldBe("access.not_grantable");
        (await PostAsync(_owner, _main, "allow", "\"role\":\"viewer\"")).Status.ShouldBe(HttpStatusCode.Created);
        (await PostAsync(_owner, _main, "deny", "\"role\":\"viewer\"")).ErrorCode.ShouldBe("access.grant_exists");
    }

    [Test]
    public async Task Another_organization_sees_and_ends_none_and_cannot_name_our_things()
    {
        var id = await AddAsync(_main, "allow", "\"role\":\"viewer\"");
        using var other = await ApiClient.OfAsync(await _app.FoundAsync("other"), "owner");

        (await other.GetAsync("/api/grants")).Data.GetArrayLength().ShouldBe(0);
        (await other.DeleteAsync($"/api/grants/{id}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await PostAsync(other, _main, "allow", "\"role\":\"viewer\"")).Fields.ShouldBe(["resourceId"]);
    }

    [Test]
    public async Task Each_exception_is_audited()
    {
        var id = await AddAsync(_main, "allow", "\"role\":\"viewer\"");

        var entry = (await _owner.GetAsync($"/api/audit-logs?targetId={id}")).Data[0];
        entry.GetProperty("action").GetString().ShouldBe("resource_grant.add");
        entry.GetProperty("changes")[0].GetProperty("fields").GetProperty("effect").GetProperty("after").GetString().ShouldBe("allow");
    }

    private async Task<IReadOnlyList<string>> SeenAsync() =>
        [.. (await _asViewer.GetAsync("/api/bank-accounts")).Data.EnumerateArray().Select(account => account.GetProperty("name").GetString()!)];

    private async Task<string> AddAsync(BankAccountId account, string effect, string subject) =>
        (await PostAsync(_owner, account, effect, subject)).Data.GetProperty("id").GetString()!;

    private static Task<ApiResponse> PostAsync(
        ApiClient client, BankAccountId account, string effect, string subject, string permission = "banking:read") => client.PostAsync(
        "/api/grants",
        $$"""{"permission":"{{permission}}","resourceType":"bank_account","resourceId":"{{account.Value}}","effect":"{{effect}}",{{subject}}}""");

    [GeneratedRegex("fb_live_[0-9A-Za-z]{46}")]
    private static partial Regex Secret();
}
