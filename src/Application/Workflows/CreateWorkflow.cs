using Financbase.Application.Access;
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
public sealed record CreateWorkflow(string Definition) : ICommand<WorkflowDetail>;

internal sealed class CreateWorkflowHandler(
    IRepository<Workflow> workflows, IMultiTenantContextAccessor tenant, WorkflowLanguage language, TimeProvider clock)
    : IHandler<CreateWorkflow, WorkflowDetail>
{
    public Task<Result<WorkflowDetail>> Handle(CreateWorkflow request, CancellationToken cancellationToken) =>
        Task.FromResult(Drafts.Read(request.Definition, language).Match<Result<WorkflowDetail>>(
            definition => Keep(definition), error => error));

    private WorkflowDetail Keep(WorkflowDefinition definition)
    {
        var workflow = Workflow.Create(tenant.OrganizationId, definition, clock.GetUtcNow());
        workflows.Add(workflow);
        return WorkflowDetail.Of(workflow, language);
    }
}
