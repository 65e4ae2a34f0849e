using System.Text.Json;
using Financbase.Domain.Workflows;

namespace Financbase.Application.Workflows;

/// <summary>Starts executions; they run on a worker after the current transaction has committed, and only then.</summary>
public interface IWorkflowStarter
{
    /// <summary>Books an execution of one published version in the current transaction and organization.</summary>
    /// <returns>Its id, or null when the workflow was started with this dedupe key before: nothing is booked then.</returns>
    Task<WorkflowExecutionId?> StartAsync(WorkflowStart start, CancellationToken ct);
}

/// <summary>One start of a workflow.</summary>
/// <param name="WorkflowId">Which workflow.</param>
/// <param name="Version">The published version that the execution keeps to its end.</param>
/// <param name="Input">Becomes <c>trigger.*</c>; at most <see cref="Limits.PayloadBytes"/>.</param>
/// <param name="Source">Where the start came from.</param>
/// <param name="DedupeKey">Two starts of a workflow with the same key make one execution, e.g. <c>schedule:2026-01-31T08:00Z</c>.</param>
public sealed record WorkflowStart(
    WorkflowId WorkflowId, int Version, JsonElement Input, StartSource Source, string? DedupeKey = null)
{
    /// <summary>What people find related executions by, e.g. an order number; at most 200 characters.</summary>
    public string? Correlation { get; init; }
}

public enum StartSource
{
    /// <summary>A person, on a page.</summary>
    Manual,

    /// <summary>A program, through the API.</summary>
    Api,

    /// <summary>An event that the workflow listens to.</summary>
    Event,

    /// <summary>A step of another workflow.</summary>
    Workflow,

    /// <summary>Another execution, which this one repeats.</summary>
    Retry,

    /// <summary>A time of the schedule.</summary>
    Schedule,

    /// <summary>A call to the workflow's own address.</summary>
    Webhook,
}
