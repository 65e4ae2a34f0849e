using System.Net;

namespace Financbase.Web.Tests.Workflows;

/// <summary>Executions that end otherwise than planned.</summary>
public sealed class ExecutionEndApiTests : ExecutionApiScene
{
    [Test]
    public async Task A_waiting_execution_can_be_cancelled_once()
    {
        var path = await PublishAsync("""
            {"key":"rest","type":"delay","config":{"duration":"P30D"},"next":{"default":"after"}},
            {"key":"after","type":"transform","config":{"set":{"x":1}}}
            """);
        var started = await Owner.PostAsync(path + "/execute?wait=1");
        started.Status.ShouldBe(HttpStatusCode.Accepted);
        var execution = ExecutionPath(started);
        (await UntilAsync(execution, "waiting")).GetProperty("steps")[0].GetProperty("status").GetString().ShouldBe("waiting");

        (await Viewer.PostAsync(execution + "/cancel")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await Owner.PostAsync(execution + "/cancel")).Status.ShouldBe(HttpStatusCode.OK);
        (await Owner.PostAsync(execution + "/cancel")).ErrorCode.ShouldBe("workflows.execution_ended");

        var cancelled = (await Owner.GetAsync(execution)).Data;
        cancelled.GetProperty("status").GetString().ShouldBe("cancelled");
        Steps(cancelled).ShouldBe([("rest", "cancelled", 1), ("after", "skipped", 0)]);
    }

    [Test]
    public async Task A_failure_names_the_step_and_the_reason()
    {
        var path = await PublishAsync($$$$"""
            {"key":"call","type":"httpRequest","config":{"method":"POST","url":"{{{{Sink.Address}}}}broken"},"retry":{"attempts":2,"backoff":"fixed","delay":"PT0.1S"}}
            """);

        var answer = await Owner.PostAsync(path + "/execute?wait=20");

        answer.Data.GetProperty("status").GetString().ShouldBe("failed");
        answer.Data.GetProperty("failedStep").GetString().ShouldBe("call");
        answer.Data.GetProperty("error").GetProperty("class").GetString().ShouldBe("server");
        var execution = (await Owner.GetAsync(ExecutionPath(answer))).Data;
        Steps(execution).ShouldBe([("call", "failed", 2)]);
        execution.GetProperty("steps")[0].GetProperty("error").GetProperty("message").GetString().ShouldNotBeNullOrEmpty();
        var listed = (await Owner.GetAsync(path + "/executions?status=failed")).Data[0];
        listed.GetProperty("error").GetString().ShouldBe(answer.Data.GetProperty("error").GetProperty("message").GetString());
        var lines = (await Owner.GetAsync(ExecutionPath(answer) + "/logs")).Data;
        lines.EnumerateArray().ShouldContain(line => line.GetProperty("level").GetString() == "error");
    }

    [Test]
    public async Task An_error_wire_handles_the_failure()
    {
        var path = await PublishAsync($$$$"""
            {"key":"call","type":"httpRequest","config":{"method":"POST","url":"{{{{Sink.Address}}}}broken"},"next":{"default":"fine","error":"mend"}},
            {"key":"fine","type":"transform","config":{"set":{"x":1}}},
            {"key":"mend","type":"transform","config":{"set":{"because":"{{ steps.call.error.class }}"}}}
            """);

        var answer = await Owner.PostAsync(path + "/execute?wait=20");

        answer.Data.GetProperty("status").GetString().ShouldBe("succeeded");
        answer.Data.GetProperty("output").GetRawText().ShouldBe("""{"because":"server"}""");
        Steps((await Owner.GetAsync(ExecutionPath(answer))).Data).ShouldBe([("call", "failed", 1), ("fine", "skipped", 0), ("mend", "succeeded", 1)]);
    }

    [Test]
    public async Task What_bounds_a_workflow_survives_being_read_and_written_back_and_one_too_many_is_told_so()
    {
        const string Bounds = "\"timeout\":\"P1D\",\"concurrency\":{\"most\":1,\"whenFull\":\"skip\"}";
        const string Steps = """[{"key":"rest","type":"delay","config":{"duration":"P1D"}}]""";
        var path = (await Owner.PostAsync("/api/workflows", $$"""{"name":"Bounded","trigger":{"type":"manual"},{{Bounds}},"steps":{{Steps}}}""")).Location!;
        var read = (await Owner.GetAsync(path)).Data;

        var written = await Owner.PutAsync(path, $$"""
            {"name":"Again","triggers":{{read.GetProperty("triggers").GetRawText()}},"timeout":{{read.GetProperty("timeout").GetRawText()}},
             "concurrency":{{read.GetProperty("concurrency").GetRawText()}},"steps":{{read.GetProperty("steps").GetRawText()}}}
            """);
        await Owner.PostAsync(path + "/publish");

        written.Data.GetProperty("timeout").GetString().ShouldBe("P1D");
        written.Data.GetProperty("concurrency").GetProperty("whenFull").GetString().ShouldBe("skip");
        (await Owner.PostAsync(path + "/execute")).Status.ShouldBe(HttpStatusCode.Accepted);
        (await Owner.PostAsync(path + "/execute")).ErrorCode.ShouldBe("workflows.left_out");
    }
}
