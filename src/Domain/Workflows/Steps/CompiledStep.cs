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
    /// <summary>What to do if the process died between the call and its recorded result.</summary>
    public virtual OnLostResult OnLostResult => OnLostResult.Retry;

    /// <summary>Renders what is to be done. It is recorded as the step's input before anything happens.</summary>
    /// <exception cref="SharedKernel.DomainException">The step fails with this error.</exception>
    public abstract JsonElement Prepare(Scope scope);
}

/// <summary>Waits for a time or a happening.</summary>
public abstract record WaitingStep : CompiledStep
{
    /// <exception cref="SharedKernel.DomainException">The step fails with this error.</exception>
    public abstract Wait Begin(Scope scope);

    /// <summary>The wait is over.</summary>
    /// <exception cref="SharedKernel.DomainException">The step fails with this error.</exception>
    public abstract StepResult Wake(Scope scope);
}

/// <summary>How long, counted from the checkpoint that records the wait, on the database clock.</summary>
/// <param name="Delay">Zero or more.</param>
/// <param name="Input">Recorded as the step's input.</param>
public sealed record Wait(TimeSpan Delay, JsonElement Input);

/// <summary>A call whose result was lost in a crash may or may not have had its effect.</summary>
public enum OnLostResult
{
    /// <summary>Call again with the same idempotency key.</summary>
    Retry,

    /// <summary>Park as outcome unknown, for a person to resolve.</summary>
    Park,
}
