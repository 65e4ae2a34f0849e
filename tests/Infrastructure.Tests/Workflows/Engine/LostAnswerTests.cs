using System.Net;
using System.Net.Sockets;
using Financbase.Testing.Http;
using Microsoft.AspNetCore.Http;

namespace Financbase.Infrastructure.Tests.Workflows.Engine;

/// <summary>Calls that were sent and got no answer: nobody knows whether they happened, though no process died.</summary>
public sealed class LostAnswerTests
{
    private EngineScene _scene = null!;

    [SetUp]
    public async Task Build()
    {
        _scene = await EngineScene.BuildAsync();
        await _scene.StartWorkerAsync();
    }

    [TearDown]
    public async Task Clear() => await _scene.DisposeAsync();

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_call_that_must_not_be_repeated_is_parked_when_no_answer_comes(bool breaks)
    {
        await using var sink = await HttpSink.StartAsync((_, http) => LoseAsync(http, breaks));
        var id = await _scene.StartAsync(await _scene.PublishAsync(Call(sink.Address, "park")));

        await _scene.WaitForAsync(id, "parked");

        sink.Requests.Count.ShouldBe(1);
        (await _scene.ScalarAsync<string>($"SELECT parked_reason FROM workflow_executions WHERE id = '{id}'")).ShouldBe("outcome_unknown");
        (await _scene.ScalarAsync<string>($"SELECT message FROM workflow_logs WHERE execution_id = '{id}' AND level = 'error'")).ShouldStartWith("No answer came to this call: ");
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task The_other_side_is_asked_about_a_call_without_an_answer(bool breaks)
    {
        await using var sink = await HttpSink.StartAsync((request, http) =>
            request.Method == "GET" ? http.Response.WriteAsJsonAsync(new { id = "p1" }) : LoseAsync(http, breaks));
        var id = await _scene.StartAsync(await _scene.PublishAsync(Call(sink.Address, "verify", $$""","verifyUrl":"{{sink.Address}}" """)));

        await _scene.WaitForAsync(id, "succeeded");

        sink.Requests.Select(request => request.Method).ShouldBe(["POST", "GET"]);
        (await _scene.OutputAsync(id)).GetProperty("body").GetProperty("id").GetString().ShouldBe("p1");
    }

    [Test]
    public async Task A_call_that_knows_its_key_is_repeated()
    {
        var calls = 0;
        await using var sink = await HttpSink.StartAsync((_, http) => Interlocked.Increment(ref calls) == 1 ? LoseAsync(http, breaks: true) : http.Response.WriteAsync("ok"));
        var id = await _scene.StartAsync(await _scene.PublishAsync(Call(sink.Address, "retry")));

        await _scene.WaitForAsync(id, "succeeded");

        sink.Requests.Select(request => request.IdempotencyKey).ShouldBe([$"{id}/call", $"{id}/call"]);
    }

    [Test]
    public async Task What_was_never_sent_is_sent_again_as_often_as_the_policy_says()
    {
        using var closed = new TcpListener(IPAddress.Loopback, 0);
        closed.Start();
        var nobody = new Uri($"http://127.0.0.1:{((IPEndPoint)closed.LocalEndpoint).Port}");
        closed.Stop();
        var id = await _scene.StartAsync(await _scene.PublishAsync(Call(nobody, "park")));

        await _scene.WaitForAsync(id, "failed");

        (await _scene.StepsAsync(id)).ShouldBe("call:running call:failed call:running call:failed");
    }

    private static async Task LoseAsync(HttpContext http, bool breaks)
    {
        if (breaks)
            http.Abort();
        else
            await Task.Delay(Timeout.Infinite, http.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static string Call(Uri address, string onLostResult, string more = "") => $$"""
        [{"key":"call","type":"httpRequest","timeout":"PT1S","retry":{"attempts":2,"delay":"PT0.1S"},
          "config":{"method":"POST","url":"{{address}}","onLostResult":"{{onLostResult}}"{{more}} } }]
        """;
}
