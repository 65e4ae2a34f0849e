using System.Collections.Frozen;
using Financbase.Domain.Workflows.Definitions;
using Financbase.Domain.Workflows.Steps;
using Financbase.Domain.Workflows.Triggers;

namespace Financbase.Domain.Workflows.Running;

/// <summary>A published version, ready to run. Immutable; cache it by version and share it between threads.</summary>
public sealed class WorkflowPlan
{
    private readonly FrozenDictionary<string, PlanStep> _steps;

    private WorkflowPlan(WorkflowDefinition definition)
    {
        var incoming = definition.Steps
            .SelectMany(step => step.Wires)
            .CountBy(wire => wire.Value)
            .ToDictionary(StringComparer.Ordinal);
        _steps = definition.Steps
            .Select(step => Compile(step, incoming.GetValueOrDefault(step.Key)))
            .ToFrozenDictionary(step => step.Key, StringComparer.Ordinal);
        Referenced = definition.Steps
            .SelectMany(step => step.References)
            .Select(reference => reference.Path.StepKey)
            .OfType<string>()
            .ToFrozenSet(StringComparer.Ordinal);
        Entry = _steps[definition.EntryStep!.Key];
        Timeout = definition.Timeout;
        Concurrency = definition.Concurrency;
        Triggers = [.. definition.Triggers.Select(trigger => trigger.Compiled)];
    }

    public PlanStep Entry { get; }

    /// <summary>How long an execution may take; null sets no bound.</summary>
    public TimeSpan? Timeout { get; }

    /// <summary>How many executions may be under way at once; null sets no bound.</summary>
    public ConcurrencyRule? Concurrency { get; }

    public IReadOnlyList<CompiledTrigger> Triggers { get; }

    /// <summary>Keys of the steps whose results another step may read.</summary>
    public IReadOnlySet<string> Referenced { get; }

    /// <summary>The first step runs in memory, so that an execution may end without leaving it.</summary>
    public bool BeginsInMemory => Entry.Step is PureStep;

    public IReadOnlyCollection<PlanStep> Steps => _steps.Values;

    public PlanStep this[string key] => _steps[key];

    /// <param name="definition">One that <see cref="GraphCheck"/> has nothing against.</param>
    public static WorkflowPlan Of(WorkflowDefinition definition) => new(definition);

    private static PlanStep Compile(StepDefinition step, int incoming)
    {
        var retry = step.Retry ?? RetryPolicy.None;
        return new PlanStep(step.Key, step.Kind.Type, step.Kind.Effect, step.Compiled, retry, step.Timeout, [.. step.Wires], incoming)
        {
            Secrets = step.Secrets,
            Undo = step.Undo,
        };
    }
}
