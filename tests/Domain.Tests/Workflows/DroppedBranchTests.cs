using Financbase.Domain.Workflows.Expressions;
using Financbase.Domain.Workflows.Running;
using Financbase.Domain.Workflows.Steps;

namespace Financbase.Domain.Tests.Workflows;

/// <summary>A branch that ends because another step failed makes no calls any more, and those under way are waited for.</summary>
public sealed partial class DroppedBranchTests
{
    private const string Pay = """{"key":"pay","type":"httpRequest","config":{"method":"POST","url":"https://bank.test/pay"},"undo":"refund"},{"key":"refund","type":"httpRequest","config":{"method":"POST","url":"https://bank.test/refund"}}""";

    private const string Bad = """{"key":"bad","type":"waitUntil","config":{"at":"{{ trigger.never }}"}}""";

    // What has been done already, so that there is something to undo.
    private const string First = """{"key":"first","type":"transform","config":{"set":{"n":1}},"undo":"unfirst","next":{"default":"fork"}},{"key":"unfirst","type":"httpRequest","config":{"method":"POST","url":"https://bank.test/unfirst"}}""";

    private static readonly StepResult.Failed NoAnswer = new(new StepError(ErrorClass.Timeout, "http.timeout", "No answer.")) { IsUnknown = true };

    private static SegmentResult Run(string steps, ExecutionState state, params Signal[] signals) => Segment.Run(Given.Plan(steps), state, signals, Given.Context());

    [Test]
    public void When_another_branch_fails_the_execution_in_the_same_segment_the_call_is_never_made()
    {
        const string Steps = First + """,{"key":"fork","type":"parallel","config":{"branches":["pay","bad"]}},""" + Pay + "," + Bad;

        var end = Run(Steps, ExecutionState.New, new Signal.Claimed());

        Calls(end).ShouldBe(["unfirst"]);
        end.Records.ShouldNotContain(record => record.Token.Step == "pay");
        end.State.Trace("pay").Status.ShouldBe(StepStatus.Cancelled);
    }

    [Test]
    public void When_another_step_fails_an_iteration_that_the_loop_does_without_the_call_is_never_made()
    {
        var end = Run(
            """{"key":"each","type":"forEach","config":{"items":[1,2],"body":"fork","concurrency":2,"continueOnError":true}},{"key":"fork","type":"parallel","config":{"branches":["pay","bad"]}},""" + Pay + "," + Bad,
            ExecutionState.New,
            new Signal.Claimed());

        Calls(end).ShouldBeEmpty();
        end.State.Ended.ShouldBe(ExecutionStatus.Succeeded);
        end.Records.ShouldNotContain(record => record.Token.Step == "pay");
    }

    [Test]
    public void When_a_loop_takes_its_error_wire_the_calls_of_its_other_iterations_are_never_made()
    {
        var end = Run(
            """
            {"key":"each","type":"forEach","config":{"items":[true,false],"body":"which","concurrency":2},"next":{"error":"told"}},
            {"key":"which","type":"condition","config":{"field":"item","op":"eq","value":true},"next":{"true":"pay","false":"bad"}},
            {"key":"told","type":"transform","config":{"set":{"told":true}}},
            """ + Pay + "," + Bad,
            ExecutionState.New,
            new Signal.Claimed());

        Calls(end).ShouldBeEmpty();
        end.State.Ended.ShouldBe(ExecutionStatus.Succeeded);
    }

    [Test]
    public void At_the_deadline_what_a_claim_would_run_is_never_called()
    {
        const string Steps = """{"key":"rest","type":"delay","config":{"duration":"PT1H"},"next":{"default":"pay"}},""" + Pay;
        var waiting = Run(Steps, ExecutionState.New, new Signal.Claimed()).State;

        var end = Run(Steps, waiting, new Signal.Claimed(), new Signal.TimerFired("rest"), new Signal.TimerFired(""));

        Calls(end).ShouldBeEmpty();
        end.State.Ended.ShouldBe(ExecutionStatus.Failed);
    }

    [Test]
    public void A_call_under_way_is_waited_for_and_undone_first_when_it_happened()
    {
        var (steps, failing, call) = FailBesideACall();
        Calls(failing).ShouldBeEmpty();
        failing.State.Status.ShouldBe(ExecutionStatus.Running);

        var done = Run(steps, failing.State, new Signal.StepEnded(call, StepResult.Succeed(Json.EmptyObject)));

        Calls(done).ShouldBe(["refund"]);
        done.Records[0].ShouldSatisfyAllConditions(record => record.Token.Step.ShouldBe("pay"), record => record.Status.ShouldBe(StepStatus.Succeeded));
        var refund = done.Commands.OfType<Command.Perform>().Single().Token;
        Calls(Run(steps, done.State, new Signal.StepEnded(refund, StepResult.Succeed(Json.EmptyObject)))).ShouldBe(["unfirst"]);
    }

    [Test]
    public void A_call_under_way_that_failed_is_not_repeated_and_has_nothing_to_undo()
    {
        var (steps, failing, call) = FailBesideACall();

        var done = Run(steps, failing.State, new Signal.StepEnded(call, StepResult.Fail(ErrorClass.Server, "http.status", "503")));

        Calls(done).ShouldBe(["unfirst"]);
        done.Commands.ShouldNotContain(command => command is Command.StartTimer);
    }

    [Test]
    public void A_call_whose_answer_was_lost_is_found_out_before_anything_is_undone()
    {
        var (steps, failing, call) = FailBesideACall();

        var lost = Run(steps, failing.State, new Signal.StepEnded(call, NoAnswer));

        lost.Commands.ShouldHaveSingleItem().ShouldBeOfType<Command.StartTimer>().Token.Step.ShouldBe("pay");
        Calls(Run(steps, lost.State, new Signal.TimerFired("pay"))).ShouldBe(["pay"]);
    }

    [Test]
    public void A_call_that_was_lost_with_its_process_is_found_out_before_anything_is_undone()
    {
        var (steps, failing, _) = FailBesideACall();
        var restored = ExecutionState.Restore(failing.State.ToJson(), []);

        var again = Run(steps, restored, new Signal.Claimed());

        Calls(again).ShouldBe(["pay"]);
        var call = again.Commands.OfType<Command.Perform>().Single().Token;
        Calls(Run(steps, again.State, new Signal.StepEnded(call, StepResult.Succeed(Json.EmptyObject)))).ShouldBe(["refund"]);
    }

    [Test]
    public void A_call_that_only_a_person_can_tell_of_holds_up_the_undoing_if_it_is_to_be_undone()
    {
        var (steps, failing, call) = FailBesideACall(""","onLostResult":"park""" + "\"");

        var parked = Run(steps, failing.State, new Signal.StepEnded(call, NoAnswer));
        parked.State.Status.ShouldBe(ExecutionStatus.Parked);

        Calls(Run(steps, parked.State, new Signal.Answered("pay", Given.Json("{\"outcome\":\"succeeded\"}")))).ShouldBe(["refund"]);
        Calls(Run(steps, parked.State, new Signal.Answered("pay", Given.Json("{\"outcome\":\"failed\"}")))).ShouldBe(["unfirst"]);
    }

    [Test]
    public void A_call_that_only_a_person_can_tell_of_holds_up_nothing_if_there_is_nothing_to_undo_for_it()
    {
        var steps = First + """
            ,{"key":"fork","type":"parallel","config":{"branches":["call","rest"]}},{"key":"call","type":"httpRequest","config":{"url":"https://sink.test/","onLostResult":"park"}},
            {"key":"rest","type":"delay","config":{"duration":"PT1S"},"next":{"default":"bad"}},
            """ + Bad;
        var called = Run(steps, ExecutionState.New, new Signal.Claimed());
        var failing = Run(steps, called.State, new Signal.TimerFired("rest"));

        var lost = Run(steps, failing.State, new Signal.StepEnded(called.Commands.OfType<Command.Perform>().Single().Token, NoAnswer));

        Calls(lost).ShouldBe(["unfirst"]);
        lost.Records.Select(record => $"{record.Token.Step}:{record.Status}").ShouldBe(["call:Failed", "call:Cancelled", "unfirst:Running"]);
    }

    [Test]
    public void While_it_is_undone_the_deadline_ends_nothing()
    {
        var (steps, failing, call) = FailBesideACall();
        var undoing = Run(steps, failing.State, new Signal.StepEnded(call, StepResult.Succeed(Json.EmptyObject)));

        Run(steps, undoing.State, new Signal.TimerFired("")).State.Ended.ShouldBeNull();
    }

    [Test]
    public void A_loop_goes_on_when_the_calls_of_its_failed_iteration_have_ended_and_undoes_them_if_it_fails_later()
    {
        const string Steps = """
            {"key":"each","type":"forEach","config":{"items":[1,2],"body":"fork","continueOnError":true},"next":{"default":"end"}},
            {"key":"fork","type":"parallel","config":{"branches":["pay","rest"]}},{"key":"rest","type":"delay","config":{"duration":"PT1S"},"next":{"default":"bad"}},
            {"key":"end","type":"stop","config":{"outcome":"failed","message":"No."}},
            """ + Pay + "," + Bad;
        var state = ExecutionState.New;
        Signal signal = new Signal.Claimed();
        foreach (var iteration in new[] { "each[0]", "each[1]" })
        {
            var called = Run(Steps, state, signal);
            Calls(called).ShouldBe(["pay"]);
            var call = called.Commands.OfType<Command.Perform>().Single().Token;
            var failed = Run(Steps, called.State, new Signal.TimerFired($"{iteration}/rest"));
            Calls(failed).ShouldBeEmpty();
            (state, signal) = (ExecutionState.Restore(failed.State.ToJson(), []).With("each", Given.Json("[1,2]"), []), new Signal.StepEnded(call, StepResult.Succeed(Json.EmptyObject)));
        }

        var end = Run(Steps, state, signal);

        end.Commands.OfType<Command.Perform>().ShouldHaveSingleItem().Token.Address.ShouldBe("each[1]/refund");
        end.State.Failing.ShouldBeEmpty();
        end.State.Undo.ShouldHaveSingleItem().Path.ShouldBe("each[0]");
    }

    [Test]
    public void Without_anything_to_undo_the_execution_fails_at_once_and_its_history_tells_what_was_cut_off()
    {
        const string Steps = """
            {"key":"fork","type":"parallel","config":{"branches":["call","rest"]}},{"key":"call","type":"httpRequest","config":{"url":"https://sink.test/"}},
            {"key":"rest","type":"delay","config":{"duration":"PT1S"},"next":{"default":"bad"}},
            """ + Bad;
        var called = Run(Steps, ExecutionState.New, new Signal.Claimed());

        var end = Run(Steps, called.State, new Signal.TimerFired("rest"));

        end.State.Ended.ShouldBe(ExecutionStatus.Failed);
        end.Records.Select(record => $"{record.Token.Step}:{record.Status}").ShouldBe(["rest:Succeeded", "bad:Failed", "call:Cancelled"]);
    }

    /// <summary>A payment is under way when the other branch fails.</summary>
    private static (string Steps, SegmentResult Failing, Token Call) FailBesideACall(string more = "", bool isUndone = true)
    {
        var (steps, called, call) = Pays(more, isUndone);
        return (steps, Run(steps, called, new Signal.TimerFired("rest")), call);
    }

    /// <summary>A payment is under way, and the other branch fails when it has rested.</summary>
    private static (string Steps, ExecutionState Called, Token Call) Pays(string more = "", bool isUndone = true)
    {
        const string Undo = "\"undo\":\"refund\"";
        const string Retry = "\"retry\":{\"attempts\":4,\"delay\":\"PT1S\"}";
        var pay = isUndone ? Pay.Replace(Undo, Undo + "," + Retry) : Pay[..Pay.IndexOf(",{\"key\":\"refund\"", StringComparison.Ordinal)].Replace(Undo, Retry);
        var steps = First + """,{"key":"fork","type":"parallel","config":{"branches":["pay","rest"]}},{"key":"rest","type":"delay","config":{"duration":"PT1S"},"next":{"default":"bad"}},"""
            + pay.Replace("bank.test/pay\"", "bank.test/pay\"" + more) + "," + Bad;
        var called = Run(steps, ExecutionState.New, new Signal.Claimed());
        Calls(called).ShouldBe(["pay"]);
        return (steps, called.State, CallOf(called));
    }

    private static IEnumerable<string> Calls(SegmentResult segment) => segment.Commands.OfType<Command.Perform>().Select(call => call.Token.Step);

    private static Token CallOf(SegmentResult segment) => segment.Commands.OfType<Command.Perform>().Single().Token;
}
