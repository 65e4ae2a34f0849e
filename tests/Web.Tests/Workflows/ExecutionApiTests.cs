using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Financbase.Testing.Hosting;
using Financbase.Testing.Http;
using Microsoft.AspNetCore.Http;

namespace Financbase.Web.Tests.Workflows;

/// <summary>Web and worker in one process, a real database, a real sink.</summary>
public sealed class ExecutionApiTests
{
    private TestApp _app = null!;
    private HttpSink _sink = null!;
    private ApiClient _owner = null!;
    private ApiClient _viewer = null!;
    private ApiClient _foreign = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _sink = await HttpSink.StartAsync(http =>
        {
            http.Response.StatusCode = http.Request.Path.StartsWithSegments("/broken") ? 500 : 200;
            return http.Response.WriteAsJsonAsync(new { seen = http.Request.Path.Value });
        });
        _app = await TestApp.StartAsync(("Egress:AllowedNetworks:0", "127.0.0.0/8"));
        var organization = await _app.FoundAsync("acme");
        _owner = await ApiClient.OfAsync(organization, "owner");
        _viewer = await ApiClient.OfAsync(organization, "viewer");
        _foreign = await ApiClient.OfAsync(await _app.FoundAsync("other"), "owner");
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        _owner.Dispose();
        _viewer.Dispose();
        _foreign.Dispose();
        await _app.DisposeAsync();
        await _sink.DisposeAsync();
    }

    [Test]
    public async Task A_start_runs_the_published_version_and_the_history_tells_each_step()
    {
        var path = await PublishAsync($$$$"""
            {"key":"big","type":"condition","config":{"field":"trigger.amount","op":"gt","value":100},"next":{"true":"tell","false":"small"}},
            {"key":"tell","type":"httpRequest","config":{"method":"POST","url":"{{{{_sink.Address}}}}orders","body":{"amount":"{{ trigger.amount }}","text":"Amount {{ trigger.amount | plus: 1 }}"}},"next":{"default":"shape"}},
            {"key":"shape","type":"transform","config":{"set":{"status":"{{ steps.tell.output.status }}"}}},
            {"key":"small","type":"transform","config":{"set":{"x":1}}}
            """);

        var answer = await _owner.PostAsync(path + "/execute?wait=20", """{"input":{"amount":250}}""");

        answer.Status.ShouldBe(HttpStatusCode.OK);
        answer.Data.GetProperty("status").GetString().ShouldBe("succeeded");
        answer.Data.GetProperty("output").GetRawText().ShouldBe("""{"status":200}""");
        var call = _sink.Requests.Single(request => request.Path == "/orders");
        call.Body.ShouldBe("""{"amount":250,"text":"Amount 251"}""");
        call.IdempotencyKey.ShouldNotBeNullOrEmpty();

        var execution = (await _owner.GetAsync(ExecutionPath(answer))).Data;
        execution.GetProperty("input").GetRawText().ShouldBe("""{"amount":250}""");
        execution.GetProperty("source").GetString().ShouldBe("api");
        execution.GetProperty("version").GetInt32().ShouldBe(1);
        Steps(execution).ShouldBe([("big", "succeeded", 1), ("tell", "succeeded", 1), ("shape", "succeeded", 1), ("small", "skipped", 0)]);
        var tell = execution.GetProperty("steps")[1];
        tell.GetProperty("input").GetProperty("method").GetString().ShouldBe("POST");
        tell.GetProperty("output").GetProperty("body").GetProperty("seen").GetString().ShouldBe("/orders");
        tell.GetProperty("durationMs").GetDouble().ShouldBeGreaterThan(0);
        tell.GetProperty("finishedAt").GetDateTimeOffset().ShouldBeGreaterThanOrEqualTo(tell.GetProperty("startedAt").GetDateTimeOffset());
        (await _owner.GetAsync(ExecutionPath(answer) + "/logs")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Test]
    public async Task A_start_without_a_body_has_an_empty_input_and_answers_at_once()
    {
        var path = await PublishAsync("""{"key":"a","type":"transform","config":{"set":{"x":1}}}""");

        var started = await _owner.PostAsync(path + "/execute");

        started.Status.ShouldBe(HttpStatusCode.Accepted);
        started.Location.ShouldBe(ExecutionPath(started));
        (await EndAsync(started)).GetProperty("input").GetRawText().ShouldBe("{}");
    }

    [Test]
    public async Task Only_a_published_workflow_that_is_not_paused_can_be_started()
    {
        var draft = (await _owner.PostAsync("/api/workflows", """{"name":"x"}""")).Location!;
        var paused = await PublishAsync("""{"key":"a","type":"transform","config":{"set":{"x":1}}}""");
        await _owner.PostAsync(paused + "/pause");

        var first = await _owner.PostAsync(draft + "/execute");
        var second = await _owner.PostAsync(paused + "/execute");

        (first.Status, first.ErrorCode).ShouldBe((HttpStatusCode.Conflict, "workflows.not_published"));
        (second.Status, second.ErrorCode).ShouldBe((HttpStatusCode.Conflict, "workflows.paused"));
    }

    [TestCase("""{"input":{"a":"\ud800"}}""")]
    [TestCase("""{"input":{"a":"x\u0000"}}""")]
    [TestCase("""{"input":{"a":[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]}}""")]
    public async Task An_input_that_could_not_be_read_or_kept_starts_nothing(string body)
    {
        var path = await PublishAsync("""{"key":"a","type":"transform","config":{"set":{"x":1}}}""");

        var answer = await _owner.PostAsync(path + "/execute", body);

        (answer.Status, answer.ErrorCode).ShouldBe((HttpStatusCode.BadRequest, "MALFORMED_REQUEST"));
        (await _owner.GetAsync(path + "/executions")).Data.GetArrayLength().ShouldBe(0);
    }

    [Test]
    public async Task Large_values_are_cut_among_the_steps_and_whole_for_one_step()
    {
        var path = await PublishAsync("""
            {"key":"big","type":"transform","config":{"set":{"copy":"{{ trigger.text }}"}},"next":{"default":"small"}},
            {"key":"small","type":"transform","config":{"set":{"x":1}}}
            """);
        var text = new string('x', 1_000_000);
        var execution = ExecutionPath(await _owner.PostAsync(path + "/execute?wait=20", JsonSerializer.Serialize(new { input = new { text } })));

        var steps = (await _owner.GetAsync(execution)).Data.GetProperty("steps");
        var whole = (await _owner.GetAsync(execution + "/steps/big")).Data;

        steps[0].GetProperty("output").GetProperty("$cut").GetProperty("bytes").GetInt32().ShouldBeInRange(1_000_000, 1_000_100);
        steps[1].GetProperty("output").GetRawText().ShouldBe("""{"x":1}""");
        whole.GetProperty("output").GetProperty("copy").GetString().ShouldBe(text);
        (whole.GetProperty("key").GetString(), whole.GetProperty("status").GetString()).ShouldBe(("big", "succeeded"));
        (await _owner.GetAsync(execution + "/steps/nothing")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await _foreign.GetAsync(execution + "/steps/big")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Test]
    public async Task What_a_workflow_nests_up_to_its_limit_can_be_read_again()
    {
        var nest = new string('[', 20) + "\"{{ FROM }}\"" + new string(']', 20);
        var path = await PublishAsync($$$$"""
            {"key":"a","type":"transform","config":{"set":{"x":{{{{nest.Replace("FROM", "trigger.x")}}}}}},"next":{"default":"b"}},
            {"key":"b","type":"transform","config":{"set":{"x":{{{{nest.Replace("FROM", "steps.a.output")}}}}}}}
            """);

        var answer = await _owner.PostAsync(path + "/execute?wait=20", """{"input":{"x":[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]}}""");

        answer.Data.GetProperty("status").GetString().ShouldBe("succeeded");
        (await _owner.GetAsync(ExecutionPath(answer))).Status.ShouldBe(HttpStatusCode.OK);
    }

    [TestCase("executions")]
    [TestCase("executions/00000000-0000-0000-0000-000000000000/logs")]
    public async Task A_cursor_that_is_not_ours_is_refused(string list) =>
        (await _owner.GetAsync($"/api/{list}?cursor=WyJ4Il0")).Fields.ShouldBe(["cursor"]);

    [TestCase("""{"input":[1]}""", "", "input")]
    [TestCase("""{"inputs":{}}""", "", "$.inputs")]
    [TestCase("{}", "?wait=31", "wait")]
    [TestCase("{}", "?wait=soon", "wait")]
    public async Task A_wrong_start_starts_nothing(string body, string query, string field)
    {
        var path = await PublishAsync("""{"key":"a","type":"transform","config":{"set":{"x":1}}}""");

        var answer = await _owner.PostAsync(path + "/execute" + query, body);

        answer.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        answer.Fields.ShouldBe([field]);
        (await _owner.GetAsync(path + "/executions")).Data.GetArrayLength().ShouldBe(0);
    }

    [Test]
    public async Task The_same_idempotency_key_starts_one_execution()
    {
        var path = await PublishAsync("""{"key":"a","type":"transform","config":{"set":{"x":1}}}""");
        var key = ("Idempotency-Key", Guid.CreateVersion7().ToString());

        var first = await _owner.PostAsync(path + "/execute", null, key);
        var second = await _owner.PostAsync(path + "/execute", null, key);

        second.Location.ShouldBe(first.Location);
        (await _owner.GetAsync(path + "/executions")).Data.GetArrayLength().ShouldBe(1);
    }

    [Test]
    public async Task A_waiting_execution_can_be_cancelled_once()
    {
        var path = await PublishAsync("""
            {"key":"rest","type":"delay","config":{"duration":"P30D"},"next":{"default":"after"}},
            {"key":"after","type":"transform","config":{"set":{"x":1}}}
            """);
        var started = await _owner.PostAsync(path + "/execute?wait=1");
        started.Status.ShouldBe(HttpStatusCode.Accepted);
        var execution = ExecutionPath(started);
        (await UntilAsync(execution, "waiting")).GetProperty("steps")[0].GetProperty("status").GetString().ShouldBe("waiting");

        (await _viewer.PostAsync(execution + "/cancel")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await _owner.PostAsync(execution + "/cancel")).Status.ShouldBe(HttpStatusCode.OK);
        (await _owner.PostAsync(execution + "/cancel")).ErrorCode.ShouldBe("workflows.execution_ended");

        var cancelled = (await _owner.GetAsync(execution)).Data;
        cancelled.GetProperty("status").GetString().ShouldBe("cancelled");
        Steps(cancelled).ShouldBe([("rest", "cancelled", 1), ("after", "skipped", 0)]);
    }

    [Test]
    public async Task A_failure_names_the_step_and_the_reason()
    {
        var path = await PublishAsync($$$$"""
            {"key":"call","type":"httpRequest","config":{"method":"POST","url":"{{{{_sink.Address}}}}broken"},"retry":{"attempts":2,"backoff":"fixed","delay":"PT0.1S"}}
            """);

        var answer = await _owner.PostAsync(path + "/execute?wait=20");

        answer.Data.GetProperty("status").GetString().ShouldBe("failed");
        answer.Data.GetProperty("failedStep").GetString().ShouldBe("call");
        answer.Data.GetProperty("error").GetProperty("class").GetString().ShouldBe("server");
        var execution = (await _owner.GetAsync(ExecutionPath(answer))).Data;
        Steps(execution).ShouldBe([("call", "failed", 2)]);
        execution.GetProperty("steps")[0].GetProperty("error").GetProperty("message").GetString().ShouldNotBeNullOrEmpty();
        var listed = (await _owner.GetAsync(path + "/executions?status=failed")).Data[0];
        listed.GetProperty("error").GetString().ShouldBe(answer.Data.GetProperty("error").GetProperty("message").GetString());
        var lines = (await _owner.GetAsync(ExecutionPath(answer) + "/logs")).Data;
        lines.EnumerateArray().ShouldContain(line => line.GetProperty("level").GetString() == "error");
    }

    [Test]
    public async Task An_error_wire_handles_the_failure()
    {
        var path = await PublishAsync($$$$"""
            {"key":"call","type":"httpRequest","config":{"method":"POST","url":"{{{{_sink.Address}}}}broken"},"next":{"default":"fine","error":"mend"}},
            {"key":"fine","type":"transform","config":{"set":{"x":1}}},
            {"key":"mend","type":"transform","config":{"set":{"because":"{{ steps.call.error.class }}"}}}
            """);

        var answer = await _owner.PostAsync(path + "/execute?wait=20");

        answer.Data.GetProperty("status").GetString().ShouldBe("succeeded");
        answer.Data.GetProperty("output").GetRawText().ShouldBe("""{"because":"server"}""");
        Steps((await _owner.GetAsync(ExecutionPath(answer))).Data).ShouldBe([("call", "failed", 1), ("fine", "skipped", 0), ("mend", "succeeded", 1)]);
    }

    [Test]
    public async Task Executions_are_listed_newest_first_by_cursor()
    {
        var path = await PublishAsync("""{"key":"a","type":"transform","config":{"set":{"x":1}}}""");
        List<string> started = [];
        for (var start = 0; start < 3; start++)
            started.Insert(0, (await _owner.PostAsync(path + "/execute")).Data.GetProperty("executionId").GetString()!);

        var first = await _owner.GetAsync(path + "/executions?limit=2");
        var cursor = first.Json.GetProperty("pagination").GetProperty("nextCursor").GetString();
        var second = await _owner.GetAsync(path + $"/executions?limit=2&cursor={cursor}");

        Ids(first).Concat(Ids(second)).ShouldBe(started);
        second.Json.GetProperty("pagination").GetProperty("nextCursor").ValueKind.ShouldBe(JsonValueKind.Null);
        var workflow = path.Split('/')[^1];
        Ids(await _owner.GetAsync($"/api/executions?workflowId={workflow}")).ShouldBe(started);
        (await _owner.GetAsync("/api/executions?status=asleep")).Fields.ShouldBe(["status"]);
        (await _owner.GetAsync("/api/workflows?limit=1")).Data[0].GetProperty("lastExecution").GetProperty("id").GetString().ShouldBe(started[0]);
    }

    [Test]
    public async Task Another_organization_sees_no_execution_and_starts_none()
    {
        var path = await PublishAsync("""{"key":"a","type":"transform","config":{"set":{"secret":"ours"}}}""");
        var execution = ExecutionPath(await _owner.PostAsync(path + "/execute?wait=20"));

        foreach (var answer in new[]
        {
            await _foreign.PostAsync(path + "/execute"), await _foreign.GetAsync(path + "/executions"), await _foreign.GetAsync(execution),
            await _foreign.GetAsync(execution + "/logs"), await _foreign.PostAsync(execution + "/cancel"),
        })
        {
            (answer.Status, answer.ErrorCode).ShouldBe((HttpStatusCode.NotFound, "NOT_FOUND"));
        }

        (await _foreign.GetAsync("/api/executions")).Data.GetArrayLength().ShouldBe(0);
    }

    [Test]
    public async Task A_viewer_reads_and_does_not_start()
    {
        var path = await PublishAsync("""{"key":"a","type":"transform","config":{"set":{"x":1}}}""");
        var execution = ExecutionPath(await _owner.PostAsync(path + "/execute"));

        (await _viewer.GetAsync(execution)).Status.ShouldBe(HttpStatusCode.OK);
        (await _viewer.PostAsync(path + "/execute")).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    private static string ExecutionPath(ApiResponse started) => "/api/executions/" + started.Data.GetProperty("executionId").GetString();

    private static IEnumerable<string> Ids(ApiResponse list) => list.Data.EnumerateArray().Select(row => row.GetProperty("id").GetString()!);

    private static IEnumerable<(string?, string?, int)> Steps(JsonElement execution) => execution.GetProperty("steps").EnumerateArray()
        .Select(step => (step.GetProperty("key").GetString(), step.GetProperty("status").GetString(), step.GetProperty("attempt").GetInt32()));

    private async Task<string> PublishAsync(string steps)
    {
        var created = await _owner.PostAsync("/api/workflows", """{"name":"Test","trigger":{"type":"manual"},"steps":[""" + steps + "]}");
        var published = await _owner.PostAsync(created.Location + "/publish");
        published.Status.ShouldBe(HttpStatusCode.OK, published.Json.GetRawText());
        return created.Location!;
    }

    private Task<JsonElement> EndAsync(ApiResponse started) => UntilAsync(ExecutionPath(started), "succeeded");

    private async Task<JsonElement> UntilAsync(string execution, string status)
    {
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < TimeSpan.FromSeconds(20);)
        {
            var data = (await _owner.GetAsync(execution)).Data;
            if (data.GetProperty("status").GetString() == status)
                return data;
            await Task.Delay(50);
        }

        throw new AssertionException($"{execution} did not become {status}.");
    }
}
