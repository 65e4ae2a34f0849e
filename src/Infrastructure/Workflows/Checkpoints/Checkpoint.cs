using System.Text.Json;
using Financbase.Domain.Workflows.Running;
using Financbase.Infrastructure.Events;
using Financbase.Infrastructure.Workflows.Engine;

namespace Financbase.Infrastructure.Workflows.Checkpoints;

/// <summary>What one execution writes at one moment: all of it or, when its lease is lost, nothing.</summary>
internal sealed record Checkpoint(Lease Lease, ExecutionStatus Status)
{
    /// <summary>Null keeps the state as it is.</summary>
    public string? State { get; init; }

    public IReadOnlyList<StepRow> Steps { get; init; } = [];

    public IReadOnlyList<(string Address, TimeSpan Delay)> NewTimers { get; init; } = [];

    /// <summary>Timers whose firing this checkpoint has taken in.</summary>
    public IReadOnlyList<string> SpentTimers { get; init; } = [];

    public JsonElement Output { get; init; }

    public JsonElement Error { get; init; }

    public string? FailedStep { get; init; }

    public string? ParkedReason { get; init; }

    public IReadOnlyList<EventRow> Events { get; init; } = [];

    public IReadOnlyList<LogLine> Log { get; init; } = [];

    /// <summary>The worker has nothing more to do for it now.</summary>
    public bool ReleasesLease { get; init; }
}

/// <summary>A row of <c>workflow_step_executions</c>.</summary>
internal sealed record StepRow(StepRecord Record, string? IdempotencyKey);

/// <summary>A row of <c>workflow_logs</c>; level is <c>info</c>, <c>warning</c> or <c>error</c>.</summary>
internal sealed record LogLine(string Level, string? Step, string Message);
