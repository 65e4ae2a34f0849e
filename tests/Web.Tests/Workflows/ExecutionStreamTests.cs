using System.Net;
using Financbase.Testing;
using Financbase.Testing.Hosting;
using Financbase.Testing.Http;

namespace Financbase.Web.Tests.Workflows;

/// <summary>An execution is followed by server-sent events.</summary>
public sealed class ExecutionStreamTests : ExecutionApiScene
{
    private const string Waits = """
        {"key":"first","type":"transform","config":{"set":{"x":1}},"next":{"default":"wait"}},
        {"key":"wait","type":"approval","config":{"role":"owner","title":"All right?","timeout":"P1D"},"next":{"approved":"last"}},
        {"key":"last","type":"transform","config":{"set":{"x":2}}}
        """;

    [Test]
    public async Task It_tells_each_change_in_order_and_ends_with_the_execution()
    {
        var path = await StartAsync();
        await using var stream = await EventStream.OpenAsync(Owner, path + "/stream");

        var seen = new List<ServerEvent>();
        while (seen.LastOrDefault() is not { Name: "state" } || Status(seen[^1]) != "waiting")
            seen.Add((await stream.NextAsync())!);
        await ApproveAsync(path);
        while (await stream.NextAsync() is { } next)
            seen.Add(next);

        seen.Where(one => one.Name == "step").Select(one => $"{one.Data.GetProperty("key")}:{one.Data.GetProperty("status")}")
            .ShouldBe(["first:succeeded", "wait:waiting", "wait:succeeded", "last:succeeded"]);
        seen.Select(one => long.Parse(one.Id, System.Globalization.CultureInfo.InvariantCulture)).ShouldBeInOrder();
        (seen[^1].Name, Status(seen[^1])).ShouldBe(("end", "succeeded"));
        stream.ContentType.ShouldBe("text/event-stream");
    }

    [Test]
    public async Task It_goes_on_after_the_event_that_was_seen_last()
    {
        var path = await StartAsync();
        await ApproveAsync(path);
        await UntilAsync(path, "succeeded");
        var all = await AllAsync(path, null);

        var rest = await AllAsync(path, all[1].Id);

        all.Count(one => one.Name == "step").ShouldBe(4);
        rest.Where(one => one.Name == "step").Select(one => one.Id).ShouldBe(all.Where(one => one.Name == "step").Skip(2).Select(one => one.Id));
        (await AllAsync(path, all[^1].Id)).Select(one => one.Name).ShouldBe(["state", "end"]);
        (await Owner.GetAsync(path + "/stream?x=1")).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Test]
    public async Task Cancelling_ends_it_and_others_have_none()
    {
        var path = await StartAsync();
        await using var stream = await EventStream.OpenAsync(Viewer, path + "/stream");
        (await Foreign.GetAsync(path + "/stream")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await Owner.GetAsync($"/api/executions/{Guid.NewGuid()}/stream")).Status.ShouldBe(HttpStatusCode.NotFound);

        (await Owner.PostAsync(path + "/cancel")).Status.ShouldBe(HttpStatusCode.OK);

        ServerEvent? last = null;
        while (await stream.NextAsync() is { } next)
            last = next;
        (last!.Name, Status(last)).ShouldBe(("end", "cancelled"));
    }

    [Test]
    public async Task An_organization_has_so_many_at_once_and_those_that_ended_make_room()
    {
        var path = await StartAsync();
        var streams = new List<EventStream>();
        for (var caller = 0; caller < 5; caller++)
        {
            using var client = new ApiClient(App, await Ours.IssueKeyAsync(await PersonAsync("viewer")));
            for (var number = 0; number < 10; number++)
                streams.Add(await EventStream.OpenAsync(client, path + "/stream"));
        }

        var refused = await Owner.GetAsync(path + "/stream");
        (refused.Status, refused.ErrorCode).ShouldBe((HttpStatusCode.TooManyRequests, "workflows.too_many_followers"));
        (await Foreign.GetAsync(path + "/stream")).Status.ShouldBe(HttpStatusCode.NotFound);

        foreach (var stream in streams)
            await stream.DisposeAsync();
        await Eventually.HoldsAsync(async () =>
        {
            await using var again = await EventStream.TryOpenAsync(Owner, path + "/stream");
            return again is not null;
        });
    }

    [Test]
    public async Task One_caller_has_fewer_so_that_others_have_room_and_is_told_when_to_come_again()
    {
        var path = await StartAsync();
        using var client = new ApiClient(App, await Ours.IssueKeyAsync(await PersonAsync("viewer")));
        var streams = new List<EventStream>();
        for (var number = 0; number < 10; number++)
            streams.Add(await EventStream.OpenAsync(client, path + "/stream"));

        using var refused = await client.OpenAsync(path + "/stream", null);
        refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        refused.Headers.RetryAfter!.Delta!.Value.ShouldBeGreaterThan(TimeSpan.Zero);
        await using (await EventStream.OpenAsync(Viewer, path + "/stream"))
        {
        }

        foreach (var stream in streams)
            await stream.DisposeAsync();
    }

    [Test]
    public async Task A_page_that_is_left_open_does_not_keep_its_session_alive()
    {
        var path = await StartAsync();
        var person = await PersonAsync("viewer");
        using var browser = await TestBrowser.SignInAsync(App, person);
        var page = "/o/acme/workflows" + path["/api".Length..];
        var seen = $"FROM user_sessions WHERE user_id = '{person.Id}' AND last_seen_at < now() - interval '10 minutes'";
        await App.Database.ScalarAsync($"UPDATE user_sessions SET last_seen_at = last_seen_at - interval '20 minutes' WHERE user_id = '{person.Id}'");

        await using var stream = await OpenedAsync(EventStream.OpenAsync(browser, page + "?handler=Stream"));
        await ApproveAsync(path);
        while (await stream.NextAsync() is { Name: not "end" })
        {
        }

        (await browser.PollAsync(page)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await App.Database.ScalarAsync($"SELECT count(*) {seen}")).ShouldBe(1L);

        (await browser.FetchAsync(page)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await App.Database.ScalarAsync($"SELECT count(*) {seen}")).ShouldBe(0L, "A person is there, and htmx accepts streams whatever it asks for.");
    }

    [Test]
    public async Task It_ends_without_an_end_when_the_key_is_revoked()
    {
        var path = await StartAsync();
        var person = await PersonAsync("viewer");
        using var client = new ApiClient(App, await Ours.IssueKeyAsync(person));
        await using var stream = await OpenedAsync(EventStream.OpenAsync(client, path + "/stream"));

        await App.Database.ScalarAsync($"UPDATE api_keys SET revoked_at = now() WHERE created_by = '{person.Id}'");

        (await stream.NextAsync()).ShouldBeNull();
        (await client.GetAsync(path + "/stream")).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Test]
    public async Task It_ends_without_an_end_when_the_member_is_removed()
    {
        var path = await StartAsync();
        var person = await PersonAsync("viewer");
        using var client = new ApiClient(App, await Ours.IssueKeyAsync(person));
        await using var stream = await OpenedAsync(EventStream.OpenAsync(client, path + "/stream"));

        await App.Database.ScalarAsync($"DELETE FROM memberships WHERE user_id = '{person.Id}'");

        (await stream.NextAsync()).ShouldBeNull();
    }

    [Test]
    public async Task It_ends_without_an_end_when_an_exception_hides_the_workflow()
    {
        var path = await StartAsync();
        var person = await PersonAsync("viewer");
        using var client = new ApiClient(App, await Ours.IssueKeyAsync(person));
        await using var stream = await OpenedAsync(EventStream.OpenAsync(client, path + "/stream"));

        await App.Database.ScalarAsync($"""
            INSERT INTO resource_grants (organization_id, id, user_id, permission, resource_type, resource_id, effect, granted_by, created_at)
            SELECT organization_id, gen_random_uuid(), '{person.Id}', 'executions:read', 'workflow', workflow_id, 'deny', '{person.Id}', now()
            FROM workflow_executions WHERE id = '{path.Split('/')[^1]}'
            """);

        (await stream.NextAsync()).ShouldBeNull();
    }

    [Test]
    public async Task A_page_hears_it_too_until_its_session_ends()
    {
        var path = await StartAsync();
        var person = await PersonAsync("viewer");
        using var browser = await TestBrowser.SignInAsync(App, person);
        var page = "/o/acme/workflows" + path["/api".Length..];
        (await browser.GetStringAsync(page)).ShouldContain(page + "?handler=Stream");
        await using var stream = await OpenedAsync(EventStream.OpenAsync(browser, page + "?handler=Stream"));

        await App.Database.ScalarAsync($"UPDATE user_sessions SET revoked_at = now() WHERE user_id = '{person.Id}'");

        (await stream.NextAsync()).ShouldBeNull();
        await ApproveAsync(path);
        await UntilAsync(path, "succeeded");
        using var another = await TestBrowser.SignInAsync(App, await PersonAsync("viewer"));
        (await another.GetStringAsync(page)).ShouldNotContain("handler=Stream");
    }

    [Test]
    public async Task A_process_that_only_serves_tells_it_too_and_lets_go_when_it_stops()
    {
        var path = await StartAsync();
        var other = App.StartAnother(("Process:Roles", "web"));
        using var client = new ApiClient(other, await Ours.IssueKeyAsync(await PersonAsync("viewer")));
        await using var first = await EventStream.OpenAsync(client, path + "/stream");
        await ApproveAsync(path);
        while (await first.NextAsync() is { Name: not "end" })
        {
        }

        var waiting = await StartAsync();
        await using var second = await OpenedAsync(EventStream.OpenAsync(client, waiting + "/stream"));
        await other.DisposeAsync();

        (await second.NextAsync()).ShouldBeNull();
    }

    private Task<TestPerson> PersonAsync(string role) => MemberAsync($"{role}-{Guid.NewGuid():N}@acme.test", role);

    private async Task<TestPerson> MemberAsync(string email, string role)
    {
        var person = await App.CreateUserAsync(email);
        await Ours.AddMemberAsync(person, role);
        return person;
    }

    /// <summary>A stream of a waiting execution, with nothing more to read for now.</summary>
    private static async Task<EventStream> OpenedAsync(Task<EventStream> opening)
    {
        var stream = await opening;
        while (await stream.NextAsync() is { Name: not "state" })
        {
        }

        return stream;
    }

    private static string Status(ServerEvent one) => one.Data.GetProperty("status").GetString()!;

    private async Task<string> StartAsync()
    {
        var path = ExecutionPath(await Owner.PostAsync(await PublishAsync(Waits) + "/execute"));
        await UntilAsync(path, "waiting");
        return path;
    }

    private async Task ApproveAsync(string path)
    {
        var asked = await App.Database.ScalarAsync($"SELECT id FROM approvals WHERE execution_id = '{path.Split('/')[^1]}'");
        (await Owner.PostAsync($"/api/approvals/{asked}/approve")).Status.ShouldBe(HttpStatusCode.OK);
    }

    private async Task<List<ServerEvent>> AllAsync(string path, string? last)
    {
        await using var stream = await EventStream.OpenAsync(Owner, path + "/stream", last);
        var all = new List<ServerEvent>();
        while (await stream.NextAsync() is { } next)
            all.Add(next);
        return all;
    }
}
