using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Domain.Workflows;
using Financbase.Domain.Workflows.Definitions;

namespace Financbase.Application.Workflows;

/// <summary>Keeps a new draft. Everything that is malformed comes back with its JSON path.</summary>
/// <param name="Definition">The contract's JSON.</param>
[RequirePermission(Permissions.Workflows.Manage)]
[Audited("workflow.create", "Created a workflow")]
public sealed record CreateWorkflow(string Definition) : ICommand<WorkflowDetail>, IMakesThing;

internal sealed class CreateWorkflowHandler(
    IRepository<Workflow> workflows, IMultiTenantContextAccessor tenant, DraftLanguage draftLanguage, WorkflowViews views,
    ICurrentPrincipal principal, TimeProvider clock)
    : IHandler<CreateWorkflow, WorkflowDetail>
{
    public async Task<Result<WorkflowDetail>> Handle(CreateWorkflow request, CancellationToken cancellationToken)
    {
        var language = await draftLanguage.ReadAsync(cancellationToken);
        return Drafts.Read(request.Definition, language).Match<Result<WorkflowDetail>>(
            definition => Keep(definition, language), error => error);
    }

    private WorkflowDetail Keep(WorkflowDefinition definition, WorkflowLanguage language)
    {
        var workflow = Workflow.Create(tenant.OrganizationId, definition, clock.GetUtcNow(), principal.Current.UserId);
        workflows.Add(workflow);
        return views.Of(workflow, language);
    }
}
