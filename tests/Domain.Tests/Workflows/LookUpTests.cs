using System.Text.Json;
using Financbase.Domain.Workflows;
using Financbase.Domain.Workflows.Expressions;
using Financbase.Domain.Workflows.Running;
using Financbase.Domain.Workflows.Steps;

namespace Financbase.Domain.Tests.Workflows;

/// <summary>A call whose result was lost in a crash, and about which the other side is asked.</summary>
public sealed class LookUpTests
{
    private const string Pay = """
        {"key":"pay","type":"httpRequest","config":{"method":"POST","url":"https://bank.test/payments","onLostResult":"verify",
            "verifyUrl":"https://bank.test/payments/{{ trigger.id }}","verifyHeaders":{"X-For":"{{ trigger.id }}"}},"next":{"default":"note"}},
        {"key":"note","type":"transform","config":{"set":{"paid":"{{ steps.pay.output.body.id }}"}}}
        """;

    private static readonly WorkflowPlan Plan = Given.Plan(Pay);

    [Test]
    public void It_is_asked_about_before_anything_else()
    {
        var (_, call) = Asked();

        call.IsLookUp.ShouldBeTrue();
        call.Token.Attempt.ShouldBe(1);
        call.Input.GetRawText().ShouldBe("""{"method":"GET","url":"https://bank.test/payments/7","headers":{"X-For":"7"}}""");
    }

    [Test]
    public void It_is_not_made_again_when_it_happened_and_what_was_told_is_its_output()
    {
        var (state, call) = Asked();

        var told = Run(state, new Signal.LookedUp(call.Token, Answer("""{"id":"p1"}""")));

        told.State.Status.ShouldBe(ExecutionStatus.Succeeded);
        told.State.Output.GetRawText().ShouldBe("""{"paid":"p1"}""");
        told.Records.Select(record => (record.Token.Step, record.Token.Attempt, record.Status)).ShouldBe(
            [("pay", 1, StepStatus.Succeeded), ("note", 1, StepStatus.Succeeded)]);
        told.Commands.OfType<Command.LookedUp>().Single().Finding.ShouldBe(LookUpFinding.Happened);
    }

    [TestCase(404)]
    [TestCase(410)]
    public void It_is_made_again_under_the_same_address_when_it_did_not_happen(int status)
    {
        var (state, call) = Asked();

        var told = Run(state, new Signal.LookedUp(call.Token, Refused(status)));

        var again = told.Commands.OfType<Command.Perform>().ShouldHaveSingleItem();
        (again.IsLookUp, again.Token.Address, again.Token.Attempt, again.Token.Began).ShouldBe((false, "pay", 2, call.Token.Began));
        again.Input.GetProperty("method").GetString().ShouldBe("POST");
        Run(told.State, new Signal.StepEnded(again.Token, Answer("""{"id":"p2"}"""))).State.Status.ShouldBe(ExecutionStatus.Succeeded);
        Lost(told.State).Commands.ShouldHaveSingleItem().ShouldBeOfType<Command.Perform>().IsLookUp.ShouldBeTrue("It was lost once more.");
    }

    [TestCase(301)]
    [TestCase(401)]
    [TestCase(503)]
    public void It_waits_for_a_person_when_the_answer_does_not_tell(int status)
    {
        var (state, call) = Asked();

        var told = Run(state, new Signal.LookedUp(call.Token, Refused(status)));

        told.State.Status.ShouldBe(ExecutionStatus.Parked);
        told.State.ParkedReason.ShouldBe(ParkedReasons.OutcomeUnknown);
        told.Commands.OfType<Command.LookedUp>().Single().Reason.ShouldBe($"The server answered {status}.");
        var resolved = Run(told.State, new Signal.Answered("pay", Given.Json("""{"outcome":"retry"}""")));
        resolved.Commands.ShouldHaveSingleItem().ShouldBeOfType<Command.Perform>().IsLookUp.ShouldBeFalse();
    }

    [Test]
    public void A_question_that_cannot_be_asked_fails_no_step_whose_call_may_have_happened()
    {
        var plan = Given.Plan("""
            {"key":"pay","type":"httpRequest","config":{"method":"POST","url":"https://bank.test","onLostResult":"verify","verifyUrl":"{{ trigger.nowhere }}"}}
            """);
        var lost = Segment.Run(plan, ExecutionState.New, new Signal.Claimed(), Given.Context()).State;

        var told = Segment.Run(plan, lost, new Signal.Claimed(), Given.Context());

        told.State.Status.ShouldBe(ExecutionStatus.Parked);
        told.Records.ShouldHaveSingleItem().Status.ShouldBe(StepStatus.Parked);
    }

    [Test]
    public void A_crash_while_it_is_asked_about_asks_again_and_calls_nothing()
    {
        var (state, _) = Asked();

        Lost(state).Commands.ShouldHaveSingleItem().ShouldBeOfType<Command.Perform>().IsLookUp.ShouldBeTrue();
    }

    [Test]
    public void A_segment_that_is_cut_short_forgets_no_question()
    {
        const string Two = """
            {"key":"fork","type":"parallel","config":{"branches":["a","b"]}},
            {"key":"a","type":"httpRequest","config":{"method":"POST","url":"https://bank.test/a","onLostResult":"verify","verifyUrl":"https://bank.test/a"}},
            {"key":"b","type":"httpRequest","config":{"method":"POST","url":"https://bank.test/b","onLostResult":"verify","verifyUrl":"https://bank.test/b"}}
            """;
        var plan = Given.Plan(Two);
        var called = Segment.Run(plan, ExecutionState.New, new Signal.Claimed(), Given.Context()).State;

        var first = Segment.Run(plan, Restored(called), new Signal.Claimed(), Given.Context() with { MaxSteps = 1 });
        var second = Segment.Run(plan, Restored(first.State), new Signal.Continued(), Given.Context());

        first.IsCutShort.ShouldBeTrue();
        first.Commands.Concat(second.Commands).OfType<Command.Perform>().Select(call => (call.Token.Step, call.IsLookUp))
            .ShouldBe([("a", true), ("b", true)], ignoreOrder: true);
    }

    [Test]
    public void A_late_or_repeated_answer_changes_nothing()
    {
        var (state, call) = Asked();
        var again = Run(state, new Signal.LookedUp(call.Token, Refused(404)));

        var late = Run(again.State, new Signal.LookedUp(call.Token, Answer("{}")));
        late.State.ShouldBe(again.State);
        late.Commands.ShouldBeEmpty();

        var running = Run(ExecutionState.New, new Signal.Claimed());
        Run(running.State, new Signal.LookedUp(call.Token, Refused(404))).Commands.ShouldBeEmpty("The call is under way.");
    }

    [Test]
    public void A_call_without_an_answer_is_asked_about_and_made_again_as_often_as_its_policy_says()
    {
        var plan = Given.Plan("""
            {"key":"pay","type":"httpRequest","retry":{"attempts":2},"config":{"method":"POST","url":"https://bank.test","onLostResult":"verify","verifyUrl":"https://bank.test"}}
            """);
        var state = Segment.Run(plan, ExecutionState.New, new Signal.Claimed(), Given.Context()).State;

        var asked = Next(new Signal.StepEnded(state.Tokens[0], NoAnswer));
        var question = asked.Commands.ShouldHaveSingleItem().ShouldBeOfType<Command.Perform>();
        question.IsLookUp.ShouldBeTrue();
        var told = Next(new Signal.LookedUp(question.Token, Refused(404)));
        told.Commands.OfType<Command.StartTimer>().ShouldHaveSingleItem().Token.Attempt.ShouldBe(2);
        var again = Next(new Signal.TimerFired("pay")).Commands.ShouldHaveSingleItem().ShouldBeOfType<Command.Perform>();
        again.IsLookUp.ShouldBeFalse();
        question = Next(new Signal.StepEnded(again.Token, NoAnswer)).Commands.ShouldHaveSingleItem().ShouldBeOfType<Command.Perform>();
        Next(new Signal.LookedUp(question.Token, Refused(404))).State.Status.ShouldBe(ExecutionStatus.Failed, "Both attempts are used up.");

        SegmentResult Next(Signal signal)
        {
            var segment = Segment.Run(plan, Restored(state), signal, Given.Context());
            state = segment.State;
            return segment;
        }
    }

    [TestCase("park", ExecutionStatus.Parked)]
    [TestCase("retry", ExecutionStatus.Waiting)]
    public void A_call_without_an_answer_that_must_not_be_repeated_waits_for_a_person(string rule, ExecutionStatus status)
    {
        var plan = Given.Plan($$"""{"key":"pay","type":"httpRequest","retry":{"attempts":3},"config":{"method":"POST","url":"https://bank.test","onLostResult":"{{rule}}"} }""");
        var begun = Segment.Run(plan, ExecutionState.New, new Signal.Claimed(), Given.Context()).State;

        var lost = Segment.Run(plan, begun, new Signal.StepEnded(begun.Tokens[0], NoAnswer), Given.Context());
        var refused = Segment.Run(plan, begun, new Signal.StepEnded(begun.Tokens[0], NoAnswer with { IsUnknown = false }), Given.Context());

        lost.State.Status.ShouldBe(status);
        lost.Records[0].Status.ShouldBe(StepStatus.Failed, "Why there was no answer is in the history.");
        refused.State.Status.ShouldBe(ExecutionStatus.Waiting, "Nothing was sent, so it may be sent again.");
    }

    [Test]
    public void A_call_that_kills_every_process_is_set_aside_and_a_person_may_let_it_be_made_again()
    {
        var plan = Given.Plan("""{"key":"pay","type":"httpRequest","config":{"method":"POST","url":"https://bank.test"}}""");
        var state = Segment.Run(plan, ExecutionState.New, new Signal.Claimed(), Given.Context()).State;
        for (var lost = 1; lost < Limits.LostCalls; lost++)
        {
            state = Segment.Run(plan, Restored(state), new Signal.Claimed(), Given.Context()).State;
            state.Status.ShouldBe(ExecutionStatus.Running);
        }

        state = Segment.Run(plan, Restored(state), new Signal.Claimed(), Given.Context()).State;

        state.Status.ShouldBe(ExecutionStatus.Parked);
        state.ParkedReason.ShouldBe(ParkedReasons.Poison);
        state = Segment.Run(plan, Restored(state), new Signal.Answered("pay", Given.Json("""{"outcome":"retry"}""")), Given.Context()).State;
        state = Segment.Run(plan, Restored(state), new Signal.Claimed(), Given.Context()).State;
        state.Status.ShouldBe(ExecutionStatus.Running);
    }

    [TestCase("""{"data":[{"id":1}]}""", LookUpFinding.Happened)]
    [TestCase("""{"data":[]}""", LookUpFinding.NotHappened)]
    [TestCase("""{}""", LookUpFinding.NotHappened)]
    [TestCase("\"<html>Sign in</html>\"", LookUpFinding.Unknown)]
    [TestCase("null", LookUpFinding.Unknown)]
    public void A_condition_reads_the_answer_where_it_is_json(string body, LookUpFinding finding) =>
        Step(""","verifyWhen":{"field":"answer.body.data","op":"isNotEmpty"}""").Judge(Scope, Answer(body)).ShouldBe(finding);

    [Test]
    public void A_condition_compares_with_what_the_call_was_about()
    {
        var step = Step(""","verifyWhen":{"field":"answer.body.reference","op":"eq","value":"{{ trigger.id }}"}""");

        step.Judge(Scope, Answer("""{"reference":7}""")).ShouldBe(LookUpFinding.Happened);
        step.Judge(Scope, Answer("""{"reference":8}""")).ShouldBe(LookUpFinding.NotHappened);
        step.Judge(Scope, Refused(500)).ShouldBe(LookUpFinding.Unknown);
    }

    private static Scope Scope => Scope.OfTrigger(new TriggerInput(Given.Json("""{"id":7}""")), Given.Json("{}"), DateTimeOffset.UnixEpoch);

    private static HttpRequestStep Step(string more) => Given
        .Steps($$$"""{"key":"a","type":"httpRequest","config":{"url":"https://bank.test","onLostResult":"verify","verifyUrl":"https://bank.test"{{{more}}}}}""")
        .Steps[0].Compiled.ShouldBeOfType<HttpRequestStep>();

    private static StepResult Answer(string body) => StepResult.Succeed(Given.Json($$"""{"status":200,"headers":{},"body":{{body}}}"""));

    private static StepResult Refused(int status) => StepResult.Fail(ErrorClass.Client, $"http.status_{status}", $"The server answered {status}.");

    private static StepResult.Failed NoAnswer => new(new StepError(ErrorClass.Timeout, "egress.timeout", "No complete answer came within 1 s.")) { IsUnknown = true };

    private static SegmentResult Run(ExecutionState state, Signal signal) => Segment.Run(Plan, state, signal, Given.Context("""{"id":7}"""));

    private static SegmentResult Lost(ExecutionState state) => Run(Restored(state), new Signal.Claimed());

    private static ExecutionState Restored(ExecutionState state) => ExecutionState.Restore(
        JsonElement.Parse(state.ToJson().GetRawText()),
        state.Steps.Where(step => step.Value.Result is not null).Select(step => KeyValuePair.Create(step.Key, step.Value.Result!)));

    private static (ExecutionState State, Command.Perform Call) Asked()
    {
        var segment = Lost(Run(ExecutionState.New, new Signal.Claimed()).State);
        return (segment.State, segment.Commands.ShouldHaveSingleItem().ShouldBeOfType<Command.Perform>());
    }
}
