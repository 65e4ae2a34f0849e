using System.Text.Json;
using Financbase.Domain.Workflows.Expressions;

namespace Financbase.Domain.Workflows.Steps;

/// <summary>Names of outcomes that mean the same for every kind of step.</summary>
public static class Outcomes
{
    public const string Default = "default";

    /// <summary>Taken when the step has failed for good; without a wire the execution fails.</summary>
    public const string Error = "error";
}

/// <summary>A step of one definition, ready to run. Immutable; shared by every execution of a version.</summary>
public abstract record CompiledStep
{
    private static readonly IReadOnlyList<string> DefaultOnly = [Outcomes.Default];
    private static readonly Dictionary<string, string> EmptyWires = [];

    /// <summary>The outcomes that <c>next</c> may wire, besides <c>error</c>, which every step has.</summary>
    public virtual IReadOnlyList<string> Ports => DefaultOnly;

    /// <summary>Wires that the configuration names itself (outcome → step key), beside <c>next</c>.</summary>
    public virtual IReadOnlyDictionary<string, string> Wires => EmptyWires;

    /// <summary>Steps that run inside this one (e.g. <c>body</c> → step key): their wires lead nowhere else.</summary>
    public virtual IReadOnlyDictionary<string, string> Inner => EmptyWires;

    /// <summary>The permissions without which it cannot do what it says; who publishes it must hold them.</summary>
    public virtual IReadOnlyList<string> Permissions => [];

    /// <summary>Permissions that let it see more of what it reads; it gets what the publisher holds of them.</summary>
    public virtual IReadOnlyList<string> WiderWith => [];

    /// <summary>When a step with several incoming wires runs.</summary>
    public virtual JoinRule Join => JoinRule.AllDecided;
}

/// <summary>Runs in memory.</summary>
public abstract record PureStep : CompiledStep
{
    /// <exception cref="SharedKernel.DomainException">The step fails with this error.</exception>
    public abstract StepResult Run(Scope scope);
}

/// <summary>Reads, changes the database or calls the outside: the engine performs it with the prepared input.</summary>
public abstract record PerformedStep : CompiledStep
{
    /// <summary>What to do if it is not known whether the call had its effect.</summary>
    public virtual OnLostResult OnLostResult => OnLostResult.Retry;

    /// <summary>
    /// For <see cref="OnLostResult.Verify"/>: what to ask the other side, as the input of a call of the same kind that has
    /// no effect.
    /// </summary>
    /// <exception cref="SharedKernel.DomainException">It cannot be asked.</exception>
    public virtual JsonElement PrepareLookUp(Scope scope) => throw new NotSupportedException("This kind of step cannot verify.");

    /// <summary>For <see cref="OnLostResult.Verify"/>: what the answer tells about the lost call.</summary>
    /// <param name="scope">As when the step began.</param>
    /// <param name="answer">How the look-up ended. Where the call happened, it is the step's result.</param>
    /// <exception cref="SharedKernel.DomainException">It cannot be told.</exception>
    public virtual LookUpFinding Judge(Scope scope, StepResult answer) => LookUpFinding.Unknown;

    /// <summary>Renders what is to be done. It is recorded as the step's input before anything happens.</summary>
    /// <exception cref="SharedKernel.DomainException">The step fails with this error.</exception>
    public abstract JsonElement Prepare(Scope scope);
}

/// <summary>Waits for a time or a happening.</summary>
public abstract record WaitingStep : CompiledStep
{
    /// <exception cref="SharedKernel.DomainException">The step fails with this error.</exception>
    public abstract Wait Begin(Scope scope);

    /// <summary>The time is over.</summary>
    /// <exception cref="SharedKernel.DomainException">The step fails with this error.</exception>
    public abstract StepResult Wake(Scope scope);

    /// <summary>What was waited for has happened.</summary>
    /// <param name="scope">As when the step began.</param>
    /// <param name="answer">What it brought; its shape belongs to the kind of step.</param>
    /// <exception cref="SharedKernel.DomainException">The step fails with this error.</exception>
    public virtual StepResult Answer(Scope scope, JsonElement answer) => StepResult.Succeed(answer);
}

/// <summary>Runs the steps behind <see cref="CompiledStep.Inner"/> once for each item of a list.</summary>
public abstract record LoopStep : CompiledStep
{
    /// <summary>The key of the step with which each iteration begins.</summary>
    public abstract string Body { get; }

    /// <summary>Iterations that may be under way at once.</summary>
    public abstract int Concurrency { get; }

    /// <summary>A failed iteration is counted and does not fail the execution.</summary>
    public abstract bool ContinuesOnError { get; }

    public override IReadOnlyDictionary<string, string> Inner => new Dictionary<string, string> { ["body"] = Body };

    /// <summary>The list, worked out once when the loop begins.</summary>
    /// <exception cref="SharedKernel.DomainException">The step fails with this error.</exception>
    public abstract JsonElement Items(Scope scope);

    /// <summary>All iterations have ended.</summary>
    /// <param name="ended">How they ended.</param>
    public abstract StepResult End(LoopEnd ended);
}

/// <param name="Count">Items.</param>
/// <param name="Failed">Iterations that failed.</param>
/// <param name="Results">For each item the output of the step that succeeded last in its iteration, null when none did.</param>
public sealed record LoopEnd(int Count, int Failed, IReadOnlyList<JsonElement> Results);

/// <summary>What a step waits for. With a time and something awaited, whichever comes first ends the wait.</summary>
/// <param name="Input">Recorded as the step's input.</param>
public sealed record Wait(JsonElement Input)
{
    /// <summary>Counted from the checkpoint that records the wait, on the database clock. Zero or more.</summary>
    public TimeSpan? Delay { get; init; }

    /// <summary>A moment on the database clock, in place of <see cref="Delay"/>.</summary>
    public DateTimeOffset? Until { get; init; }

    public Awaited? For { get; init; }
}

/// <summary>Something outside the execution that ends a wait.</summary>
public abstract record Awaited
{
    /// <summary>An event of the organization.</summary>
    /// <param name="Name">Of the catalogue.</param>
    /// <param name="Filter">A condition over <c>event.*</c> in which nothing else is left to be worked out, or undefined.</param>
    public sealed record Event(string Name, JsonElement Filter) : Awaited;

    /// <summary>A person's decision.</summary>
    public sealed record Approval(ApprovalRequest Request) : Awaited;

    /// <summary>The end of another workflow, which is started with this input.</summary>
    public sealed record Execution(WorkflowId Workflow, JsonElement Input) : Awaited;
}

/// <param name="Approver">The key of a role, or a member's e-mail address.</param>
/// <param name="Title">Up to 200 characters.</param>
/// <param name="Details">Up to 2,000 characters.</param>
/// <param name="EscalateTo">Who may decide too once <paramref name="EscalateAfter"/> is over, like <paramref name="Approver"/>, or null.</param>
/// <param name="EscalateAfter">From the request.</param>
/// <param name="Expires">When the wait times out, from the request; null waits for ever.</param>
/// <param name="Form">What the approver is asked to fill in.</param>
public sealed record ApprovalRequest(
    string Approver, string Title, string Details, string? EscalateTo, TimeSpan? EscalateAfter, TimeSpan? Expires, IReadOnlyList<ApprovalField> Form)
{
    /// <summary>Nobody decides who started the run or had a hand in it.</summary>
    public bool FourEyes { get; init; }
}

/// <param name="Name">Of the member in the step's output.</param>
/// <param name="Label">For people.</param>
/// <param name="Type"><c>text</c>, <c>number</c>, <c>date</c> or <c>boolean</c>.</param>
/// <param name="IsRequired">Whether an approval needs it.</param>
public sealed record ApprovalField(string Name, string Label, string Type, bool IsRequired);

/// <summary>A call whose result was lost, in a crash or on the way, may or may not have had its effect.</summary>
public enum OnLostResult
{
    /// <summary>Call again with the same idempotency key; after a lost answer, as often as the retry policy says.</summary>
    Retry,

    /// <summary>Ask the other side first; then call again, or not, or park where that does not tell.</summary>
    Verify,

    /// <summary>Park as outcome unknown, for a person to resolve.</summary>
    Park,
}

/// <summary>What a look-up has told about a lost call.</summary>
public enum LookUpFinding
{
    Happened,
    NotHappened,
    Unknown,
}
