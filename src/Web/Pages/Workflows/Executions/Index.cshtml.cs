using Financbase.Application.Access;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Application.Workflows;
using Financbase.Domain.Access;
using Financbase.Domain.Workflows;
using Financbase.Domain.Workflows.Running;
using Financbase.Web.Access;
using Financbase.Web.Shell;
using Financbase.Web.TagHelpers;
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
        ("Failed at", row => row.FailedStep),
        ("Parked because", row => row.ParkedReason),
        ("Created", row => row.CreatedAt),
        ("Started", row => row.StartedAt),
        ("Finished", row => row.FinishedAt),
        ("Milliseconds", row => row.DurationMs),
        ("Id", row => row.Id));

    [BindProperty(SupportsGet = true)]
    public ExecutionStatus? Status { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? Workflow { get; set; }

    /// <summary>Only what a person should look at.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Stuck { get; set; }

    /// <summary>What runs are searched by: an id or a key.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Text { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Cursor { get; set; }

    public Page<ExecutionSummary> Runs { get; private set; } = new([], null, PageRequest.DefaultLimit);

    /// <summary>The name of the one workflow that the list is about, if it is.</summary>
    public string? WorkflowName { get; private set; }

    private WorkflowId? Only => Workflow is { } id ? new WorkflowId(id) : null;

    public bool IsFiltered => Status is not null || Workflow is not null || Stuck || !string.IsNullOrWhiteSpace(Text);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var found = await sender.Send(List(new PageRequest(Cursor: Cursor)), ct);
        if (found.Error is { } error)
        {
            return this.Refused(error);
        }

        Runs = found.Value;
        WorkflowName = Only is { } one ? (await sender.Send(new GetWorkflow(one), ct)).Match(workflow => workflow.Name, _ => null!) : null;
        return Page();
    }

    [Sends<RetryExecution>]
    public async Task<IActionResult> OnPostRetryAsync(Guid run, CancellationToken ct)
    {
        var again = await sender.Send(new RetryExecution(new WorkflowExecutionId(run), RepeatFrom.Failed.Word), ct);
        this.Toast(again.Error?.Message ?? "What failed is tried again, in a new run.", again.Error is null ? Tone.Ok : Tone.Bad);
        return RedirectToPage(new { Status, Workflow, Stuck = Stuck ? "true" : null, Text });
    }

    private ListExecutions List(PageRequest page) => new(page, Only, Status, Stuck: Stuck, About: Text);

    public IActionResult OnGetCsv() =>
        new ListDownload<ExecutionSummary>(sender, List, Csv, "runs");
}
