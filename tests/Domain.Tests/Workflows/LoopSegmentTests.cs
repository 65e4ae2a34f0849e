using Financbase.Domain.SharedKernel;
using Financbase.Domain.Workflows.Definitions;
using Financbase.Domain.Workflows.Running;
using Financbase.Domain.Workflows.Steps;

namespace Financbase.Domain.Tests.Workflows;

public sealed class LoopSegmentTests
{
    private static SegmentResult Run(string steps, string trigger = "{}") =>
        Segment.Run(Given.Plan(steps), ExecutionState.New, new Signal.Claimed(), Given.Context(trigger) with { MaxSteps = 100_000 });

    [Test]
    public void Loops_nest_and_each_step_reads_its_own_iteration_first()
    {
        var end = Run("""
            {"key":"rows","type":"forEach","config":{"items":"{{ trigger.rows }}","body":"name"},"next":{"default":"out"}},
            {"key":"name","type":"transform","config":{"set":{"name":"{{ item.name }}"}},"next":{"default":"cells"}},
            {"key":"cells","type":"forEach","config":{"items":"{{ item.cells }}","body":"cell"},"next":{"default":"row"}},
            {"key":"cell","type":"transform","config":{"set":{"is":"{{ item }}","of":"{{ steps.name.output.name }}","at":"{{ loop.index }}"}}},
            {"key":"row","type":"transform","config":{"set":{"row":"{{ steps.name.output.name }}","cells":"{{ steps.cells.output.results }}"}}},
            {"key":"out","type":"transform","config":{"set":{"all":"{{ steps.rows.output.results }}"}}}
            """, """{"rows":[{"name":"a","cells":[1,2]},{"name":"b","cells":[]}]}""");

        end.State.Output.GetRawText().ShouldBe(
            """{"all":[{"row":"a","cells":[{"is":1,"of":"a","at":0},{"is":2,"of":"a","at":1}]},{"row":"b","cells":[]}]}""");
        end.State.Loops.ShouldBeEmpty();
    }

    [Test]
    public void A_failing_item_fails_the_loop_which_takes_its_wire()
    {
        var end = Run("""
            {"key":"each","type":"forEach","config":{"items":[1,2,3],"body":"bad"},"next":{"default":null,"error":"tell"}},
            {"key":"bad","type":"stopless","config":{}},
            {"key":"tell","type":"transform","config":{"set":{"code":"{{ steps.each.error.code }}"}}}
            """.Replace("\"stopless\",\"config\":{}", "\"waitUntil\",\"config\":{\"at\":\"{{ item }}\"}"));

        end.State.Ended.ShouldBe(ExecutionStatus.Succeeded);
        end.State.Output.GetProperty("code").GetString().ShouldBe("workflows.moment_invalid");
        end.Records.Count(record => record is { Type: "forEach", Status: StepStatus.Failed }).ShouldBe(1);
    }

    [Test]
    public void Failing_items_are_counted_when_the_loop_goes_on()
    {
        var end = Run("""
            {"key":"each","type":"forEach","config":{"items":["2020-01-01","no","2020-01-02"],"body":"wait","continueOnError":true,"concurrency":3}},
            {"key":"wait","type":"waitUntil","config":{"at":"{{ item }}"}}
            """);
        var state = end.State;
        foreach (var timer in end.Commands.OfType<Command.StartTimer>())
            state = Segment.Run(Given.Plan("""
                {"key":"each","type":"forEach","config":{"items":["2020-01-01","no","2020-01-02"],"body":"wait","continueOnError":true,"concurrency":3}},
                {"key":"wait","type":"waitUntil","config":{"at":"{{ item }}"}}
                """), state, new Signal.TimerFired(timer.Token.Address), Given.Context()).State;

        state.Ended.ShouldBe(ExecutionStatus.Succeeded);
        state.Output.GetRawText().ShouldBe("""{"count":3,"succeeded":2,"failed":1,"results":[{},null,{}]}""");
    }

    [TestCase("""{"not":"a list"}""", "workflows.not_a_list")]
    [TestCase("10001", "workflows.too_many_items")]
    public void What_is_no_list_or_too_long_fails_the_step(string list, string code)
    {
        var items = int.TryParse(list, out var count) ? $"[{string.Join(',', Enumerable.Range(0, count))}]" : list;

        var end = Run("""
            {"key":"each","type":"forEach","config":{"items":"{{ trigger.list }}","body":"one"}},
            {"key":"one","type":"transform","config":{"set":{"x":1}}}
            """, $$"""{"list":{{items}}}""");

        end.Commands.OfType<Command.Finish>().Single().Error!.Code.ShouldBe(code);
    }

    [Test]
    public void An_execution_of_too_many_steps_ends()
    {
        var end = Run("""
            {"key":"outer","type":"forEach","config":{"items":"{{ trigger.list }}","body":"inner"}},
            {"key":"inner","type":"forEach","config":{"items":"{{ trigger.list }}","body":"one","collect":false}},
            {"key":"one","type":"transform","config":{"set":{"x":1}}}
            """, $$"""{"list":[{{string.Join(',', Enumerable.Range(0, 200))}}]}""");

        end.Commands.OfType<Command.Finish>().Single().Error!.Code.ShouldBe("workflows.too_many_steps");
    }

    [Test]
    public void Branches_run_side_by_side_and_a_join_counts_them()
    {
        var end = Run("""
            {"key":"fork","type":"parallel","config":{"branches":["a","b","c"]}},
            {"key":"a","type":"transform","config":{"set":{"x":1}},"next":{"default":"meet"}},
            {"key":"b","type":"delay","config":{"duration":"PT1H"},"next":{"default":"meet"}},
            {"key":"c","type":"transform","config":{"set":{"x":3}},"next":{"default":"meet"}},
            {"key":"meet","type":"join","config":{"mode":"count","count":2},"next":{"default":"stop"}},
            {"key":"stop","type":"stop","config":{"output":{"done":true}}}
            """);

        end.State.Ended.ShouldBe(ExecutionStatus.Succeeded);
        end.State.Output.GetRawText().ShouldBe("""{"done":true}""");
        end.State.Trace("b").Status.ShouldBe(StepStatus.Cancelled);
    }

    [TestCase("""{"key":"each","type":"forEach","config":{"items":[1],"body":"one"},"next":{"default":"one"}},{"key":"one","type":"transform","config":{"set":{"x":1}}}""", "not_closed")]
    [TestCase("""{"key":"each","type":"forEach","config":{"items":[1],"body":"one"}},{"key":"one","type":"transform","config":{"set":{"x":1}},"next":{"default":"each"}}""", "cycle")]
    [TestCase("""{"key":"each","type":"forEach","config":{"items":[1],"body":"nowhere"}}""", "unknown_step")]
    [TestCase("""{"key":"each","type":"forEach","config":{"items":[1],"body":"one"}},{"key":"one","type":"transform","config":{"set":{"x":"{{ steps.each.output }}"}}}""", "reference_not_before")]
    [TestCase("""{"key":"each","type":"forEach","config":{"items":"{{ item }}","body":"one"}},{"key":"one","type":"transform","config":{"set":{"x":1}}}""", "item_not_allowed")]
    [TestCase("""{"key":"a","type":"transform","config":{"set":{"x":1}},"undo":"b","next":{"default":"b"}},{"key":"b","type":"transform","config":{"set":{"x":1}}}""", "not_closed")]
    [TestCase("""{"key":"a","type":"transform","config":{"set":{"x":1}},"undo":"b"},{"key":"b","type":"delay","config":{"duration":"PT1S"}}""", "undo_not_single")]
    [TestCase("""{"key":"a","type":"transform","config":{"set":{"x":"{{ event.x }}"}}}""", "reference_unknown")]
    [TestCase("""{"key":"a","type":"waitForEvent","config":{"event":"no.such"}}""", "unknown_event")]
    public void What_could_not_run_is_not_published(string steps, string code) =>
        GraphCheck.Of(Given.Steps(steps), Given.Language).Select(problem => problem.Code).ShouldContain(code);

    [Test]
    public void A_failed_execution_goes_on_at_what_failed_and_keeps_what_it_had()
    {
        var plan = Given.Plan("""
            {"key":"a","type":"transform","config":{"set":{"x":1}},"next":{"default":"call"}},
            {"key":"call","type":"httpRequest","config":{"url":"https://sink.test/"},"next":{"default":"b"}},
            {"key":"b","type":"transform","config":{"set":{"x":"{{ steps.a.output.x }}"}}}
            """);
        var called = Segment.Run(plan, ExecutionState.New, new Signal.Claimed(), Given.Context());
        var token = called.Commands.OfType<Command.Perform>().Single().Token;
        var failed = Segment.Run(plan, called.State, new Signal.StepEnded(token, StepResult.Fail(ErrorClass.Client, "http.status", "No.")), Given.Context()).State;

        var again = Segment.Run(plan, Rerun.OfFailed(plan, failed), new Signal.Claimed(), Given.Context());
        var second = again.Commands.OfType<Command.Perform>().Single().Token;
        var end = Segment.Run(plan, again.State, new Signal.StepEnded(second, StepResult.Succeed(Given.Json("{}"))), Given.Context());

        end.State.Output.GetProperty("x").GetInt32().ShouldBe(1);
        Should.Throw<DomainException>(() => Rerun.OfFailed(plan, end.State)).Error.Code.ShouldBe("workflows.not_failed");
    }

    [Test]
    public void An_execution_runs_again_from_a_step_with_the_joins_behind_it()
    {
        var plan = Given.Plan("""
            {"key":"a","type":"condition","config":{"field":"trigger.yes","op":"eq","value":true},"next":{"true":"b","false":"c"}},
            {"key":"b","type":"transform","config":{"set":{"x":1}},"next":{"default":"d"}},
            {"key":"c","type":"transform","config":{"set":{"x":2}},"next":{"default":"d"}},
            {"key":"d","type":"transform","config":{"set":{"end":true}}}
            """);
        var ended = Segment.Run(plan, ExecutionState.New, new Signal.Claimed(), Given.Context("""{"yes":true}""")).State;

        var again = Segment.Run(plan, Rerun.From(plan, ended, "b"), new Signal.Claimed(), Given.Context("""{"yes":true}"""));

        again.Records.Select(record => record.Token.Step).ShouldBe(["b", "d"]);
        again.State.Ended.ShouldBe(ExecutionStatus.Succeeded);
        Should.Throw<DomainException>(() => Rerun.From(plan, ended, "c")).Error.Code.ShouldBe("workflows.step_not_run");
    }
}
