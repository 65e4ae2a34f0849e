using Financbase.Application.Access;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.SharedKernel;
using Financbase.Domain.Workflows;

namespace Financbase.Application.Workflows;

/// <summary>One workflow with its draft, and what stands against publishing it.</summary>
[RequirePermission(Permissions.Workflows.Read)]
public sealed record GetWorkflow(WorkflowId Id) : IQuery<WorkflowDetail>, IOnWorkflow;

internal sealed class GetWorkflowHandler(IRepository<Workflow> workflows, DraftLanguage draftLanguage, WorkflowViews views)
    : IHandler<GetWorkflow, WorkflowDetail>
{
    public async Task<Result<WorkflowDetail>> Handle(GetWorkflow request, CancellationToken cancellationToken) =>
        await workflows.FindAsync(request.Id, cancellationToken) is { } workflow
            ? views.Of(workflow, await draftLanguage.ReadAsync(cancellationToken))
            : Error.NotFound("workflow");
}
