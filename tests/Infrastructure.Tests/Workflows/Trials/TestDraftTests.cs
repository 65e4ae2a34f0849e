using System.Text.Json;
using Financbase.Application.Workflows;
using Financbase.Application.Workflows.Trials;
using Financbase.Domain.SharedKernel;
using Financbase.Domain.Workflows;
using Financbase.Domain.Workflows.Running;
using Financbase.Infrastructure.Tests.Workflows.Engine;
using Financbase.Testing.Http;

namespace Financbase.Infrastructure.Tests.Workflows.Trials;

public sealed class TestDraftTests
{
    private EngineScene _scene = null!;
    private HttpSink _sink = null!;

    [SetUp]
    public async Task Build()
    {
        _scene = await EngineScene.BuildAsync();
        _sink = await HttpSink.StartAsync();
        await _scene.StartWorkerAsync();
    }

    [TearDown]
    public async Task Clear()
    {
        await _scene.DisposeAsync();
        await _sink.DisposeAsync();
    }

    [Test]
    public async Task A_draft_runs_to_its_end_and_leaves_nothing_behind()
    {
        var workflow = await DraftAsync("""
            {"key":"call","type":"httpRequest","config":{"method":"POST","url":"SINK","body":{"n":"{{ trigger.n }}"}},"next":{"default":"good"}},
            {"key":"good","type":"condition","config":{"field":"steps.call.output.status","op":"eq","value":200},"next":{"true":"wait","false":"bad"}},
            {"key":"bad","type":"stop","config":{"outcome":"failed","message":"No"}},
            {"key":"wait","type":"delay","config":{"duration":"P30D"},"next":{"default":"ask"}},
            {"key":"ask","type":"approval","config":{"role":"owner","title":"All right?","timeout":"P1D"},"next":{"approved":"each"}},
            {"key":"each","type":"forEach","config":{"items":"{{ trigger.list }}","body":"tell"},"next":{"default":"keep"}},
            {"key":"tell","type":"sendNotification","config":{"to":"everyone","title":"Item {{ item }}"}},
            {"key":"keep","type":"transform","config":{"set":{"said":"{{ steps.ask.output.decision }}","count":"{{ steps.each.output.count }}"}}}
            """);
        var before = await Rows.CountAsync(_scene);

        var run = await TestAsync(workflow, """{"n":7,"list":["a","b"]}""");

        run.Status.ShouldBe(ExecutionStatus.Succeeded, $"{run.Error}");
        run.Output!.Value.GetRawText().ShouldBe("""{"said":"approved","count":2}""");
        run.Steps.Select(step => $"{step.Path}{step.Key}:{step.Status}:{step.AnsweredBy}").ShouldBe(
        [
            "call:Succeeded:Sample", "good:Succeeded:", "wait:Succeeded:", "ask:Succeeded:Sample", "each:Succeeded:",
            "each[0]tell:Succeeded:Sample", "each[1]tell:Succeeded:Sample", "keep:Succeeded:", "bad:Skipped:",
        ]);
        run.Steps[0].Input!.Value.GetProperty("body").GetProperty("n").GetInt32().ShouldBe(7);
        _sink.Requests.ShouldBeEmpty();
        (await Rows.CountAsync(_scene)).ShouldBe(before);
    }

    [Test]
    public async Task Pins_answer_for_steps_that_would_act_or_wait()
    {
        var workflow = await DraftAsync("""
            {"key":"call","type":"httpRequest","config":{"method":"POST","url":"SINK"},"retry":{"attempts":3,"delay":"PT1S"},"next":{"default":"ask","error":"ask"}},
            {"key":"ask","type":"approval","config":{"role":"owner","title":"All right?","timeout":"P1D"},"next":{"approved":"keep","rejected":"keep","timeout":"keep"}},
            {"key":"keep","type":"transform","config":{"set":{"said":"{{ steps.ask.output.decision }}"}}}
            """);

        var failing = await TestAsync(workflow, "{}", ("call", """{"error":{"class":"server","code":"shop.down","message":"Down"}}"""), ("ask", """{"timeout":true}"""));
        failing.Status.ShouldBe(ExecutionStatus.Succeeded);
        failing.Steps[0].ShouldSatisfyAllConditions(
            step => step.Attempts.ShouldBe(3), step => step.Status.ShouldBe(StepStatus.Failed), step => step.Error!.Value.GetProperty("code").GetString().ShouldBe("shop.down"));
        failing.Output!.Value.GetRawText().ShouldBe("""{"said":"timeout"}""");

        var rejected = await TestAsync(workflow, "{}", ("call", """{"status":204}"""), ("ask", """{"decision":"rejected"}"""));
        rejected.Steps[0].Output!.Value.GetRawText().ShouldBe("""{"status":204}""");
        rejected.Steps[0].AnsweredBy.ShouldBe(TestAnswer.Pin);
        rejected.Output!.Value.GetRawText().ShouldBe("""{"said":"rejected"}""");

        // An answer that no approval has is the step's fault, as it would be in the engine.
        (await TestAsync(workflow, "{}", ("ask", """[1]"""))).Status.ShouldBe(ExecutionStatus.Failed);
    }

    [Test]
    public async Task An_event_says_whether_it_would_start_the_draft()
    {
        var workflow = await DraftAsync(
            """{"key":"keep","type":"transform","config":{"set":{"name":"{{ trigger.name }}","type":"{{ trigger['$event'].type }}"}}}""",
            """{"type":"event","event":"workflow.paused","filter":{"field":"trigger.name","op":"eq","value":"Mine"}}""");

        var mine = await TestAsync(new(workflow, null, new TestEvent("workflow.paused", JsonElement.Parse("""{"name":"Mine"}""")), null, null));
        mine.WouldStart.ShouldBe(true);
        mine.Output!.Value.GetRawText().ShouldBe("""{"name":"Mine","type":"workflow.paused"}""");
        (await TestAsync(new(workflow, null, new TestEvent("workflow.paused"), null, null))).WouldStart.ShouldBe(false);

        await _scene.BookAsync(new WorkflowPaused(workflow, "Mine"));
        var booked = await _scene.ScalarAsync<Guid>("SELECT id FROM events WHERE type = 'workflow.paused'");
        (await TestAsync(new(workflow, null, null, booked, null))).WouldStart.ShouldBe(true);

        var other = await _scene.FoundAsync("other");
        (await other.SendAsync(new TestDraft(workflow, null, null, booked, null))).Error!.Kind.ShouldBe(ErrorKind.NotFound);
    }

    [Test]
    public async Task What_cannot_be_tested_is_refused_with_its_place()
    {
        var workflow = await DraftAsync("""{"key":"keep","type":"transform","config":{"set":{"a":1}}}""");

        await RefusedAsync(new(workflow, JsonElement.Parse("[]"), null, null, null), "input");
        await RefusedAsync(new(workflow, null, new TestEvent("no.such"), null, null), "event.type");
        await RefusedAsync(new(workflow, null, new TestEvent("workflow.paused", JsonElement.Parse("1")), null, null), "event.data");
        await RefusedAsync(new(workflow, null, null, Guid.NewGuid(), null), "eventId");
        await RefusedAsync(new(workflow, null, null, null, new Dictionary<string, JsonElement> { ["nobody"] = JsonElement.Parse("{}") }), "pins.nobody");
        await RefusedAsync(new(workflow, Pins: new Dictionary<string, JsonElement> { ["keep"] = JsonElement.Parse("{}") }), "pins.keep");
        await RefusedAsync(new(workflow, Until: "nobody"), "until");
        await RefusedAsync(new(workflow, JsonSerializer.SerializeToElement(new { text = new string('x', Limits.PayloadBytes) })), "input");
        (await _scene.Organization.SendAsync(new TestDraft(workflow, null, null, null, null), "viewer")).Error!.Kind.ShouldBe(ErrorKind.Forbidden);
    }

    [Test]
    public async Task A_draft_that_runs_for_ever_is_ended_by_the_limits()
    {
        var workflow = await DraftAsync("""
            {"key":"each","type":"forEach","config":{"items":"{{ trigger.list }}","body":"inner"}},
            {"key":"inner","type":"forEach","config":{"items":"{{ trigger.list }}","body":"keep"}},
            {"key":"keep","type":"transform","config":{"set":{"a":1}}}
            """);

        var run = await TestAsync(workflow, $$"""{"list":[{{string.Join(',', Enumerable.Range(0, 500))}}]}""");

        (run.IsCutOff || run.Error!.Value.GetProperty("code").GetString() == "workflows.too_many_steps").ShouldBeTrue();
        run.Steps.Count.ShouldBeLessThanOrEqualTo(TestRun.MostSteps + 3);
        run.MoreSteps.ShouldBeGreaterThan(0);
    }

    [Test]
    public async Task A_program_that_never_ends_fails_its_step_and_many_slow_ones_are_cut_off()
    {
        var endless = await TestAsync(await DraftAsync("""{"key":"spin","type":"code","config":{"code":"while (true) {}"}}"""), "{}");
        endless.Status.ShouldBe(ExecutionStatus.Failed);
        endless.Error!.Value.GetProperty("code").GetString().ShouldBe("workflows.code_limit");

        var slow = await TestAsync(
            await DraftAsync("""
                {"key":"each","type":"forEach","config":{"items":"{{ trigger.list }}","body":"count"}},
                {"key":"count","type":"code","config":{"code":"let n = 0; for (let i = 0; i < 200000; i++) n += i; return { n };"}}
                """),
            $$"""{"list":[{{string.Join(',', Enumerable.Range(0, 9_000))}}]}""");
        slow.IsCutOff.ShouldBeTrue();
        slow.Status.ShouldBe(ExecutionStatus.Running);
    }

    [Test]
    public async Task It_stops_after_the_step_that_is_named()
    {
        var workflow = await DraftAsync("""
            {"key":"each","type":"forEach","config":{"items":"{{ trigger.list }}","body":"call"},"next":{"default":"keep"}},
            {"key":"call","type":"httpRequest","config":{"method":"POST","url":"SINK"},"retry":{"attempts":2,"delay":"PT1S"}},
            {"key":"keep","type":"transform","config":{"set":{"a":1}},"next":{"default":"last"}},
            {"key":"last","type":"transform","config":{"set":{"a":2}}}
            """);
        var test = new TestDraft(workflow, JsonElement.Parse("""{"list":[1,2]}"""));

        var first = await TestAsync(test with { Until = "call" });
        first.IsStopped.ShouldBeTrue();
        first.Steps.Where(step => step.Attempts > 0).Select(step => $"{step.Path}{step.Key}:{step.Status}").ShouldBe(["each:Waiting", "each[0]call:Succeeded"]);

        var failing = new Dictionary<string, JsonElement> { ["call"] = JsonElement.Parse("""{"error":{"class":"server"}}""") };
        (await TestAsync(test with { Until = "call", Pins = failing })).Steps.Single(step => step.Key == "call").Attempts.ShouldBe(2);

        var pure = await TestAsync(test with { Until = "keep" });
        (pure.IsStopped, pure.Steps.Single(step => step.Key == "keep").Status, pure.Steps.Single(step => step.Key == "last").Status)
            .ShouldBe((true, StepStatus.Succeeded, StepStatus.Skipped));
        (await TestAsync(test with { Until = "last" })).Status.ShouldBe(ExecutionStatus.Succeeded);
    }

    private async Task<WorkflowId> DraftAsync(string steps, string trigger = """{"type":"manual"}""")
    {
        var definition = """{"name":"Tried","trigger":TRIGGER,"steps":[STEPS]}""".Replace("TRIGGER", trigger).Replace("STEPS", steps).Replace("SINK", $"{_sink.Address}");
        var made = await _scene.Organization.SendAsync(new CreateWorkflow(definition));
        made.Error.ShouldBeNull();
        made.Value.Problems.ShouldBeEmpty();
        return new WorkflowId(made.Value.Id);
    }

    private Task<TestRun> TestAsync(WorkflowId workflow, string input, params (string Key, string Json)[] pins) => TestAsync(
        new TestDraft(workflow, JsonElement.Parse(input), null, null, pins.ToDictionary(pin => pin.Key, pin => JsonElement.Parse(pin.Json))));

    private async Task<TestRun> TestAsync(TestDraft test)
    {
        var run = await _scene.Organization.SendAsync(test);
        run.Error.ShouldBeNull();
        return run.Value;
    }

    private async Task RefusedAsync(TestDraft test, string field) =>
        (await _scene.Organization.SendAsync(test)).Error!.Fields!.Keys.ShouldBe([field]);
}
