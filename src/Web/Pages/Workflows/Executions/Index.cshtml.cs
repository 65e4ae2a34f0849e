using Financbase.Application.Access;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Application.Workflows;
using Financbase.Domain.Access;
using Financbase.Domain.Workflows;
using Financbase.Domain.Workflows.Running;
using Financbase.Web.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Financbase.Web.Pages.Workflows.Executions;

[RequirePermission(Permissions.Executions.Read)]
public sealed class IndexModel(ISender sender) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public ExecutionStatus? Status { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? Workflow { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Cursor { get; set; }

    public Page<ExecutionSummary> Runs { get; private set; } = new([], null, PageRequest.DefaultLimit);

    /// <summary>The name of the one workflow that the list is about, if it is.</summary>
    public string? WorkflowName { get; private set; }

    public bool IsFiltered => Status is not null || Workflow is not null;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var only = Workflow is { } id ? new WorkflowId(id) : (WorkflowId?)null;
        var found = await sender.Send(new ListExecutions(new PageRequest(Cursor: Cursor), only, Status), ct);
        if (found.Error is { } error)
        {
            return this.Refused(error);
        }

        Runs = found.Value;
        WorkflowName = only is { } one ? (await sender.Send(new GetWorkflow(one), ct)).Match(workflow => workflow.Name, _ => null!) : null;
        return Page();
    }
}
