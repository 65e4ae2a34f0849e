using System.Text.Json;
using Financbase.Domain.Workflows.Running;

namespace Financbase.Domain.Workflows.Steps;

/// <summary>How a step's attempt ended.</summary>
public abstract record StepResult
{
    public static StepResult Succeed(JsonElement output, string port = Outcomes.Default) => new Succeeded([port], output);

    public static StepResult Fail(ErrorClass errorClass, string code, string message, TimeSpan? retryAfter = null) =>
        new Failed(new StepError(errorClass, code, message), retryAfter);

    /// <param name="Ports">The outcomes that carry on; several make parallel branches, none ends the branch.</param>
    /// <param name="Output"><c>steps.&lt;key&gt;.output</c>.</param>
    public sealed record Succeeded(IReadOnlyList<string> Ports, JsonElement Output) : StepResult;

    /// <summary>Ends the whole execution, whatever its other branches are doing.</summary>
    /// <param name="Output">Of the step, and of the execution.</param>
    /// <param name="Error">Null when the execution succeeds by it.</param>
    public sealed record Stopped(JsonElement Output, StepError? Error = null) : StepResult;

    /// <summary>It cannot go on until a person decides: nothing was done.</summary>
    /// <param name="Reason">Of <see cref="ParkedReasons"/>.</param>
    public sealed record Parked(string Reason) : StepResult;

    /// <param name="Error">Kept as the step's error.</param>
    /// <param name="RetryAfter">What the other side asked for (<c>Retry-After</c>).</param>
    /// <param name="Output">What came back nevertheless, e.g. the body of a 503.</param>
    public sealed record Failed(StepError Error, TimeSpan? RetryAfter = null, JsonElement Output = default) : StepResult
    {
        /// <summary>Only the answer is missing: the other side may have done what it was asked for. See <see cref="OnLostResult"/>.</summary>
        public bool IsUnknown { get; init; }
    }
}
