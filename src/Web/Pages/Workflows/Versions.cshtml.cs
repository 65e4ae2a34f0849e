using Financbase.Application.Access;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Application.Workflows;
using Financbase.Domain.Access;
using Financbase.Domain.Workflows;
using Financbase.Web.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Financbase.Web.Pages.Workflows;

/// <summary>What was published of a workflow.</summary>
[RequirePermission(Permissions.Workflows.Read)]
public sealed class VersionsModel(ISender sender) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Cursor { get; set; }

    public WorkflowDetail Workflow { get; private set; } = null!;

    public Page<WorkflowVersionSummary> Versions { get; private set; } = new([], null, PageRequest.DefaultLimit);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var (workflow, versions) = (
            await sender.Send(new GetWorkflow(new WorkflowId(Id)), ct),
            await sender.Send(new ListWorkflowVersions(new WorkflowId(Id), new PageRequest(Cursor: Cursor)), ct));
        if ((workflow.Error ?? versions.Error) is { } error)
        {
            return this.Refused(error);
        }

        (Workflow, Versions) = (workflow.Value, versions.Value);
        return Page();
    }
}
