using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Financbase.Testing.Hosting;
using Financbase.Testing.Http;

namespace Financbase.Infrastructure.Tests.Workflows.Engine;

/// <summary>A deployment replaces processes all the time: asking one to stop loses nothing and holds nothing up.</summary>
public sealed class ShutdownTests
{
    private const string Call = """[{"key":"call","type":"httpRequest","config":{"method":"POST","url":"SINK"}}]""";

    [Test]
    public async Task At_sigterm_a_request_under_way_gets_its_answer_and_its_execution_ends()
    {
        await using var sink = await HttpSink.StartAsync(context => Task.Delay(2_000, context.RequestAborted));
        await using var scene = await EngineScene.BuildAsync();
        var workflow = await scene.PublishAsync(Call.Replace("SINK", $"{sink.Address}"));
        await using var process = Start(scene);
        using var api = new HttpClient { BaseAddress = await process.AddressAsync() };
        var key = await scene.Organization.IssueKeyAsync(await scene.Organization.AddMemberAsync("owner"));
        api.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);

        var asking = api.PostAsJsonAsync($"/api/workflows/{workflow}/execute?wait=20", new { input = new { } });
        await EngineScene.UntilAsync(() => Task.FromResult(sink.Requests.Count), count => count == 1);
        var ending = process.TerminateAsync();

        using var answer = await asking;
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>();
        body.GetProperty("data").GetProperty("status").GetString().ShouldBe("succeeded");
        (await ending).ShouldBe(0);
        sink.Requests.Count.ShouldBe(1);
    }

    [Test]
    public async Task At_sigterm_what_cannot_end_in_time_is_handed_over_at_once()
    {
        var calls = 0;
        await using var sink = await HttpSink.StartAsync(context =>
            Task.Delay(Interlocked.Increment(ref calls) == 1 ? 60_000 : 0, context.RequestAborted));
        await using var scene = await EngineScene.BuildAsync();
        var workflow = await scene.PublishAsync(Call.Replace("SINK", $"{sink.Address}"));
        await using var first = Start(scene, ("Workflows:Drain", "00:00:01"));
        await first.AddressAsync();
        await scene.StartAsync(workflow, 1);
        await EngineScene.UntilAsync(() => Task.FromResult(sink.Requests.Count), count => count == 1);

        (await first.TerminateAsync()).ShouldBe(0);

        (await scene.ScalarAsync<long>("SELECT count(*) FROM workers")).ShouldBe(0);
        await using var second = Start(scene);
        await scene.WaitForAllAsync("succeeded", 1, seconds: 30);
        sink.Requests.Select(request => request.IdempotencyKey).Distinct().Count().ShouldBe(1);
        sink.Requests.Count.ShouldBe(2);
    }

    // Nobody would take a lost lease over for ten minutes: only what is handed back can go on.
    private static WebProcess Start(EngineScene scene, params (string Key, string Value)[] settings) => WebProcess.Start(
        scene.Database,
        [
            ("Workflows:StaleAfter", "00:10:00"), ("Egress:AllowedNetworks:0", "127.0.0.0/8"),
            ("Encryption:Key", EngineWorker.EncryptionKey), .. settings,
        ]);
}
