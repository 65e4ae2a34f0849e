using System.Text.Json;
using Financbase.Application.Access;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Workflows.Gallery;

namespace Financbase.Application.Workflows;

/// <summary>The templates with which a workflow can begin.</summary>
[RequirePermission(Permissions.Workflows.Read)]
public sealed record ListWorkflowTemplates(PageRequest Page) : IQuery<Page<WorkflowTemplateView>>, IConcerns
{
    Resource? IConcerns.Concerned => null;
}

/// <param name="Id">Names it when it is instantiated.</param>
/// <param name="Title">For people.</param>
/// <param name="Summary">What it does, and what starts it.</param>
/// <param name="Icon">Its picture.</param>
/// <param name="Parameters">What may be chosen; each has a usual value.</param>
/// <param name="Sample">Data with which a run can be tried.</param>
/// <param name="Definition">The workflow that it becomes with the usual values.</param>
public sealed record WorkflowTemplateView(
    string Id,
    string Title,
    string Summary,
    string Icon,
    IReadOnlyList<TemplateParameter> Parameters,
    JsonElement Sample,
    JsonElement Definition)
{
    internal static WorkflowTemplateView Of(WorkflowTemplate template) => new(
        template.Id, template.Title, template.Summary, template.Icon, template.Parameters, template.Sample,
        JsonElement.Parse(TemplateFilling.Fill(template, new Dictionary<string, string>())));
}

internal sealed class ListWorkflowTemplatesHandler : IHandler<ListWorkflowTemplates, Page<WorkflowTemplateView>>
{
    public Task<Result<Page<WorkflowTemplateView>>> Handle(ListWorkflowTemplates request, CancellationToken cancellationToken) =>
        Task.FromResult<Result<Page<WorkflowTemplateView>>>(Page<WorkflowTemplateView>.Slice(
            [.. WorkflowTemplates.All.Select(WorkflowTemplateView.Of)], request.Page, template => template.Id));
}
