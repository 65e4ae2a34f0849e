using System.Text.Json;
using Financbase.Application.Access;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.SharedKernel;
using Financbase.Domain.Workflows;
using Financbase.Domain.Workflows.Versions;

namespace Financbase.Application.Workflows;

/// <summary>What is different from a version to another one, or to the draft: step by step, with the paths of what changed.</summary>
/// <param name="Id">Which workflow.</param>
/// <param name="From">The number of a version.</param>
/// <param name="To">The number of another; null is the draft.</param>
[RequirePermission(Permissions.Workflows.Read)]
public sealed record CompareWorkflowVersions(WorkflowId Id, int From, int? To) : IQuery<WorkflowVersionDiff>, IOnWorkflow;

/// <param name="From">The number of the version that comes first.</param>
/// <param name="To">The number of the other; null is the draft.</param>
/// <param name="Settings">What the workflow itself says: its name, its triggers, where it begins, its bounds.</param>
/// <param name="Steps">Those that were added, removed or changed.</param>
/// <param name="Cut">Whether there are more changes than are told.</param>
public sealed record WorkflowVersionDiff(int From, int? To, IReadOnlyList<ValueChange> Settings, IReadOnlyList<StepChange> Steps, bool Cut);

internal sealed class CompareWorkflowVersionsHandler(IWorkflowReads reads, IRepository<Workflow> workflows)
    : IHandler<CompareWorkflowVersions, WorkflowVersionDiff>
{
    public async Task<Result<WorkflowVersionDiff>> Handle(CompareWorkflowVersions request, CancellationToken cancellationToken)
    {
        if (await reads.VersionAsync(request.Id, request.From, cancellationToken) is not { } from)
            return Error.NotFound("version");
        var to = request.To is { } number
            ? (await reads.VersionAsync(request.Id, number, cancellationToken))?.Definition
            : await workflows.FindAsync(request.Id, cancellationToken) is { } workflow ? JsonElement.Parse(workflow.Draft) : null;
        if (to is not { } other)
            return Error.NotFound("version");
        var diff = DefinitionDiff.Of(from.Definition, other);
        return new WorkflowVersionDiff(request.From, request.To, diff.Settings, diff.Steps, diff.IsCut);
    }
}
