using System.Text.Json;
using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.SharedKernel;
using Financbase.Domain.Workflows;

namespace Financbase.Application.Workflows;

/// <summary>What was published under a number, as it stays.</summary>
[RequirePermission(Permissions.Workflows.Read)]
public sealed record GetWorkflowVersion(WorkflowId Id, int Number) : IQuery<WorkflowVersionDetail>, IOnWorkflow;

/// <param name="Number">Counts from 1.</param>
/// <param name="Definition">As the API takes it.</param>
/// <param name="PublishedBy">The user, or null when no person did.</param>
/// <param name="PublishedAt">When.</param>
public sealed record WorkflowVersionDetail(int Number, JsonElement Definition, Guid? PublishedBy, DateTimeOffset PublishedAt);

internal sealed class GetWorkflowVersionHandler(IWorkflowReads reads) : IHandler<GetWorkflowVersion, WorkflowVersionDetail>
{
    public async Task<Result<WorkflowVersionDetail>> Handle(GetWorkflowVersion request, CancellationToken cancellationToken) =>
        await reads.VersionAsync(request.Id, request.Number, cancellationToken) is { } version ? version : Error.NotFound("version");
}
