using Financbase.Domain.Workflows.Expressions;
using Financbase.Domain.Workflows.Running;
using Financbase.Domain.Workflows.Steps;

namespace Financbase.Domain.Tests.Workflows;

/// <summary>A call that can be undone, whose attempts are used up while one of them may have happened.</summary>
public sealed class UsedUpCallTests
{
    private const string Undo = ""","undo":"refund" """;

    private static readonly StepResult.Failed NoAnswer = new(new StepError(ErrorClass.Timeout, "http.timeout", "No answer.")) { IsUnknown = true };

    private static readonly StepResult.Failed NotSent = new(new StepError(ErrorClass.Connection, "http.connection", "Nobody there."));

    private static readonly StepResult Busy = StepResult.Fail(ErrorClass.Server, "http.status_503", "The server answered 503.");

    private static readonly StepResult Refused = StepResult.Fail(ErrorClass.Client, "http.status_400", "The server answered 400.");

    private static readonly StepResult Done = StepResult.Succeed(Json.EmptyObject);

    [Test]
    public void It_waits_for_a_person_when_no_attempt_got_an_answer()
    {
        var end = Calls(Plan(), NoAnswer, NoAnswer);

        end.State.Status.ShouldBe(ExecutionStatus.Parked);
        end.State.ParkedReason.ShouldBe(ParkedReasons.OutcomeUnknown);
        end.Records.Select(record => record.Status).ShouldBe([StepStatus.Failed, StepStatus.Parked], "Why there was no answer is in the history.");
        end.Commands.ShouldHaveSingleItem().ShouldBeOfType<Command.Park>().Token.Lost!.Code.ShouldBe("http.timeout");
    }

    [TestCase(503)]
    [TestCase(400)]
    public void That_its_last_attempt_was_refused_does_not_tell_of_the_one_before(int status)
    {
        var end = Calls(Plan(), NoAnswer, status == 503 ? Busy : Refused);

        end.State.Status.ShouldBe(ExecutionStatus.Parked);
        end.Commands.ShouldHaveSingleItem().ShouldBeOfType<Command.Park>().Token.Lost!.Code.ShouldBe("http.timeout", "It says how the other one was lost.");
    }

    [Test]
    public void Nor_does_it_tell_of_one_that_was_lost_with_its_process()
    {
        var plan = Plan();
        var again = Run(plan, Restored(Begun(plan).State), new Signal.Claimed());

        var end = Run(plan, again.State, new Signal.StepEnded(again.State.Tokens[0], Refused));

        end.State.Status.ShouldBe(ExecutionStatus.Parked);
    }

    [Test]
    public void What_was_refused_or_never_sent_fails_at_once()
    {
        Calls(Plan(), Refused).State.Ended.ShouldBe(ExecutionStatus.Failed);
        Calls(Plan(), Busy, NotSent).State.Ended.ShouldBe(ExecutionStatus.Failed);
        Calls(Plan(undo: ""), NoAnswer, NoAnswer).State.Ended.ShouldBe(ExecutionStatus.Failed, "There is nothing to undo.");
    }

    [Test]
    public void It_is_undone_if_a_person_says_that_it_happened()
    {
        var plan = Plan(next: ""","next":{"default":"bad"}""");
        var parked = Calls(plan, NoAnswer, NoAnswer).State;

        var told = Resolve(plan, parked, "succeeded");

        told.Commands.OfType<Command.Perform>().ShouldHaveSingleItem().Token.Step.ShouldBe("refund");
    }

    [Test]
    public void It_has_failed_if_a_person_says_that_it_did_not_happen()
    {
        var plan = Plan();

        var told = Resolve(plan, Calls(plan, NoAnswer, NoAnswer).State, "failed");

        told.State.Ended.ShouldBe(ExecutionStatus.Failed);
        told.Commands.ShouldHaveSingleItem().ShouldBeOfType<Command.Finish>().Error!.Code.ShouldBe("workflows.resolved_as_failed");
    }

    [Test]
    public void A_person_may_let_it_be_made_again_which_tells_nothing_of_what_was_before()
    {
        var plan = Plan();
        var again = Resolve(plan, Calls(plan, NoAnswer, NoAnswer).State, "retry");
        var call = again.Commands.ShouldHaveSingleItem().ShouldBeOfType<Command.Perform>().Token;

        Run(plan, again.State, new Signal.StepEnded(call, NoAnswer)).State.Status.ShouldBe(ExecutionStatus.Parked);
        var refused = Run(plan, Restored(again.State), new Signal.StepEnded(call, Refused)).State;
        refused.Status.ShouldBe(ExecutionStatus.Parked);
        Resolve(plan, refused, "failed").State.Ended.ShouldBe(ExecutionStatus.Failed);
    }

    [Test]
    public void It_does_not_take_its_error_wire_before_somebody_has_looked()
    {
        var plan = Plan(next: ""","next":{"error":"told"}""");
        var parked = Calls(plan, NoAnswer, NoAnswer);
        parked.State.Trace("told").Status.ShouldBe(StepStatus.Pending);

        Resolve(plan, parked.State, "failed").State.Trace("told").Status.ShouldBe(StepStatus.Succeeded);
    }

    [Test]
    public void What_the_other_side_says_it_has_not_seen_has_failed()
    {
        var plan = Plan(more: ""","onLostResult":"verify","verifyUrl":"https://bank.test/pay" """, attempts: 1);
        var asked = Calls(plan, NoAnswer);
        var question = asked.Commands.ShouldHaveSingleItem().ShouldBeOfType<Command.Perform>();
        question.IsLookUp.ShouldBeTrue();

        var told = Run(plan, asked.State, new Signal.LookedUp(question.Token, StepResult.Fail(ErrorClass.Client, "http.status_404", "The server answered 404.")));

        told.State.Ended.ShouldBe(ExecutionStatus.Failed);
    }

    private static WorkflowPlan Plan(string undo = Undo, string next = "", string more = "", int attempts = 2)
    {
        string[] steps =
        [
            """{"key":"pay","type":"httpRequest","retry":{"attempts":ATTEMPTS},"config":{"method":"POST","url":"https://bank.test/pay"MORE}UNDO NEXT}"""
                .Replace("ATTEMPTS", $"{attempts}").Replace("MORE", more).Replace("UNDO", undo).Replace("NEXT", next),
            """{"key":"refund","type":"httpRequest","config":{"method":"POST","url":"https://bank.test/refund"}}""",
            """{"key":"bad","type":"waitUntil","config":{"at":"{{ trigger.never }}"}}""",
            """{"key":"told","type":"transform","config":{"set":{"n":1}}}""",
        ];
        return Given.Plan(string.Join(',', steps.Where(step => step == steps[0] || (undo + next).Contains(step.Split('"')[3]))));
    }

    private static SegmentResult Begun(WorkflowPlan plan) => Run(plan, ExecutionState.New, new Signal.Claimed());

    /// <summary>One attempt after the other ends like this.</summary>
    private static SegmentResult Calls(WorkflowPlan plan, params StepResult[] ends)
    {
        var at = Begun(plan);
        foreach (var (attempt, end) in ends.Index())
        {
            if (attempt > 0)
                at = Run(plan, Restored(at.State), new Signal.TimerFired("pay"));
            at = Run(plan, at.State, new Signal.StepEnded(at.State.Tokens[0], end));
        }

        return at;
    }

    private static SegmentResult Resolve(WorkflowPlan plan, ExecutionState parked, string outcome) =>
        Run(plan, Restored(parked), new Signal.Answered("pay", Given.Json($$"""{"outcome":"{{outcome}}"}""")));

    private static SegmentResult Run(WorkflowPlan plan, ExecutionState state, Signal signal) => Segment.Run(plan, state, signal, Given.Context());

    private static ExecutionState Restored(ExecutionState state) => ExecutionState.Restore(state.ToJson(), []);
}
