using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Financbase.Testing.Hosting;
using Financbase.Testing.Http;
using Microsoft.AspNetCore.Http;

namespace Financbase.Web.Tests.Workflows;

/// <summary>Web and worker in one process, a real database, a real sink.</summary>
public abstract class ExecutionApiScene
{
    private TestApp _app = null!;

    protected HttpSink Sink { get; private set; } = null!;

    protected TestOrganization Ours { get; private set; } = null!;

    protected ApiClient Owner { get; private set; } = null!;

    protected ApiClient Viewer { get; private set; } = null!;

    /// <summary>An owner of another organization.</summary>
    protected ApiClient Foreign { get; private set; } = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        Sink = await HttpSink.StartAsync(http =>
        {
            http.Response.StatusCode = http.Request.Path.StartsWithSegments("/broken") ? 500 : 200;
            return http.Response.WriteAsJsonAsync(new { seen = http.Request.Path.Value });
        });
        _app = await TestApp.StartAsync(("Egress:AllowedNetworks:0", "127.0.0.0/8"));
        Ours = await _app.FoundAsync("acme");
        Owner = await ApiClient.OfAsync(Ours, "owner");
        Viewer = await ApiClient.OfAsync(Ours, "viewer");
        Foreign = await ApiClient.OfAsync(await _app.FoundAsync("other"), "owner");
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        Owner.Dispose();
        Viewer.Dispose();
        Foreign.Dispose();
        await _app.DisposeAsync();
        await Sink.DisposeAsync();
    }

    protected static string ExecutionPath(ApiResponse started) => "/api/executions/" + started.Data.GetProperty("executionId").GetString();

    protected static IEnumerable<string> Ids(ApiResponse list) => list.Data.EnumerateArray().Select(row => row.GetProperty("id").GetString()!);

    protected static IEnumerable<(string?, string?, int)> Steps(JsonElement execution) => execution.GetProperty("steps").EnumerateArray()
        .Select(step => (step.GetProperty("key").GetString(), step.GetProperty("status").GetString(), step.GetProperty("attempt").GetInt32()));

    protected TestApp App => _app;

    protected async Task<string> PublishAsync(string steps, string trigger = """{"type":"manual"}""")
    {
        var created = await Owner.PostAsync("/api/workflows", """{"name":"Test","trigger":""" + trigger + ",\"steps\":[" + steps + "]}");
        var published = await Owner.PostAsync(created.Location + "/publish");
        published.Status.ShouldBe(HttpStatusCode.OK, published.Json.GetRawText());
        return created.Location!;
    }

    protected Task<JsonElement> EndAsync(ApiResponse started) => UntilAsync(ExecutionPath(started), "succeeded");

    protected async Task<JsonElement> UntilAsync(string execution, string status)
    {
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < TimeSpan.FromSeconds(20);)
        {
            var data = (await Owner.GetAsync(execution)).Data;
            if (data.GetProperty("status").GetString() == status)
                return data;
            await Task.Delay(50);
        }

        throw new AssertionException($"{execution} did not become {status}.");
    }
}
