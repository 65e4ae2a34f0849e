using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.SharedKernel;
using Financbase.Domain.Workflows;
using Financbase.Domain.Workflows.Definitions;

namespace Financbase.Application.Workflows;

/// <summary>
/// Takes away the rights that the workflow was published with. Steps that need them wait for a person from the next one on;
/// publishing again gives new ones.
/// </summary>
[RequirePermission(Permissions.Workflows.Publish)]
[Audited("workflow.revoke_authority", "Took a workflow’s rights away")]
public sealed record RevokeWorkflowAuthority(WorkflowId Id) : ICommand<WorkflowDetail>, IOnWorkflow;

internal sealed class RevokeWorkflowAuthorityHandler(
    IRepository<Workflow> workflows, WorkflowLanguage language, WorkflowViews views, TimeProvider clock) : IHandler<RevokeWorkflowAuthority, WorkflowDetail>
{
    public async Task<Result<WorkflowDetail>> Handle(RevokeWorkflowAuthority request, CancellationToken cancellationToken)
    {
        if (await workflows.FindAsync(request.Id, cancellationToken) is not { } workflow)
            return Error.NotFound("workflow");
        workflow.RevokeAuthority(clock.GetUtcNow());
        return views.Of(workflow, language);
    }
}
