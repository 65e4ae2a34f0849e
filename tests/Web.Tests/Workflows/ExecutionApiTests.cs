using System.Net;
using System.Text.Json;

namespace Financbase.Web.Tests.Workflows;

public sealed class ExecutionApiTests : ExecutionApiScene
{
    [Test]
    public async Task A_start_runs_the_published_version_and_the_history_tells_each_step()
    {
        var path = await PublishAsync($$$$"""
            {"key":"big","type":"condition","config":{"field":"trigger.amount","op":"gt","value":100},"next":{"true":"tell","false":"small"}},
            {"key":"tell","type":"httpRequest","config":{"method":"POST","url":"{{{{Sink.Address}}}}orders","body":{"amount":"{{ trigger.amount }}","text":"Amount {{ trigger.amount | plus: 1 }}"}},"next":{"default":"shape"}},
            {"key":"shape","type":"transform","config":{"set":{"status":"{{ steps.tell.output.status }}"}}},
            {"key":"small","type":"transform","config":{"set":{"x":1}}}
            """);

        var answer = await Owner.PostAsync(path + "/execute?wait=20", """{"input":{"amount":250}}""");

        answer.Status.ShouldBe(HttpStatusCode.OK);
        answer.Data.GetProperty("status").GetString().ShouldBe("succeeded");
        answer.Data.GetProperty("output").GetRawText().ShouldBe("""{"status":200}""");
        var call = Sink.Requests.Single(request => request.Path == "/orders");
        call.Body.ShouldBe("""{"amount":250,"text":"Amount 251"}""");
        call.IdempotencyKey.ShouldNotBeNullOrEmpty();

        var execution = (await Owner.GetAsync(ExecutionPath(answer))).Data;
        execution.GetProperty("input").GetRawText().ShouldBe("""{"amount":250}""");
        execution.GetProperty("source").GetString().ShouldBe("api");
        execution.GetProperty("version").GetInt32().ShouldBe(1);
        Steps(execution).ShouldBe([("big", "succeeded", 1), ("tell", "succeeded", 1), ("shape", "succeeded", 1), ("small", "skipped", 0)]);
        var tell = execution.GetProperty("steps")[1];
        tell.GetProperty("input").GetProperty("method").GetString().ShouldBe("POST");
        tell.GetProperty("output").GetProperty("body").GetProperty("seen").GetString().ShouldBe("/orders");
        tell.GetProperty("durationMs").GetDouble().ShouldBeGreaterThan(0);
        tell.GetProperty("finishedAt").GetDateTimeOffset().ShouldBeGreaterThanOrEqualTo(tell.GetProperty("startedAt").GetDateTimeOffset());
        (await Owner.GetAsync(ExecutionPath(answer) + "/logs")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Test]
    public async Task A_start_without_a_body_has_an_empty_input_and_answers_at_once()
    {
        var path = await PublishAsync("""{"key":"a","type":"transform","config":{"set":{"x":1}}}""");

        var started = await Owner.PostAsync(path + "/execute");

        started.Status.ShouldBe(HttpStatusCode.Accepted);
        started.Location.ShouldBe(ExecutionPath(started));
        (await EndAsync(started)).GetProperty("input").GetRawText().ShouldBe("{}");
    }

    [Test]
    public async Task Only_a_published_workflow_that_is_not_paused_can_be_started()
    {
        var draft = (await Owner.PostAsync("/api/workflows", """{"name":"x"}""")).Location!;
        var paused = await PublishAsync("""{"key":"a","type":"transform","config":{"set":{"x":1}}}""");
        await Owner.PostAsync(paused + "/pause");

        var first = await Owner.PostAsync(draft + "/execute");
        var second = await Owner.PostAsync(paused + "/execute");

        (first.Status, first.ErrorCode).ShouldBe((HttpStatusCode.Conflict, "workflows.not_published"));
        (second.Status, second.ErrorCode).ShouldBe((HttpStatusCode.Conflict, "workflows.paused"));
    }

    [TestCase("""{"input":{"a":"\ud800"}}""")]
    [TestCase("""{"input":{"a":"x\u0000"}}""")]
    [TestCase("""{"input":{"a":[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]}}""")]
    public async Task An_input_that_could_not_be_read_or_kept_starts_nothing(string body)
    {
        var path = await PublishAsync("""{"key":"a","type":"transform","config":{"set":{"x":1}}}""");

        var answer = await Owner.PostAsync(path + "/execute", body);

        (answer.Status, answer.ErrorCode).ShouldBe((HttpStatusCode.BadRequest, "MALFORMED_REQUEST"));
        (await Owner.GetAsync(path + "/executions")).Data.GetArrayLength().ShouldBe(0);
    }

    [Test]
    public async Task Large_values_are_cut_among_the_steps_and_whole_for_one_step()
    {
        var path = await PublishAsync("""
            {"key":"big","type":"transform","config":{"set":{"copy":"{{ trigger.text }}"}},"next":{"default":"small"}},
            {"key":"small","type":"transform","config":{"set":{"x":1}}}
            """);
        var text = new string('x', 1_000_000);
        var execution = ExecutionPath(await Owner.PostAsync(path + "/execute?wait=20", JsonSerializer.Serialize(new { input = new { text } })));

        var steps = (await Owner.GetAsync(execution)).Data.GetProperty("steps");
        var whole = (await Owner.GetAsync(execution + "/steps/big")).Data;

        steps[0].GetProperty("output").GetProperty("$cut").GetProperty("bytes").GetInt32().ShouldBeInRange(1_000_000, 1_000_100);
        steps[1].GetProperty("output").GetRawText().ShouldBe("""{"x":1}""");
        whole.GetProperty("output").GetProperty("copy").GetString().ShouldBe(text);
        (whole.GetProperty("key").GetString(), whole.GetProperty("status").GetString()).ShouldBe(("big", "succeeded"));
        (await Owner.GetAsync(execution + "/steps/nothing")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await Foreign.GetAsync(execution + "/steps/big")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Test]
    public async Task What_a_workflow_nests_up_to_its_limit_can_be_read_again()
    {
        var nest = new string('[', 20) + "\"{{ FROM }}\"" + new string(']', 20);
        var path = await PublishAsync($$$$"""
            {"key":"a","type":"transform","config":{"set":{"x":{{{{nest.Replace("FROM", "trigger.x")}}}}}},"next":{"default":"b"}},
            {"key":"b","type":"transform","config":{"set":{"x":{{{{nest.Replace("FROM", "steps.a.output")}}}}}}}
            """);

        var answer = await Owner.PostAsync(path + "/execute?wait=20", """{"input":{"x":[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]}}""");

        answer.Data.GetProperty("status").GetString().ShouldBe("succeeded");
        (await Owner.GetAsync(ExecutionPath(answer))).Status.ShouldBe(HttpStatusCode.OK);
    }

    [TestCase("executions")]
    [TestCase("executions/00000000-0000-0000-0000-000000000000/logs")]
    public async Task A_cursor_that_is_not_ours_is_refused(string list) =>
        (await Owner.GetAsync($"/api/{list}?cursor=WyJ4Il0")).Fields.ShouldBe(["cursor"]);

    [TestCase("""{"input":[1]}""", "", "input")]
    [TestCase("""{"inputs":{}}""", "", "$.inputs")]
    [TestCase("{}", "?wait=31", "wait")]
    [TestCase("{}", "?wait=soon", "wait")]
    public async Task A_wrong_start_starts_nothing(string body, string query, string field)
    {
        var path = await PublishAsync("""{"key":"a","type":"transform","config":{"set":{"x":1}}}""");

        var answer = await Owner.PostAsync(path + "/execute" + query, body);

        answer.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        answer.Fields.ShouldBe([field]);
        (await Owner.GetAsync(path + "/executions")).Data.GetArrayLength().ShouldBe(0);
    }

    [Test]
    public async Task The_same_idempotency_key_starts_one_execution()
    {
        var path = await PublishAsync("""{"key":"a","type":"transform","config":{"set":{"x":1}}}""");
        var key = ("Idempotency-Key", Guid.CreateVersion7().ToString());

        var first = await Owner.PostAsync(path + "/execute", null, key);
        var second = await Owner.PostAsync(path + "/execute", null, key);

        second.Location.ShouldBe(first.Location);
        (await Owner.GetAsync(path + "/executions")).Data.GetArrayLength().ShouldBe(1);
    }

    [Test]
    public async Task Executions_are_listed_newest_first_by_cursor()
    {
        var path = await PublishAsync("""{"key":"a","type":"transform","config":{"set":{"x":1}}}""");
        List<string> started = [];
        for (var start = 0; start < 3; start++)
            started.Insert(0, (await Owner.PostAsync(path + "/execute")).Data.GetProperty("executionId").GetString()!);

        var first = await Owner.GetAsync(path + "/executions?limit=2");
        var cursor = first.Json.GetProperty("pagination").GetProperty("nextCursor").GetString();
        var second = await Owner.GetAsync(path + $"/executions?limit=2&cursor={cursor}");

        Ids(first).Concat(Ids(second)).ShouldBe(started);
        second.Json.GetProperty("pagination").GetProperty("nextCursor").ValueKind.ShouldBe(JsonValueKind.Null);
        var workflow = path.Split('/')[^1];
        Ids(await Owner.GetAsync($"/api/executions?workflowId={workflow}")).ShouldBe(started);
        (await Owner.GetAsync("/api/executions?status=asleep")).Fields.ShouldBe(["status"]);
        (await Owner.GetAsync("/api/workflows?limit=1")).Data[0].GetProperty("lastExecution").GetProperty("id").GetString().ShouldBe(started[0]);
    }

    [Test]
    public async Task Another_organization_sees_no_execution_and_starts_none()
    {
        var path = await PublishAsync("""{"key":"a","type":"transform","config":{"set":{"secret":"ours"}}}""");
        var execution = ExecutionPath(await Owner.PostAsync(path + "/execute?wait=20"));

        foreach (var answer in new[]
        {
            await Foreign.PostAsync(path + "/execute"), await Foreign.GetAsync(path + "/executions"), await Foreign.GetAsync(execution),
            await Foreign.GetAsync(execution + "/logs"), await Foreign.PostAsync(execution + "/cancel"),
        })
        {
            (answer.Status, answer.ErrorCode).ShouldBe((HttpStatusCode.NotFound, "NOT_FOUND"));
        }

        (await Foreign.GetAsync("/api/executions")).Data.GetArrayLength().ShouldBe(0);
    }

    [Test]
    public async Task AViewer_reads_and_does_not_start()
    {
        var path = await PublishAsync("""{"key":"a","type":"transform","config":{"set":{"x":1}}}""");
        var execution = ExecutionPath(await Owner.PostAsync(path + "/execute"));

        (await Viewer.GetAsync(execution)).Status.ShouldBe(HttpStatusCode.OK);
        (await Viewer.PostAsync(path + "/execute")).Status.ShouldBe(HttpStatusCode.Forbidden);
    }
}
