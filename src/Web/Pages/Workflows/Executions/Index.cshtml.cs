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
    private static readonly DownloadFormat<ExecutionSummary> Csv = CsvFormat.Of<ExecutionSummary>(
        ("Workflow", row => row.WorkflowName),
        ("Version", row => row.Version),
        ("Status", row => row.Status),
        ("Started by", row => row.Source),
        ("Error", row => row.Error),
        ("Created", row => row.CreatedAt),
        ("Started", row => row.StartedAt),
        ("Finished", row => row.FinishedAt),
        ("Milliseconds", row => row.DurationMs),
        ("Id", row => row.Id));

    [BindProperty(SupportsGet = true)]
    public ExecutionStatus? Status { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? Workflow { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Cursor { get; set; }

    public Page<ExecutionSummary> Runs { get; private set; } = new([], null, PageRequest.DefaultLimit);

    /// <summary>The name of the one workflow that the list is about, if it is.</summary>
    public string? WorkflowName { get; private set; }

    private WorkflowId? Only => Workflow is { } id ? new WorkflowId(id) : null;

    public bool IsFiltered => Status is not null || Workflow is not null;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var found = await sender.Send(new ListExecutions(new PageRequest(Cursor: Cursor), Only, Status), ct);
        if (found.Error is { } error)
        {
            return this.Refused(error);
        }

        Runs = found.Value;
        WorkflowName = Only is { } one ? (await sender.Send(new GetWorkflow(one), ct)).Match(workflow => workflow.Name, _ => null!) : null;
        return Page();
    }

    public IActionResult OnGetCsv() =>
        new ListDownload<ExecutionSummary>(sender, page => new ListExecutions(page, Only, Status), Csv, "runs");
}
