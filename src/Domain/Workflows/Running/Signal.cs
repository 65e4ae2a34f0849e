using System.Text.Json;
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
    /// and what was running when the other worker died is run again, asked about or parked, as the step says.
    /// </summary>
    public sealed record Claimed : Signal;

    /// <summary>The same worker goes on after a segment that was cut short.</summary>
    public sealed record Continued : Signal;

    /// <summary>The step's effect is about to happen (its intent will be committed with this state).</summary>
    public sealed record StepBegan(Token Token, DateTimeOffset At) : Signal;

    /// <summary>The step waits from now on.</summary>
    /// <param name="Token">The token that ran.</param>
    /// <param name="Awaits">For something that happens, not only for a time.</param>
    public sealed record StepWaits(Token Token, bool Awaits = false) : Signal;

    /// <summary>The loop has its list.</summary>
    public sealed record LoopBegan(Token Token, JsonElement Items) : Signal;

    /// <summary>An attempt has ended.</summary>
    /// <param name="Token">The token that ran.</param>
    /// <param name="Result">How it ended.</param>
    /// <param name="Jitter">0 to 1, random: spreads the retry.</param>
    public sealed record StepEnded(Token Token, StepResult Result, double Jitter = 0.5) : Signal;

    /// <summary>The other side was asked about a call whose result was lost. Taken in by <see cref="Segment"/>.</summary>
    /// <param name="Token">The token that asked.</param>
    /// <param name="Answer">How the look-up ended.</param>
    public sealed record LookedUp(Token Token, StepResult Answer) : Signal;

    /// <summary>
    /// The timer of this place has fired: of a retry, or of the step's own wait. An empty address: the time of the whole
    /// execution is over.
    /// </summary>
    public sealed record TimerFired(string Address) : Signal;

    /// <summary>What the step at this place waits for has happened, or a person has resolved its unknown outcome.</summary>
    public sealed record Answered(string Address, JsonElement Answer) : Signal;

    /// <summary>The unknown outcome is resolved, by a person or a look-up: make another attempt.</summary>
    public sealed record TriedAgain(Token Token) : Signal;

    /// <summary>A person or a rule ends it, whatever it is doing.</summary>
    public sealed record Cancelled : Signal;
}
