using Financbase.Domain.Workflows.Steps;

namespace Financbase.Domain.Workflows.Running;

/// <summary>
/// Something that happened to an execution. A signal about a token that is no longer there, or about another attempt,
/// changes nothing: late and repeated signals are harmless.
/// </summary>
public abstract record Signal
{
    /// <summary>
    /// A worker has claimed the execution from its last checkpoint. A new one begins. Otherwise what is pending is run,
    /// and what was running when the other worker died is run again or parked, as the step says.
    /// </summary>
    public sealed record Claimed : Signal;

    /// <summary>The same worker goes on after a segment that was cut short.</summary>
    public sealed record Continued : Signal;

    /// <summary>The step's effect is about to happen (its intent will be committed with this state).</summary>
    public sealed record StepBegan(Token Token, DateTimeOffset At) : Signal;

    /// <summary>The step waits from now on.</summary>
    public sealed record StepWaits(Token Token) : Signal;

    /// <summary>An attempt has ended.</summary>
    /// <param name="Token">The token that ran.</param>
    /// <param name="Result">How it ended.</param>
    /// <param name="Jitter">0 to 1, random: spreads the retry.</param>
    public sealed record StepEnded(Token Token, StepResult Result, double Jitter = 0.5) : Signal;

    /// <summary>The timer of this place has fired: of a retry, or of the step's own wait.</summary>
    public sealed record TimerFired(string Address) : Signal;

    /// <summary>A person or a rule ends it, whatever it is doing.</summary>
    public sealed record Cancelled : Signal;
}
