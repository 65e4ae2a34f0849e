using System.Text.Json;
using Financbase.Domain.Workflows.Expressions;
using Financbase.Domain.Workflows.Steps;

namespace Financbase.Domain.Workflows.Running;

/// <summary>What has to be done next for an execution.</summary>
public abstract record Command
{
    /// <summary>Run the step of this pending token, by its effect.</summary>
    public sealed record RunStep(Token Token, PlanStep Step) : Command;

    /// <summary>The step's wait is over: let it end.</summary>
    public sealed record WakeStep(Token Token, PlanStep Step) : Command;

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
    }

    /// <summary>Write a timer row that signals <see cref="Signal.TimerFired"/> after this delay, on the database clock.</summary>
    public sealed record StartTimer(Token Token, TimeSpan Delay) : Command;

    /// <summary>Tell the owner that this step's outcome is unknown.</summary>
    public sealed record Park(Token Token, PlanStep Step) : Command;

    /// <summary>The execution has ended: drop its timers and waits, let the next one in.</summary>
    /// <param name="Status">Succeeded, failed or cancelled.</param>
    /// <param name="Output">Of the step that succeeded last; undefined when there is none.</param>
    /// <param name="Error">Of the step that failed, and which.</param>
    /// <param name="FailedStep">Its address.</param>
    public sealed record Finish(ExecutionStatus Status, JsonElement Output, StepError? Error = null, string? FailedStep = null) : Command;
}
