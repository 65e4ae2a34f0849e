using System.Text.Json;
using Financbase.Domain.Tests.Workflows.Play;
using Financbase.Domain.Workflows;
using Financbase.Domain.Workflows.Definitions;
using Financbase.Domain.Workflows.Expressions;
using Financbase.Domain.Workflows.Running;
using Financbase.Domain.Workflows.Steps;

namespace Financbase.Domain.Tests.Workflows;

public sealed class SegmentTests
{
    private const string Review = """
        {"key":"big","type":"condition","config":{"field":"trigger.amount.value","op":"lt","value":-5000},"next":{"true":"shape","false":null}},
        {"key":"shape","type":"transform","config":{"set":{"amount":"{{ trigger.amount.value }}","text":"Paid to {{ trigger.counterparty }}"}},"next":{"default":"tell"}},
        {"key":"tell","type":"httpRequest","config":{"method":"POST","url":"https://sink.test/hook","body":{"is":"{{ steps.shape.output }}"}},
         "retry":{"attempts":2,"backoff":"fixed","delay":"PT2S"},"next":{"default":"rest"}},
        {"key":"rest","type":"delay","config":{"duration":"PT3S"}}
        """;

    private const string Large = """{"amount":{"value":"-6000.00","currency":"EUR"},"counterparty":"Hazel Ltd"}""";

    private static readonly WorkflowPlan Plan = Given.Plan(Review);

    private static SegmentResult Run(ExecutionState state, Signal signal) => Segment.Run(Plan, state, signal, Given.Context(Large));

    [Test]
    public void Pure_steps_run_back_to_back_up_to_the_first_effect()
    {
        var segment = Run(ExecutionState.New, new Signal.Claimed());

        segment.Records.Select(record => (record.Token.Step, record.Status)).ShouldBe(
            [("big", StepStatus.Succeeded), ("shape", StepStatus.Succeeded), ("tell", StepStatus.Running)]);
        var call = segment.Commands.ShouldHaveSingleItem().ShouldBeOfType<Command.Perform>();
        call.Input.GetProperty("method").GetString().ShouldBe("POST");
        call.Input.GetProperty("url").GetString().ShouldBe("https://sink.test/hook");
        call.Input.GetProperty("body").GetProperty("is").GetRawText().ShouldBe("""{"amount":"-6000.00","text":"Paid to Hazel Ltd"}""");
        segment.State.Status.ShouldBe(ExecutionStatus.Running);
        segment.IsCutShort.ShouldBeFalse();
    }

    [Test]
    public void A_branch_not_taken_is_skipped_and_the_execution_ends()
    {
        var segment = Segment.Run(Plan, ExecutionState.New, new Signal.Claimed(), Given.Context("""{"amount":{"value":"-5000.00","currency":"EUR"}}"""));

        segment.Commands.ShouldHaveSingleItem().ShouldBeOfType<Command.Finish>().Status.ShouldBe(ExecutionStatus.Succeeded);
        segment.State.Trace("tell").Status.ShouldBe(StepStatus.Skipped);
        segment.State.Trace("rest").Status.ShouldBe(StepStatus.Skipped);
        segment.State.Output.GetProperty("result").GetBoolean().ShouldBeFalse();
    }

    [Test]
    public void A_failed_call_is_retried_by_a_timer_and_then_fails_the_execution()
    {
        var called = Call(Run(ExecutionState.New, new Signal.Claimed()));
        var failed = Run(called.State, new Signal.StepEnded(called.Token, ServerFault, Jitter: 1));

        var timer = failed.Commands.ShouldHaveSingleItem().ShouldBeOfType<Command.StartTimer>();
        timer.Delay.ShouldBe(TimeSpan.FromSeconds(2));
        failed.State.Status.ShouldBe(ExecutionStatus.Waiting);
        failed.Records.ShouldHaveSingleItem().Status.ShouldBe(StepStatus.Failed);

        var again = Call(Run(failed.State, new Signal.TimerFired("tell")));
        again.Token.Attempt.ShouldBe(2);
        var finish = Run(again.State, new Signal.StepEnded(again.Token, ServerFault)).Commands.ShouldHaveSingleItem().ShouldBeOfType<Command.Finish>();
        finish.Status.ShouldBe(ExecutionStatus.Failed);
        finish.FailedStep.ShouldBe("tell");
        finish.Error!.Code.ShouldBe("http.status");
    }

    [Test]
    public void A_wait_is_a_timer_and_waking_ends_the_execution()
    {
        var called = Call(Run(ExecutionState.New, new Signal.Claimed()));
        var waiting = Run(called.State, new Signal.StepEnded(called.Token, StepResult.Succeed(Given.Json("""{"status":200}"""))));
        waiting.Commands.ShouldHaveSingleItem().ShouldBeOfType<Command.StartTimer>().Delay.ShouldBe(TimeSpan.FromSeconds(3));
        waiting.State.Status.ShouldBe(ExecutionStatus.Waiting);

        var ended = Run(waiting.State, new Signal.TimerFired("rest"));
        ended.Commands.ShouldHaveSingleItem().ShouldBeOfType<Command.Finish>().Status.ShouldBe(ExecutionStatus.Succeeded);
    }

    [Test]
    public void After_a_crash_the_call_is_repeated_under_the_same_address()
    {
        var called = Call(Run(ExecutionState.New, new Signal.Claimed()));
        var results = called.State.Steps.Where(step => step.Value.Result is not null).Select(step => KeyValuePair.Create(step.Key, step.Value.Result!));
        var restored = ExecutionState.Restore(called.State.ToJson(), results);

        var again = Call(Run(restored, new Signal.Claimed()));

        again.Token.Address.ShouldBe(called.Token.Address);
        again.Token.Attempt.ShouldBe(2);
        JsonElement.DeepEquals(again.Input, called.Input).ShouldBeTrue();
    }

    [Test]
    public void A_call_that_was_lost_with_its_process_is_no_failure_that_its_policy_counts()
    {
        var called = Call(Run(ExecutionState.New, new Signal.Claimed()));
        var again = Call(Run(ExecutionState.Restore(Call(Run(ExecutionState.Restore(called.State.ToJson(), []), new Signal.Claimed())).State.ToJson(), []), new Signal.Claimed()));
        again.Token.Attempt.ShouldBe(3);

        var failed = Run(again.State, new Signal.StepEnded(again.Token, ServerFault, Jitter: 1));

        failed.Commands.ShouldHaveSingleItem().ShouldBeOfType<Command.StartTimer>().Delay.ShouldBe(TimeSpan.FromSeconds(2), "the first of two attempts has failed");
        var last = Call(Run(failed.State, new Signal.TimerFired("tell")));
        Run(last.State, new Signal.StepEnded(last.Token, ServerFault)).State.Ended.ShouldBe(ExecutionStatus.Failed);
    }

    [Test]
    public void A_call_that_must_not_be_repeated_parks_the_execution_until_somebody_resolves_it()
    {
        var plan = Given.Plan("""{"key":"pay","type":"httpRequest","config":{"method":"POST","url":"https://bank.test","onLostResult":"park"}}""");
        var lost = Segment.Run(plan, ExecutionState.New, new Signal.Claimed(), Given.Context()).State;

        var parked = Segment.Run(plan, lost, new Signal.Claimed(), Given.Context());
        parked.State.Status.ShouldBe(ExecutionStatus.Parked);
        parked.Records.ShouldHaveSingleItem().Status.ShouldBe(StepStatus.Parked);
        var park = parked.Commands.ShouldHaveSingleItem().ShouldBeOfType<Command.Park>();

        var resolved = Segment.Run(plan, parked.State, new Signal.StepEnded(park.Token, StepResult.Succeed(Json.EmptyObject)), Given.Context());
        resolved.State.Status.ShouldBe(ExecutionStatus.Succeeded);
    }

    [Test]
    public void Cancelling_always_ends_it_and_later_signals_change_nothing()
    {
        var called = Call(Run(ExecutionState.New, new Signal.Claimed()));
        var cancelled = Run(called.State, new Signal.Cancelled());
        cancelled.Commands.ShouldHaveSingleItem().ShouldBeOfType<Command.Finish>().Status.ShouldBe(ExecutionStatus.Cancelled);
        cancelled.State.Trace("tell").Status.ShouldBe(StepStatus.Cancelled);

        var late = Run(cancelled.State, new Signal.StepEnded(called.Token, StepResult.Succeed(Json.Null)));
        late.State.ShouldBe(cancelled.State);
        late.Commands.ShouldBeEmpty();
        late.Records.ShouldBeEmpty();
    }

    [Test]
    public void A_spent_budget_cuts_the_segment_short_and_nothing_is_lost()
    {
        var first = Segment.Run(Plan, ExecutionState.New, new Signal.Claimed(), Given.Context(Large) with { MaxSteps = 1 });
        first.IsCutShort.ShouldBeTrue();
        first.Records.ShouldHaveSingleItem().Token.Step.ShouldBe("big");

        var second = Run(first.State, new Signal.Continued());
        second.Records.Select(record => record.Token.Step).ShouldBe(["shape", "tell"]);
    }

    [Test]
    public void Steps_that_take_longer_than_the_budget_are_left_to_the_next_segment()
    {
        var context = new SegmentContext(new TriggerInput(Given.Json(Large)), Given.Json("{}"), new SlowClock(), () => 1);

        var first = Segment.Run(Plan, ExecutionState.New, new Signal.Claimed(), context);

        first.IsCutShort.ShouldBeTrue();
        first.Records.ShouldHaveSingleItem().Token.Step.ShouldBe("big");
        Segment.Run(Plan, ExecutionState.New, new Signal.Claimed(), context with { MaxTime = TimeSpan.FromMinutes(1) }).IsCutShort.ShouldBeFalse();
    }

    /// <summary>It goes on by 51 ms whenever somebody looks.</summary>
    private sealed class SlowClock : TimeProvider
    {
        private long _looks;

        public override long TimestampFrequency => 1_000;

        public override long GetTimestamp() => 51 * _looks++;
    }

    [TestCase("pure")]
    [TestCase("call")]
    [TestCase("wait")]
    public void A_mistake_in_a_step_s_own_code_fails_the_step_and_is_told(string type)
    {
        var definition = WorkflowDefinition.Parse(
            $$"""{"name":"Test","trigger":{"type":"manual"},"steps":[{"key":"a","type":"{{type}}"}]}""", Given.LanguageOf(FaultyKinds.All)).Definition!;

        var segment = Segment.Run(WorkflowPlan.Of(definition), ExecutionState.New, new Signal.Claimed(), Given.Context());

        segment.Records.ShouldHaveSingleItem().Error!.Code.ShouldBe("workflows.internal");
        segment.Commands.ShouldHaveSingleItem().ShouldBeOfType<Command.Finish>().Status.ShouldBe(ExecutionStatus.Failed);
        segment.Faults.ShouldHaveSingleItem().Exception.ShouldBeOfType<JsonException>();
    }

    [Test]
    public void An_execution_that_records_too_much_fails_and_says_so()
    {
        var steps = string.Join(',', Enumerable.Range(1, 6).Select(number =>
            $$$"""{"key":"s{{{number}}}","type":"transform","config":{"set":{"copy":"{{ trigger.text }}"}},"next":{"default":{{{(number < 6 ? $"\"s{number + 1}\"" : "null")}}}}}"""));
        var trigger = JsonSerializer.Serialize(new { text = new string('x', 4 * 1024 * 1024) });

        var segment = Segment.Run(
            Given.Plan(steps), ExecutionState.New, new Signal.Claimed(), Given.Context(trigger));

        var finish = segment.Commands.ShouldHaveSingleItem().ShouldBeOfType<Command.Finish>();
        (finish.Status, finish.FailedStep, finish.Error!.Code).ShouldBe((ExecutionStatus.Failed, "s5", "workflows.history_too_large"));
        segment.Records.Sum(record => record.Bytes).ShouldBeInRange(16L * 1024 * 1024, Limits.HistoryBytes);
        ExecutionState.Restore(segment.State.ToJson(), []).Recorded.ShouldBe(segment.State.Recorded);
    }

    [Test]
    public void An_answer_that_does_not_fit_into_the_history_fails_its_step()
    {
        var called = Call(Run(ExecutionState.New, new Signal.Claimed()));
        var full = called.State with { Recorded = Limits.HistoryBytes };

        var ended = Run(full, new Signal.StepEnded(called.Token, StepResult.Succeed(Given.Json("""{"status":200}"""))));

        ended.Commands.ShouldHaveSingleItem().ShouldBeOfType<Command.Finish>().Error!.Code.ShouldBe("workflows.history_too_large");
        ended.Records.ShouldHaveSingleItem().Output.ValueKind.ShouldBe(JsonValueKind.Undefined);
    }

    [Test]
    public void A_value_nested_too_deep_fails_its_step_and_says_so()
    {
        var steps = string.Join(',', Enumerable.Range(1, 3).Select(number => $$$"""
            {"key":"s{{{number}}}","type":"transform","config":{"set":{"a":[[[[[[[[[[[[[[[[[[[["{{ {{{(number > 1 ? $"steps.s{number - 1}.output" : "trigger.a")}}} }}"]]]]]]]]]]]]]]]]]]]]} },
             "next":{"default":{{{(number < 3 ? $"\"s{number + 1}\"" : "null")}}}}}
            """));

        var segment = Segment.Run(
            Given.Plan(steps), ExecutionState.New, new Signal.Claimed(), Given.Context("""{"a":[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]}"""));

        segment.Commands.ShouldHaveSingleItem().ShouldBeOfType<Command.Finish>().Error!.Code.ShouldBe("workflows.nested_too_deep");
    }

    private static StepResult ServerFault => StepResult.Fail(ErrorClass.Server, "http.status", "The address answered 503.");

    private static (ExecutionState State, Token Token, JsonElement Input) Call(SegmentResult segment)
    {
        var call = segment.Commands.ShouldHaveSingleItem().ShouldBeOfType<Command.Perform>();
        return (segment.State, call.Token, call.Input);
    }
}
