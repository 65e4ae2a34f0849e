using System.Text.Json;
using Financbase.Application.Events;
using Financbase.Domain.Access;
using Financbase.Domain.Workflows;
using Financbase.Domain.Workflows.Expressions;
using Financbase.Domain.Workflows.Running;

namespace Financbase.Infrastructure.Workflows.Engine;

/// <summary>An execution as its last checkpoint left it, and what has happened since.</summary>
internal sealed record ClaimedExecution(
    Lease Lease,
    WorkflowId WorkflowId,
    int Version,
    TriggerInput Trigger,
    Cause? Cause,
    ExecutionState State,
    IReadOnlyList<string> FiredTimers,
    IReadOnlyList<ReceivedSignal> Signals)
{
    /// <summary>More has happened than one claim takes in.</summary>
    public bool HasMoreSignals { get; init; }

    /// <summary>How many executions of other workflows it lies behind, each started by the one before.</summary>
    public int Level { get; init; }

    /// <summary>Another execution waits for its end.</summary>
    public bool HasParent => Level > 0;

    /// <summary>Why what was kept of it cannot be read; then trigger, state and signals are empty. Null otherwise.</summary>
    public Exception? Unreadable { get; init; }
}

/// <summary>What was waited for has happened: a row of <c>workflow_signals</c>, and who had a hand in it.</summary>
internal sealed record ReceivedSignal(long Id, string Address, JsonElement Answer, IReadOnlyList<UserId> People);
