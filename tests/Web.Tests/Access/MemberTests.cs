using System.Net;
using Financbase.Domain.Access;
using Financbase.Domain.SharedKernel;
using Financbase.Testing.Hosting;
using Financbase.Testing.Http;

namespace Financbase.Web.Tests.Access;

/// <summary>Members through the page and the API, by friend and foe.</summary>
public sealed class MemberTests
{
    private TestApp _app = null!;
    private TestOrganization _firm = null!;
    private TestPerson _owner = null!;
    private TestPerson _admin = null!;
    private TestPerson _viewer = null!;

    [SetUp]
    public async Task Start()
    {
        _app = await TestApp.StartAsync(("Process:Roles", "web"));
        _firm = await _app.FoundAsync("firm");
        _owner = await _firm.AddMemberAsync("owner");
        _admin = await _firm.AddMemberAsync("admin");
        _viewer = await _firm.AddMemberAsync("viewer");
    }

    [TearDown]
    public async Task Stop() => await _app.DisposeAsync();

    [Test]
    public async Task A_changed_role_holds_on_the_next_click_and_is_told()
    {
        using var owner = await TestBrowser.SignInAsync(_app, _owner);
        using var viewer = await TestBrowser.SignInAsync(_app, _viewer);
        (await viewer.GetAsync("/o/firm/banking/new")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        await ChangeAsync(owner, _viewer, "accountant");

        (await viewer.GetAsync("/o/firm/banking/new")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await _app.Database.ScalarAsync("SELECT data ->> 'to' FROM events WHERE type = 'member.role_changed'")).ShouldBe("accountant");
    }

    [Test]
    public async Task Removal_ends_access_with_the_next_request_and_kills_the_persons_keys()
    {
        using var owner = await TestBrowser.SignInAsync(_app, _owner);
        using var admin = await TestBrowser.SignInAsync(_app, _admin);
        using var key = _app.CreateApiClient(await _firm.IssueKeyAsync(_admin));
        (await key.GetAsync("/api/organization")).StatusCode.ShouldBe(HttpStatusCode.OK);

        await RemoveAsync(owner, _admin);

        (await admin.GetAsync("/o/firm/")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await key.GetAsync("/api/organization")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await _app.Database.ScalarAsync("SELECT count(*) FROM events WHERE type = 'member.removed'")).ShouldBe(1L);
    }

    [Test]
    public async Task A_change_reaches_the_other_process_within_a_second()
    {
        using var owner = await TestBrowser.SignInAsync(_app, _owner);
        await using var other = _app.StartAnother(("Process:Roles", "web"));
        using var key = other.CreateApiClient(await _firm.IssueKeyAsync(_admin));
        (await key.GetAsync("/api/organization")).StatusCode.ShouldBe(HttpStatusCode.OK);

        await RemoveAsync(owner, _admin);

        await Task.Delay(TimeSpan.FromMilliseconds(500));
        (await key.GetAsync("/api/organization")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Test]
    public async Task Two_owners_who_demote_each_other_leave_one_owner()
    {
        for (var round = 0; round < 5; round++)
        {
            await _app.Database.ScalarAsync($"UPDATE memberships SET role = 'owner' WHERE user_id IN ('{_owner.Id}', '{_admin.Id}')");
            await Task.Delay(TimeSpan.FromSeconds(1.1));
            using var one = await TestBrowser.SignInAsync(_app, _owner);
            using var other = await TestBrowser.SignInAsync(_app, _admin);
            var (mine, theirs) = (await one.TokenAsync("/o/firm/settings/members"), await other.TokenAsync("/o/firm/settings/members"));

            await Task.WhenAll(
                one.PostAsync($"/o/firm/settings/members?handler=Role&id={_admin.Id}", ("role", "viewer"), ("__RequestVerificationToken", mine)),
                other.PostAsync($"/o/firm/settings/members?handler=Role&id={_owner.Id}", ("role", "viewer"), ("__RequestVerificationToken", theirs)));

            (await _app.Database.ScalarAsync("SELECT count(*) FROM memberships WHERE role = 'owner'")).ShouldBe(1L);
        }
    }

    [Test]
    public async Task The_last_owner_stays_an_owner()
    {
        using var owner = await TestBrowser.SignInAsync(_app, _owner);

        await ChangeAsync(owner, _owner, "viewer");
        await RemoveAsync(owner, _owner);

        (await RoleOfAsync(_owner)).ShouldBe("owner");
        (await (await owner.GetAsync("/o/firm/settings/members")).Content.ReadAsStringAsync()).ShouldContain("at least one owner");
    }

    [Test]
    public async Task A_tampered_form_neither_lifts_its_sender_nor_touches_an_owner()
    {
        using var admin = await TestBrowser.SignInAsync(_app, _admin);
        using var viewer = await TestBrowser.SignInAsync(_app, _viewer);

        await ChangeAsync(admin, _admin, "owner");
        await ChangeAsync(admin, _owner, "viewer");
        await RemoveAsync(admin, _owner);
        using var refused = await viewer.PostAsync(
            $"/o/firm/settings/members?handler=Role&id={_viewer.Id}",
            ("role", "admin"), ("__RequestVerificationToken", await viewer.TokenAsync("/o/firm/settings/members")));

        (await RoleOfAsync(_admin)).ShouldBe("admin");
        (await RoleOfAsync(_owner)).ShouldBe("owner");
        (await RoleOfAsync(_viewer)).ShouldBe("viewer");
        refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await _app.Database.ScalarAsync("SELECT user_id || ' ' || detail FROM security_events WHERE kind = 'access_refused' ORDER BY id DESC LIMIT 1"))
            .ShouldBe($"{_viewer.Id} POST settings/members?handler=Role");
    }

    [Test]
    public async Task A_key_changes_members_within_its_scopes_and_lifts_nobody_above_them()
    {
        using var narrow = new ApiClient(_app, await _firm.IssueKeyAsync(_owner, Permissions.Members.Manage, Permissions.Members.Read));

        (await narrow.PutAsync($"/api/members/{_viewer.Id}", """{"role":"accountant"}""")).ErrorCode.ShouldBe("access.role_not_held");
        (await narrow.PutAsync($"/api/members/{_viewer.Id}", """{"role":"owner"}""")).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await narrow.PutAsync($"/api/members/{_viewer.Id}", """{"role":"emperor"}""")).ErrorCode.ShouldBe("access.role_unknown");
        (await narrow.PutAsync($"/api/members/{_viewer.Id}", """{"role":"viewer\u0000"}""")).ErrorCode.ShouldBe("MALFORMED_REQUEST");
        (await narrow.PutAsync($"/api/members/{_viewer.Id}", """{"role":"viewer","owner":true}""")).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await narrow.DeleteAsync($"/api/members/{_viewer.Id}")).Status.ShouldBe(HttpStatusCode.OK);
        (await narrow.DeleteAsync($"/api/members/{_viewer.Id}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await narrow.GetAsync("/api/members")).Data.EnumerateArray().Select(row => row.GetProperty("email").GetString())
            .ShouldBe([_admin.Email, _owner.Email]);
    }

    [Test]
    public async Task Another_organizations_member_is_as_unknown_as_nobody()
    {
        var rival = await _app.FoundAsync("rival");
        var theirs = await rival.AddMemberAsync("viewer");
        using var key = new ApiClient(_app, await _firm.IssueKeyAsync(_owner));

        foreach (var id in new[] { theirs.Id, EntityId.New<UserId>() })
        {
            (await key.GetAsync($"/api/members/{id}")).Status.ShouldBe(HttpStatusCode.NotFound);
            (await key.PutAsync($"/api/members/{id}", """{"role":"owner"}""")).Status.ShouldBe(HttpStatusCode.NotFound);
            (await key.DeleteAsync($"/api/members/{id}")).Status.ShouldBe(HttpStatusCode.NotFound);
        }

        (await RoleOfAsync(theirs)).ShouldBe("viewer");
    }

    private async Task<string> RoleOfAsync(TestPerson person) =>
        (string)(await _app.Database.ScalarAsync($"SELECT role FROM memberships WHERE user_id = '{person.Id}'"))!;

    private static Task ChangeAsync(TestBrowser browser, TestPerson person, string role) =>
        PostAsync(browser, $"?handler=Role&id={person.Id}", ("role", role));

    private static Task RemoveAsync(TestBrowser browser, TestPerson person) => PostAsync(browser, $"?handler=Remove&id={person.Id}");

    private static async Task PostAsync(TestBrowser browser, string what, params (string, string)[] fields)
    {
        const string Page = "/o/firm/settings/members";
        using var answer = await browser.PostAsync(Page + what, [.. fields, ("__RequestVerificationToken", await browser.TokenAsync(Page))]);
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }
}
