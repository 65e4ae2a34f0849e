using System.Text.Json;
using Financbase.Domain.Workflows;

namespace Financbase.Application.Workflows;

/// <summary>Answers for executions that wait for a person, in the current transaction and organization.</summary>
public interface IStepResolver
{
    /// <param name="id">Of the execution.</param>
    /// <param name="key">Of the step.</param>
    /// <param name="path">The iteration of the loops around it; null where only one place of the step is parked.</param>
    /// <param name="answer">As <see cref="Domain.Workflows.Running.Resolution"/> reads it.</param>
    /// <param name="ct">Gives up.</param>
    Task<ResolveOutcome> ResolveAsync(WorkflowExecutionId id, string key, string? path, JsonElement answer, CancellationToken ct);

    /// <summary>
    /// Lets one that was set aside because the engine could not move it on be tried again as it stands. False when it is
    /// not, or one of its steps is what is parked.
    /// </summary>
    Task<bool> ContinueAsync(WorkflowExecutionId id, CancellationToken ct);
}

public enum ResolveOutcome
{
    Resolved,

    /// <summary>It is not parked, or somebody else was faster.</summary>
    NotParked,

    /// <summary>Several iterations are parked at this step.</summary>
    Several,

    /// <summary>It is to be made again, but what it belongs to has failed meanwhile.</summary>
    Dropped,
}
