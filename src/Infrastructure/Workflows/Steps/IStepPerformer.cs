using System.Text.Json;
using Financbase.Application.Events;
using Financbase.Domain.Organizations;
using Financbase.Domain.Workflows;
using Financbase.Domain.Workflows.Steps;

namespace Financbase.Infrastructure.Workflows.Steps;

/// <summary>
/// Does what a step of one kind does outside the engine. Its intent is committed before; its result is committed after.
/// It may be called again with the same key when a result was lost, and must make no more of it than one effect can be
/// made: it hands the key to the other side.
/// </summary>
internal interface IStepPerformer
{
    /// <summary>The step's <c>type</c>.</summary>
    string Type { get; }

    /// <summary>Makes one attempt. What goes wrong outside is a failed result; an exception is a fault of ours.</summary>
    /// <exception cref="OperationCanceledException">The lease was lost or the process stops; the attempt counts as lost.</exception>
    Task<StepResult> PerformAsync(StepCall call, CancellationToken ct);
}

/// <summary>One attempt of a step.</summary>
/// <param name="Organization">For which it runs.</param>
/// <param name="Input">What the step prepared; recorded already.</param>
/// <param name="IdempotencyKey">The same for every attempt of this step in this execution, and for no other.</param>
/// <param name="Timeout">Of this attempt.</param>
internal sealed record StepCall(OrganizationId Organization, JsonElement Input, string IdempotencyKey, TimeSpan Timeout)
{
    /// <summary>Whose rights count, where the step needs any.</summary>
    public StepActor? Actor { get; init; }
}

/// <summary>The service member as which a step acts: a version of a workflow.</summary>
/// <param name="Workflow">Which workflow.</param>
/// <param name="Version">Whose rights were fixed when it was published.</param>
/// <param name="Execution">In which it runs.</param>
/// <param name="Cause">The event that started the execution, if one did.</param>
internal sealed record StepActor(WorkflowId Workflow, int Version, WorkflowExecutionId Execution, Cause? Cause);
