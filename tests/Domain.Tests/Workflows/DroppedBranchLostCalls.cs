using Financbase.Domain.Workflows.Expressions;
using Financbase.Domain.Workflows.Running;
using Financbase.Domain.Workflows.Steps;

namespace Financbase.Domain.Tests.Workflows;

/// <summary>Calls of dropped branches of which an attempt was lost: repeated to find out where something is to be undone, and else never.</summary>
public sealed partial class DroppedBranchTests
{
    private const string Verify = ""","onLostResult":"verify","verifyUrl":"https://bank.test/pay" """;

    private static readonly StepResult Busy = StepResult.Fail(ErrorClass.Server, "http.status_503", "The server answered 503.");

    private static readonly StepResult NotFound = StepResult.Fail(ErrorClass.Client, "http.status_404", "The server answered 404.");

    private static readonly StepResult Done = StepResult.Succeed(Json.EmptyObject);

    [Test]
    public void What_did_not_happen_before_the_crash_is_not_made_for_a_dropped_branch()
    {
        var (steps, failing, _) = FailBesideACall(Verify);
        var asked = Run(steps, Crashed(failing.State), new Signal.Claimed());
        asked.Commands.OfType<Command.Perform>().Single().IsLookUp.ShouldBeTrue();

        Calls(Run(steps, asked.State, new Signal.LookedUp(CallOf(asked), NotFound))).ShouldBe(["unfirst"]);
    }

    [TestCase(true)]
    [TestCase(false)]
    public void What_is_asked_about_when_its_branch_is_dropped_is_not_made_either(bool isUndone)
    {
        var (steps, called, _) = Pays(Verify, isUndone);
        var asked = Run(steps, Crashed(called), new Signal.Claimed());
        var failing = Run(steps, asked.State, new Signal.TimerFired("rest"));
        Calls(failing).ShouldBeEmpty();

        Calls(Run(steps, failing.State, new Signal.LookedUp(CallOf(asked), NotFound))).ShouldBe(["unfirst"]);
    }

    [Test]
    public void A_person_who_wants_it_again_does_not_get_it_for_a_dropped_branch()
    {
        var (steps, failing, call) = FailBesideACall(""","onLostResult":"park""" + "\"");
        var parked = Run(steps, failing.State, new Signal.StepEnded(call, NoAnswer));

        Calls(Run(steps, parked.State, new Signal.Answered("pay", Given.Json("{\"outcome\":\"retry\"}")))).ShouldBe(["unfirst"]);
    }

    [Test]
    public void A_lost_call_that_is_about_to_be_repeated_when_its_branch_is_dropped_is_found_out_and_undone()
    {
        var (steps, called, call) = Pays();
        var lost = Run(steps, called, new Signal.StepEnded(call, NoAnswer)).State;

        var failing = Run(steps, lost, new Signal.TimerFired("pay"), new Signal.TimerFired("rest"));

        Calls(failing).ShouldBe(["pay"]);
        CallOf(failing).IsLeaving.ShouldBeTrue();
        Calls(Run(steps, failing.State, new Signal.StepEnded(CallOf(failing), Done))).ShouldBe(["refund"]);
    }

    [Test]
    public void A_refused_call_that_is_about_to_be_repeated_when_its_branch_is_dropped_is_not_made()
    {
        var (steps, called, call) = Pays();
        var refused = Run(steps, called, new Signal.StepEnded(call, Busy)).State;

        Calls(Run(steps, refused, new Signal.TimerFired("pay"), new Signal.TimerFired("rest"))).ShouldBe(["unfirst"]);
    }

    [TestCase(true)]
    [TestCase(false)]
    public void The_history_of_a_refused_call_that_is_dropped_at_its_retry_timer_ends_with_that(bool isDue)
    {
        var (steps, called, call) = Pays();
        var refused = Run(steps, called, new Signal.StepEnded(call, Busy)).State;
        Signal[] signals = isDue ? [new Signal.TimerFired("pay"), new Signal.TimerFired("rest")] : [new Signal.TimerFired("rest")];

        Run(steps, refused, signals).Records.Where(record => record.Token.Step == "pay").ShouldHaveSingleItem().Status.ShouldBe(StepStatus.Cancelled);
    }

    [TestCase(true)]
    [TestCase(false)]
    public void That_the_next_attempt_is_refused_does_not_tell_what_became_of_a_lost_one(bool isCrash)
    {
        var (steps, failing, call) = FailBesideACall();
        var refused = Refused(steps, failing.State, call, isCrash);

        refused.Commands.ShouldHaveSingleItem().ShouldBeOfType<Command.StartTimer>().Token.Step.ShouldBe("pay");
        var again = Run(steps, Crashed(refused.State), new Signal.TimerFired("pay"));
        Calls(Run(steps, again.State, new Signal.StepEnded(CallOf(again), Done))).ShouldBe(["refund"]);
    }

    [TestCase(true)]
    [TestCase(false)]
    public void A_branch_that_is_dropped_after_the_next_attempt_was_refused_waits_for_what_became_of_the_lost_one(bool isCrash)
    {
        var (steps, called, call) = Pays();
        var refused = Refused(steps, called, call, isCrash).State;

        var failing = Run(steps, Crashed(refused), new Signal.TimerFired("rest"));

        Calls(failing).ShouldBeEmpty();
        var again = Run(steps, failing.State, new Signal.TimerFired("pay"));
        Calls(Run(steps, again.State, new Signal.StepEnded(CallOf(again), Done))).ShouldBe(["refund"]);
    }

    [Test]
    public void A_state_that_tells_only_how_the_call_was_lost_waits_for_it_too()
    {
        var (steps, called, call) = Pays();
        var lost = Run(steps, called, new Signal.StepEnded(call, NoAnswer)).State.ToJson().GetRawText();
        lost.ShouldContain("\"lost\":{");

        var failing = Run(steps, ExecutionState.Restore(Given.Json(lost.Replace(",\"isUnsettled\":true", "")), []), new Signal.TimerFired("pay"), new Signal.TimerFired("rest"));

        Calls(failing).ShouldBe(["pay"]);
    }

    [TestCase(true)]
    [TestCase(false)]
    public void What_the_other_side_has_not_seen_is_not_made_when_its_branch_is_dropped_before_it_is_repeated(bool isCrash)
    {
        var (steps, called, call) = Pays(Verify);
        var asked = isCrash ? Run(steps, Crashed(called), new Signal.Claimed()) : Run(steps, called, new Signal.StepEnded(call, NoAnswer));

        Calls(Run(steps, asked.State, new Signal.LookedUp(CallOf(asked), NotFound), new Signal.TimerFired("rest"))).ShouldBe(["unfirst"]);
    }

    [TestCase("")]
    [TestCase(Verify)]
    public void Where_nothing_is_to_be_undone_for_it_a_call_that_was_lost_with_its_process_is_neither_repeated_nor_asked_about(string more)
    {
        var (steps, failing, _) = FailBesideACall(more, isUndone: false);

        var again = Run(steps, Crashed(failing.State), new Signal.Claimed());

        Calls(again).ShouldBe(["unfirst"]);
        again.Records.Select(record => $"{record.Token.Step}:{record.Status}").ShouldBe(["pay:Cancelled", "unfirst:Running"]);
    }

    [TestCase("")]
    [TestCase(Verify)]
    public void Where_nothing_is_to_be_undone_for_it_a_call_without_an_answer_is_neither_repeated_nor_asked_about(string more)
    {
        var (steps, failing, call) = FailBesideACall(more, isUndone: false);

        var lost = Run(steps, failing.State, new Signal.StepEnded(call, NoAnswer));

        Calls(lost).ShouldBe(["unfirst"]);
        lost.Commands.ShouldNotContain(command => command is Command.StartTimer);
    }

    [TestCase("")]
    [TestCase(Verify)]
    public void Where_nothing_is_to_be_undone_for_it_a_claim_does_not_repeat_what_is_dropped_at_once(string more)
    {
        var (steps, called, _) = Pays(more, isUndone: false);

        Calls(Run(steps, Crashed(called), new Signal.Claimed(), new Signal.TimerFired("rest"))).ShouldBe(["unfirst"]);
    }

    [TestCase(true)]
    [TestCase(false)]
    public void That_the_next_attempt_had_no_right_any_more_does_not_tell_either(bool isDroppedFirst)
    {
        var (steps, called, call) = Pays();
        Signal[] signals = [new Signal.StepEnded(call, NoAnswer), new Signal.TimerFired("pay")];
        var again = signals.Aggregate(isDroppedFirst ? Run(steps, called, new Signal.TimerFired("rest")) : null, (at, signal) => Run(steps, at?.State ?? called, signal))!;
        var parked = Run(steps, again.State, new Signal.StepEnded(CallOf(again), new StepResult.Parked(ParkedReasons.AuthorityLost)));

        var failing = isDroppedFirst ? parked : Run(steps, parked.State, new Signal.TimerFired("rest"));

        Calls(failing).ShouldBeEmpty();
        failing.State.Status.ShouldBe(ExecutionStatus.Parked);
        Calls(Run(steps, failing.State, new Signal.Answered("pay", Given.Json("{\"outcome\":\"succeeded\"}")))).ShouldBe(["refund"]);
    }

    /// <summary>The first attempt is lost, and the second one refused for now.</summary>
    private static SegmentResult Refused(string steps, ExecutionState state, Token call, bool isCrash)
    {
        var again = isCrash
            ? Run(steps, Crashed(state), new Signal.Claimed())
            : Run(steps, Run(steps, state, new Signal.StepEnded(call, NoAnswer)).State, new Signal.TimerFired("pay"));
        Calls(again).ShouldBe(["pay"]);
        return Run(steps, again.State, new Signal.StepEnded(CallOf(again), Busy));
    }

    private static ExecutionState Crashed(ExecutionState state) => ExecutionState.Restore(state.ToJson(), []);
}
