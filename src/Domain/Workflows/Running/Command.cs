using System.Text.Json;
using Financbase.Domain.Workflows.Expressions;
using Financbase.Domain.Workflows.Steps;

namespace Financbase.Domain.Workflows.Running;

/// <summary>What has to be done next for an execution.</summary>
public abstract record Command
{
    /// <summary>Carried out in memory, by <see cref="Segment"/>.</summary>
    public abstract record OnStep(Token Token, PlanStep Step) : Command;

    /// <summary>Run the step of this pending token, by its effect.</summary>
    public sealed record RunStep(Token Token, PlanStep Step) : OnStep(Token, Step);

    /// <summary>The time of the step's wait is over: let it end.</summary>
    public sealed record WakeStep(Token Token, PlanStep Step) : OnStep(Token, Step);

    /// <summary>
    /// Read, change the database or call the outside with the prepared input; then signal
    /// <see cref="Signal.StepEnded"/>. Given by <see cref="Segment"/> only.
    /// </summary>
    public sealed record Perform(Token Token, PlanStep Step, JsonElement Input) : Command
    {
        /// <summary>
        /// Prepares the input again with the values of the step's secrets; null when it uses none. The result is for
        /// the call and must not be kept.
        /// </summary>
        public Func<SecretTexts, JsonElement>? Reveal { get; init; }

        /// <summary>It only asks what became of a lost call; then signal <see cref="Signal.LookedUp"/>.</summary>
        public bool IsLookUp { get; init; }
    }

    /// <summary>Write into the log what asking about a lost call has told.</summary>
    /// <param name="Token">Of the lost call.</param>
    /// <param name="Step">Of the plan.</param>
    /// <param name="Finding">What it told.</param>
    /// <param name="Reason">Why it did not tell; null otherwise.</param>
    public sealed record LookedUp(Token Token, PlanStep Step, LookUpFinding Finding, string? Reason = null) : Command;

    /// <summary>What the step waits for has happened, or its unknown outcome is resolved: let it end.</summary>
    public sealed record AnswerStep(Token Token, PlanStep Step, JsonElement Answer) : OnStep(Token, Step);

    /// <summary>Every iteration has ended: let the loop end.</summary>
    public sealed record EndLoop(Token Token, PlanStep Step) : OnStep(Token, Step);

    /// <summary>Write into the history that a loop has failed with one of its iterations; its error wire is taken.</summary>
    public sealed record LoopFailed(Token Token, PlanStep Step, StepError Error) : Command;

    /// <summary>Write down what is waited for; when it happens, signal <see cref="Signal.Answered"/>.</summary>
    public sealed record OpenWait(Token Token, Awaited For) : Command;

    /// <summary>Nobody waits here any more: drop the timer and what was awaited.</summary>
    public sealed record CloseWait(string Address) : Command;

    /// <summary>Write into the history that a step which had begun, or waited, was ended with its branch.</summary>
    public sealed record Dropped(Token Token) : Command;

    /// <summary>Write a timer row that signals that the time of the whole execution is over.</summary>
    public sealed record StartDeadline(TimeSpan Delay) : Command;

    /// <summary>Write a timer row that signals <see cref="Signal.TimerFired"/> on the database clock.</summary>
    /// <param name="Token">Where.</param>
    /// <param name="Delay">From the checkpoint on.</param>
    /// <param name="Until">In place of the delay.</param>
    public sealed record StartTimer(Token Token, TimeSpan Delay, DateTimeOffset? Until = null) : Command;

    /// <summary>Tell the owner that this step waits for a person, and why.</summary>
    public sealed record Park(Token Token, PlanStep Step) : Command
    {
        public string Reason => Token.ParkedFor ?? ParkedReasons.OutcomeUnknown;
    }

    /// <summary>The execution has ended: drop its timers and waits, let the next one in.</summary>
    /// <param name="Status">Succeeded, failed or cancelled.</param>
    /// <param name="Output">Of the step that succeeded last; undefined when there is none.</param>
    /// <param name="Error">Of the step that failed, and which.</param>
    /// <param name="FailedStep">Its address.</param>
    public sealed record Finish(ExecutionStatus Status, JsonElement Output, StepError? Error = null, string? FailedStep = null) : Command;
}
