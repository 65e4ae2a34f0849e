using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Domain.SharedKernel;
using Financbase.Domain.Workflows;
using Financbase.Domain.Workflows.Gallery;

namespace Financbase.Application.Workflows;

/// <summary>Makes a draft of a template. Nothing runs until it is published.</summary>
/// <param name="TemplateId">Of the list of templates.</param>
/// <param name="Name">Of the workflow; null for the template's.</param>
/// <param name="Parameters">Values by the names of parameters; the others get their usual ones.</param>
[RequirePermission(Permissions.Workflows.Manage)]
[Audited("workflow.instantiate_template", "Made a workflow of a template")]
public sealed record InstantiateWorkflowTemplate(string TemplateId, string? Name, IReadOnlyDictionary<string, string> Parameters)
    : ICommand<WorkflowDetail>, IMakesThing;

internal sealed class InstantiateWorkflowTemplateHandler(
    IRepository<Workflow> workflows, IMultiTenantContextAccessor tenant, DraftLanguage draftLanguage, WorkflowViews views,
    ICurrentPrincipal principal, TimeProvider clock)
    : IHandler<InstantiateWorkflowTemplate, WorkflowDetail>
{
    public async Task<Result<WorkflowDetail>> Handle(InstantiateWorkflowTemplate request, CancellationToken cancellationToken)
    {
        if (WorkflowTemplates.Find(request.TemplateId) is not { } template)
            return Error.NotFound("template");
        var problems = TemplateFilling.Problems(template, request.Parameters);
        if (problems.Count > 0)
            return Error.Validation(problems.ToDictionary(problem => $"parameters.{problem.Key}", problem => new[] { problem.Value }));
        var language = await draftLanguage.ReadAsync(cancellationToken);
        var read = Drafts.Read(TemplateFilling.Fill(template, request.Parameters, request.Name), language);
        if (!read.IsSuccess)
            return read.Error;
        var workflow = Workflow.Create(tenant.OrganizationId, read.Value, clock.GetUtcNow(), principal.Current.UserId);
        workflows.Add(workflow);
        return views.Of(workflow, language);
    }
}
