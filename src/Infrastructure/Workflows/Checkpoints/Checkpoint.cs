using System.Text.Json;
using Financbase.Domain.Workflows;
using Financbase.Domain.Workflows.Running;
using Financbase.Domain.Workflows.Steps;
using Financbase.Infrastructure.Events;
using Financbase.Infrastructure.Workflows.Engine;
using Financbase.Infrastructure.Workflows.Quotas;
using Financbase.Infrastructure.Workflows.Starting;

namespace Financbase.Infrastructure.Workflows.Checkpoints;

/// <summary>What one execution writes at one moment: all of it or, when its lease is lost, nothing.</summary>
internal sealed record Checkpoint(Lease Lease, ExecutionStatus Status)
{
    /// <summary>The execution is booked with this checkpoint, which is its first and its last; null for one that is booked.</summary>
    public NewExecution? Birth { get; init; }

    /// <summary>Null keeps the state as it is.</summary>
    public string? State { get; init; }

    public IReadOnlyList<StepRow> Steps { get; init; } = [];

    public IReadOnlyList<NewTimer> NewTimers { get; init; } = [];

    /// <summary>Events that are waited for from now on.</summary>
    public IReadOnlyList<(string Address, Awaited.Event Event)> NewWaits { get; init; } = [];

    public IReadOnlyList<NewApproval> NewApprovals { get; init; } = [];

    /// <summary>Executions of other workflows that are waited for.</summary>
    public IReadOnlyList<NewChild> NewChildren { get; init; } = [];

    /// <summary>Places where nobody waits any more.</summary>
    public IReadOnlyList<string> ClosedWaits { get; init; } = [];

    /// <summary>Rows of <c>workflow_signals</c> that this checkpoint has taken in.</summary>
    public IReadOnlyList<long> SpentSignals { get; init; } = [];

    /// <summary>Timers whose firing this checkpoint has taken in.</summary>
    public IReadOnlyList<string> SpentTimers { get; init; } = [];

    public JsonElement Output { get; init; }

    public JsonElement Error { get; init; }

    public string? FailedStep { get; init; }

    public string? ParkedReason { get; init; }

    /// <summary>It waits for a person from now on.</summary>
    public bool Parks { get; init; }

    public IReadOnlyList<EventRow> Events { get; init; } = [];

    public IReadOnlyList<LogLine> Log { get; init; } = [];

    /// <summary>What asking about lost calls has told, by the kind of step; for the metrics.</summary>
    public IReadOnlyList<(string Type, LookUpFinding Finding)> LookUps { get; init; } = [];

    /// <summary>What a waiting caller is told after the commit: an answer, or undefined when there will be none; null says nothing.</summary>
    public JsonElement? Response { get; init; }

    /// <summary>It has a row of <c>workflow_turns</c>.</summary>
    public bool TakesTurns { get; init; }

    /// <summary>Not written when something has happened to the execution that it does not know: it is made again with that.</summary>
    public bool GivesWay { get; init; }

    /// <summary>The worker has nothing more to do for it now.</summary>
    public bool ReleasesLease { get; init; }

    /// <summary>Released, it is ready again: more has happened than was taken in.</summary>
    public bool IsReadyAgain { get; init; }

    /// <summary>
    /// It changes what others hold locked for as long as they like: the turns of its workflow or of what it starts, or the
    /// place in the queue of the execution that waits for it.
    /// </summary>
    public bool MayWait => (Status.IsFinal() && (TakesTurns || HasParent)) || NewChildren.Any(child => child.AsksForTurn);

    /// <summary>Another execution waits for its end.</summary>
    public bool HasParent { get; init; }
}

internal enum CheckpointOutcome
{
    /// <summary>Committed.</summary>
    Written,

    /// <summary>The lease was lost, or its key is taken: nothing was written.</summary>
    Dropped,

    /// <summary>It gave way: nothing was written.</summary>
    Overtaken,
}

/// <param name="Address">Where it waits; empty for the whole execution.</param>
/// <param name="Delay">From this checkpoint on.</param>
/// <param name="Until">In place of the delay.</param>
internal sealed record NewTimer(string Address, TimeSpan Delay, DateTimeOffset? Until = null);

/// <summary>A row of <c>approvals</c>.</summary>
internal sealed record NewApproval(Guid Id, string Address, WorkflowId Workflow, ApprovalRequest Request);

/// <summary>An execution of another workflow to be booked, which makes its calls under the keys of <c>KeyRoot</c>.</summary>
internal sealed record NewChild(Guid Id, string Address, WorkflowId Workflow, JsonElement Input, WorkflowExecutionId KeyRoot)
{
    /// <summary>Of the workflow, where it begins.</summary>
    public int Version { get; init; }

    /// <summary>What its step is told in place of a start; null when it begins.</summary>
    public string? Refusal { get; init; }

    /// <summary>The quota that does not let it begin.</summary>
    public ReachedQuota? Refused { get; init; }

    /// <summary>Null when the workflow does not take turns.</summary>
    public Turn? Turn { get; init; }

    /// <summary>Whether it gets one is decided when it is written.</summary>
    public bool AsksForTurn => Turn is not null && Refusal is null;

    public ChildPlace Place { get; init; }

    /// <summary>The execution that starts it and those that started that one; kept where it has or awaits a turn.</summary>
    public IReadOnlyCollection<Guid> Ancestors { get; init; } = [];
}

/// <summary>How a child that takes turns begins.</summary>
internal enum ChildPlace
{
    /// <summary>At once, and it takes nobody's place.</summary>
    Free,

    /// <summary>At once, in a place of its key.</summary>
    Holds,

    /// <summary>When a place is free.</summary>
    Waits,

    /// <summary>Not at all: it is booked to be cancelled.</summary>
    Cancelled,
}

/// <summary>A row of <c>workflow_step_executions</c>.</summary>
internal sealed record StepRow(StepRecord Record, string? IdempotencyKey);

/// <summary>A row of <c>workflow_logs</c>; level is <c>info</c>, <c>warning</c> or <c>error</c>.</summary>
internal sealed record LogLine(string Level, string? Step, string Message);
