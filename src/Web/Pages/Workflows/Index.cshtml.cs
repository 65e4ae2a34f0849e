using Financbase.Application.Access;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Application.Workflows;
using Financbase.Application.Workflows.Quotas;
using Financbase.Domain.Access;
using Financbase.Domain.Workflows;
using Financbase.Web.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Financbase.Web.Pages.Workflows;

[RequirePermission(Permissions.Workflows.Read)]
public sealed class IndexModel(ISender sender) : PageModel
{
    private static readonly DownloadFormat<WorkflowSummary> Csv = CsvFormat.Of<WorkflowSummary>(
        ("Name", row => row.Name),
        ("Description", row => row.Description),
        ("Status", row => row.Status),
        ("Published version", row => row.PublishedVersion),
        ("Last run", row => row.LastExecution?.CreatedAt),
        ("Last run ended as", row => row.LastExecution?.Status),
        ("Runs in 7 days", row => row.LastWeek?.Started),
        ("Of these succeeded", row => row.LastWeek?.Succeeded),
        ("Of these failed", row => row.LastWeek?.Failed),
        ("Changed", row => row.UpdatedAt),
        ("Id", row => row.Id));

    [BindProperty(SupportsGet = true)]
    public WorkflowStatus? Status { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Text { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Cursor { get; set; }

    public Page<WorkflowSummary> Workflows { get; private set; } = new([], null, PageRequest.DefaultLimit);

    /// <summary>Null to those who may not see runs.</summary>
    public QuotasInUse? Quotas { get; private set; }

    public Task<IActionResult> OnGetAsync(CancellationToken ct) => sender.ReadAsync(reads => LoadAsync(reads, ct), ct);

    private async Task<IActionResult> LoadAsync(ISender reads, CancellationToken ct)
    {
        var found = await reads.Send(new ListWorkflows(new PageRequest(Cursor: Cursor), Status, Text), ct);
        if (found.Error is { } error)
        {
            return this.Refused(error);
        }

        Workflows = found.Value;
        Quotas = (await reads.Send(new GetWorkflowQuotas(), ct)).Match(quotas => quotas, _ => null as QuotasInUse);
        return Page();
    }

    public IActionResult OnGetCsv() =>
        new ListDownload<WorkflowSummary>(sender, page => new ListWorkflows(page, Status, Text), Csv, "workflows");
}
