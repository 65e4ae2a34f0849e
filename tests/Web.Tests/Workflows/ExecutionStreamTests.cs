using System.Net;
using System.Text.Json;
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
        for (var number = 0; number < 50; number++)
            streams.Add(await EventStream.OpenAsync(Owner, path + "/stream"));

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
