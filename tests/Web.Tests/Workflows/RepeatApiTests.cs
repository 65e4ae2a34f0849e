using System.Net;

namespace Financbase.Web.Tests.Workflows;

/// <summary>Running again what has ended, as a new execution.</summary>
public sealed class RepeatApiTests : ExecutionApiScene
{
    private string Calls(string path) => """
        {"key":"note","type":"transform","config":{"set":{"n":"{{ trigger.n }}"}},"next":{"default":"pay"}},
        {"key":"pay","type":"httpRequest","config":{"method":"POST","url":"SINK/first%PATH%"},"next":{"default":"tell"}},
        {"key":"tell","type":"httpRequest","config":{"method":"POST","url":"SINK%PATH%","body":{"n":"{{ steps.note.output.n }}","seen":"{{ steps.pay.output.body.seen }}"}},
         "retry":{"attempts":1},"next":{"default":"end"}},
        {"key":"end","type":"transform","config":{"set":{"n":"{{ steps.note.output.n }}"}}}
        """.Replace("%PATH%", path, StringComparison.Ordinal).Replace("SINK", $"{Sink.Address}".TrimEnd('/'), StringComparison.Ordinal);

    [Test]
    public async Task What_failed_is_tried_again_under_its_key_and_reads_what_was_kept()
    {
        var workflow = await PublishAsync(Calls("/broken/once"));
        var first = ExecutionPath(await Owner.PostAsync(workflow + "/execute", """{"input":{"n":7}}"""));
        await UntilAsync(first, "failed");

        var retried = await Owner.PostAsync(first + "/retry", """{"from":"failed"}""");

        retried.Status.ShouldBe(HttpStatusCode.Accepted, retried.Json.GetRawText());
        var second = retried.Location!;
        var failed = await UntilAsync(second, "failed");
        failed.GetProperty("source").GetString().ShouldBe("retry");
        failed.GetProperty("relations").GetProperty("original").GetProperty("id").GetString().ShouldBe(Id(first));
        Steps(failed).ShouldBe([("note", "succeeded", 1), ("pay", "succeeded", 1), ("tell", "failed", 1), ("end", "skipped", 0)]);
        var calls = Sink.Requests.Where(request => request.Path.EndsWith("/broken/once", StringComparison.Ordinal)).ToList();
        calls.Count(call => call.Path.StartsWith("/first", StringComparison.Ordinal)).ShouldBe(1, "What had succeeded is not called again.");
        var tells = calls.Where(call => call.Path == "/broken/once").ToList();
        tells.Count.ShouldBe(2);
        tells.ShouldAllBe(call => call.Body == """{"n":7,"seen":"/first/broken/once"}""");
        tells.Select(call => call.IdempotencyKey).Distinct().ShouldBe([$"{Id(first)}/tell"]);

        var third = await Owner.PostAsync(second + "/retry", """{"from":"failed"}""");
        await UntilAsync(third.Location!, "failed");
        Sink.Requests.Last(request => request.Path == "/broken/once").IdempotencyKey.ShouldBe($"{Id(first)}/tell");
    }

    [Test]
    public async Task From_a_step_on_the_calls_are_new_ones_and_what_lies_before_is_kept()
    {
        var workflow = await PublishAsync(Calls("/step"));
        var first = ExecutionPath(await Owner.PostAsync(workflow + "/execute", """{"input":{"n":8}}"""));
        await UntilAsync(first, "succeeded");

        var second = (await Owner.PostAsync(first + "/retry", """{"from":"tell","version":"current"}""")).Location!;
        var third = (await Owner.PostAsync(first + "/retry", """{"from":"start"}""")).Location!;

        (await UntilAsync(second, "succeeded")).GetProperty("output").GetProperty("n").GetInt32().ShouldBe(8);
        await UntilAsync(third, "succeeded");
        string?[] keys = [.. Sink.Requests.Where(request => request.Path.EndsWith("/step", StringComparison.Ordinal)).Select(request => request.IdempotencyKey)];
        keys.ShouldBe([$"{Id(first)}/pay", $"{Id(first)}/tell", $"{Id(second)}/tell", $"{Id(third)}/pay", $"{Id(third)}/tell"], ignoreOrder: true);
        var repetitions = (await Owner.GetAsync(first)).Data.GetProperty("relations").GetProperty("repetitions");
        repetitions.EnumerateArray().Select(one => one.GetProperty("id").GetString()).ShouldBe([Id(second), Id(third)]);
    }

    [Test]
    public async Task What_cannot_be_repeated_says_why()
    {
        var workflow = await PublishAsync("""{"key":"wait","type":"delay","config":{"duration":"PT1H"},"next":{"default":"never"}},{"key":"never","type":"transform","config":{"set":{"x":1}}}""");
        var run = ExecutionPath(await Owner.PostAsync(workflow + "/execute"));
        await UntilAsync(run, "waiting");
        (await CodeAsync(run, """{"from":"start"}""")).ShouldBe("workflows.still_running");

        await Owner.PostAsync(run + "/cancel");
        (await CodeAsync(run, """{"from":"failed"}""")).ShouldBe("workflows.not_failed");
        (await CodeAsync(run, """{"from":"never"}""")).ShouldBe("workflows.step_not_run");
        (await CodeAsync(run, """{"from":"nothing like it"}""")).ShouldBe("workflows.step_not_run");
        (await Owner.PostAsync(run + "/retry", """{"from":""}""")).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Owner.PostAsync(run + "/retry", """{"from":"start","version":"latest"}""")).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Viewer.PostAsync(run + "/retry", """{"from":"start"}""")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await Foreign.PostAsync(run + "/retry", """{"from":"start"}""")).Status.ShouldBe(HttpStatusCode.NotFound);
        await Owner.PostAsync(workflow + "/pause");
        (await CodeAsync(run, """{"from":"start","version":"current"}""")).ShouldBe("workflows.paused");
        await UntilAsync((await Owner.PostAsync(run + "/retry", """{"from":"start"}""")).Location!, "waiting");
    }

    [Test]
    public async Task What_failed_is_tried_again_on_the_version_that_mends_it()
    {
        var steps = Calls("/broken/mended");
        var workflow = await PublishAsync(steps);
        var first = ExecutionPath(await Owner.PostAsync(workflow + "/execute", """{"input":{"n":9}}"""));
        await UntilAsync(first, "failed");
        await RepublishAsync(workflow, steps.Replace("broken/mended", "well", StringComparison.Ordinal));

        var second = (await Owner.PostAsync(first + "/retry", """{"from":"failed","version":"current"}""")).Location!;

        var mended = await UntilAsync(second, "succeeded");
        mended.GetProperty("version").GetInt32().ShouldBe(2);
        mended.GetProperty("steps").EnumerateArray().Select(step => step.GetProperty("kept").GetBoolean()).ShouldBe([true, true, false, false]);
        Sink.Requests.Select(request => request.IdempotencyKey!).Where(key => !key.StartsWith(Id(second), StringComparison.Ordinal) && key.StartsWith(Id(first), StringComparison.Ordinal)).ShouldBe([$"{Id(first)}/pay", $"{Id(first)}/tell", $"{Id(first)}/tell"], "What had succeeded is not called again, and what failed under its first key.");
    }

    [Test]
    public async Task What_failed_is_not_tried_again_where_a_step_that_ran_is_of_another_kind_or_in_a_loop()
    {
        var workflow = await PublishAsync("""{"key":"old","type":"transform","config":{"set":{"v":1}},"next":{"default":"bad"}},{"key":"bad","type":"stop","config":{"outcome":"failed","message":"no"}}""");
        var run = ExecutionPath(await Owner.PostAsync(workflow + "/execute"));
        await UntilAsync(run, "failed");
        await RepublishAsync(workflow, """{"key":"old","type":"template","config":{"text":"v"},"next":{"default":"bad"}},{"key":"bad","type":"transform","config":{"set":{"v":1}}}""");
        (await CodeAsync(run, """{"from":"failed","version":"current"}""")).ShouldBe("workflows.other_version");

        const string Loop = """{"key":"each","type":"forEach","config":{"items":[1],"body":"bad"}},{"key":"bad","type":"stop","config":{"outcome":"failed","message":"no"}}""";
        var looping = await PublishAsync(Loop);
        var looped = ExecutionPath(await Owner.PostAsync(looping + "/execute"));
        await UntilAsync(looped, "failed");
        await RepublishAsync(looping, Loop.Replace("no", "not", StringComparison.Ordinal));
        (await CodeAsync(looped, """{"from":"failed","version":"current"}""")).ShouldBe("workflows.other_version");
    }

    [Test]
    public async Task The_key_of_what_failed_makes_new_calls_and_shows_what_was_kept()
    {
        var workflow = await PublishAsync(Calls("/broken/key"));
        var first = ExecutionPath(await Owner.PostAsync(workflow + "/execute", """{"input":{"n":9}}"""));
        await UntilAsync(first, "failed");

        var second = (await Owner.PostAsync(first + "/retry", """{"from":"tell"}""")).Location!;

        var failed = await UntilAsync(second, "failed");
        Sink.Requests.Where(request => request.Path.EndsWith("/broken/key", StringComparison.Ordinal)).Select(request => request.IdempotencyKey)
            .ShouldBe([$"{Id(first)}/pay", $"{Id(first)}/tell", $"{Id(second)}/tell"]);
        var steps = failed.GetProperty("steps").EnumerateArray().ToList();
        steps.Select(step => step.GetProperty("kept").GetBoolean()).ShouldBe([true, true, false, false]);
        steps[0].GetProperty("output").GetProperty("n").GetInt32().ShouldBe(9);
        (await Owner.GetAsync(second + "/steps/pay")).Data.GetProperty("output").GetProperty("body").GetProperty("seen").GetString().ShouldBe("/first/broken/key");
    }

    [Test]
    public async Task The_version_that_is_published_now_may_lack_the_step()
    {
        var workflow = await PublishAsync("""{"key":"old","type":"transform","config":{"set":{"v":1}},"next":{"default":"bad"}},{"key":"bad","type":"stop","config":{"outcome":"failed","message":"no"}}""");
        var run = ExecutionPath(await Owner.PostAsync(workflow + "/execute"));
        await UntilAsync(run, "failed");
        await Owner.PutAsync(workflow, """{"name":"Test","trigger":{"type":"manual"},"steps":[{"key":"new","type":"transform","config":{"set":{"v":2}}}]}""");
        (await Owner.PostAsync(workflow + "/publish")).Status.ShouldBe(HttpStatusCode.OK);

        (await CodeAsync(run, """{"from":"old","version":"current"}""")).ShouldBe("workflows.step_not_run");
        (await CodeAsync(run, """{"from":"failed","version":"current"}""")).ShouldBe("workflows.other_version");
        var current = (await Owner.PostAsync(run + "/retry", """{"from":"start","version":"current"}""")).Location!;
        (await UntilAsync(current, "succeeded")).GetProperty("output").GetRawText().ShouldBe("""{"v":2}""");
        var original = (await Owner.PostAsync(run + "/retry", """{"from":"old"}""")).Location!;
        (await UntilAsync(original, "failed")).GetProperty("version").GetInt32().ShouldBe(1);

        await Owner.DeleteAsync(workflow);
        (await CodeAsync(run, """{"from":"failed","version":"current"}""")).ShouldBe("workflows.archived");
        await UntilAsync((await Owner.PostAsync(run + "/retry", """{"from":"failed"}""")).Location!, "failed");
    }

    [Test]
    public async Task Inside_a_loop_nothing_begins_but_the_loop_does_with_new_calls()
    {
        var workflow = await PublishAsync("""
            {"key":"each","type":"forEach","config":{"items":"{{ trigger.items }}","body":"call"}},
            {"key":"call","type":"httpRequest","config":{"method":"POST","url":"SINKlooped","body":{"item":"{{ item }}"}}}
            """.Replace("SINK", $"{Sink.Address}", StringComparison.Ordinal));
        var run = ExecutionPath(await Owner.PostAsync(workflow + "/execute", """{"input":{"items":["a","b"]}}"""));
        await UntilAsync(run, "succeeded");

        (await CodeAsync(run, """{"from":"call"}""")).ShouldBe("workflows.step_not_run");
        (await CodeAsync(run, """{"from":"each[1]/call"}""")).ShouldBe("workflows.step_not_run");
        var again = (await Owner.PostAsync(run + "/retry", """{"from":"each"}""")).Location!;
        await UntilAsync(again, "succeeded");
        Sink.Requests.Where(request => request.Path == "/looped").Select(request => request.IdempotencyKey).ShouldBe(
            [$"{Id(run)}/each[0]/call", $"{Id(run)}/each[1]/call", $"{Id(again)}/each[0]/call", $"{Id(again)}/each[1]/call"], ignoreOrder: true);
    }

    [Test]
    public async Task A_long_loop_is_summed_up()
    {
        var workflow = await PublishAsync("""
            {"key":"each","type":"forEach","config":{"items":"{{ trigger.items }}","body":"check","continueOnError":true}},
            {"key":"check","type":"condition","config":{"field":"item","op":"eq","value":7},"next":{"true":"bad"}},
            {"key":"bad","type":"transform","config":{"set":{"x":1}}}
            """);
        var items = string.Join(',', Enumerable.Range(100, 400));
        var run = ExecutionPath(await Owner.PostAsync(workflow + "/execute", $$$"""{"input":{"items":[{{{items}}}]}}"""));

        var done = await UntilAsync(run, "succeeded");

        done.GetProperty("loops")[0].GetRawText().ShouldBe("""{"loop":"each","begun":400,"failed":0}""");
        done.GetProperty("steps").GetArrayLength().ShouldBeLessThan(60);
    }

    private async Task RepublishAsync(string workflow, string steps)
    {
        await Owner.PutAsync(workflow, $$"""{"name":"Test","trigger":{"type":"manual"},"steps":[{{steps}}]}""");
        (await Owner.PostAsync(workflow + "/publish")).Status.ShouldBe(HttpStatusCode.OK);
    }

    private static string Id(string path) => path[(path.LastIndexOf('/') + 1)..];

    private async Task<string?> CodeAsync(string run, string body)
    {
        var refused = await Owner.PostAsync(run + "/retry", body);
        refused.Status.ShouldBe(HttpStatusCode.Conflict, refused.Json.GetRawText());
        return refused.Json.GetProperty("error").GetProperty("code").GetString();
    }
}
