using Financbase.Application.Access;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Application.Workflows;
using Financbase.Domain.Access;
using Financbase.Domain.Workflows;
using Financbase.Web.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Financbase.Web.Pages.Approvals;

/// <summary>What waits for the reader; the other tabs show what they may see besides.</summary>
[RequirePermission(Permissions.Approvals.Read)]
public sealed class IndexModel(ISender sender) : PageModel
{
    private static readonly DownloadFormat<ApprovalSummary> Csv = CsvFormat.Of<ApprovalSummary>(
        ("Question", row => row.Title),
        ("Workflow", row => row.WorkflowName),
        ("Asked", row => row.Approver),
        ("Status", row => row.Status),
        ("Requested", row => row.RequestedAt),
        ("Expires", row => row.ExpiresAt),
        ("Decided", row => row.DecidedAt),
        ("Decided by", row => row.DecidedBy),
        ("Run", row => row.ExecutionId),
        ("Id", row => row.Id));

    /// <summary>Absent: what waits for the reader.</summary>
    [BindProperty(SupportsGet = true)]
    public ApprovalStatus? Status { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Text { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Cursor { get; set; }

    public Page<ApprovalSummary> Approvals { get; private set; } = new([], null, PageRequest.DefaultLimit);

    private ApprovalFilter Filter => Status is { } status ? new(Status: status, Text: Text) : new(Mine: true, ApprovalStatus.Pending, Text);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var found = await sender.Send(new ListApprovals(new PageRequest(Cursor: Cursor), Filter), ct);
        if (found.Error is { } error)
            return this.Refused(error);

        Approvals = found.Value;
        return Page();
    }

    public IActionResult OnGetCsv() =>
        new ListDownload<ApprovalSummary>(sender, page => new ListApprovals(page, Filter), Csv, "approvals");
}
