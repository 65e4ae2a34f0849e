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
    private static readonly DownloadFormat<WorkflowVersionSummary> Csv = CsvFormat.Of<WorkflowVersionSummary>(
        ("Version", row => row.Number),
        ("Name", row => row.Name),
        ("Steps", row => row.Steps),
        ("Published", row => row.PublishedAt),
        ("Published by", row => row.PublishedBy));

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Text { get; set; }

    /// <summary>Days are the reader's own.</summary>
    [BindProperty(SupportsGet = true)]
    public DateOnly? From { get; set; }

    [BindProperty(SupportsGet = true)]
    public DateOnly? To { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Cursor { get; set; }

    public WorkflowDetail Workflow { get; private set; } = null!;

    public Page<WorkflowVersionSummary> Versions { get; private set; } = new([], null, PageRequest.DefaultLimit);

    public bool IsFiltered => !string.IsNullOrWhiteSpace(Text) || From is not null || To is not null;

    private TimeZoneInfo Zone => Appearance.Of(Request).Zone;

    private VersionFilter Filter => new(Text, Days.StartOf(From, Zone), Days.EndOf(To, Zone));

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var (workflow, versions) = (
            await sender.Send(new GetWorkflow(new WorkflowId(Id)), ct),
            await sender.Send(new ListWorkflowVersions(new WorkflowId(Id), new PageRequest(Cursor: Cursor), Filter), ct));
        if ((workflow.Error ?? versions.Error) is { } error)
        {
            return this.Refused(error);
        }

        (Workflow, Versions) = (workflow.Value, versions.Value);
        return Page();
    }

    public IActionResult OnGetCsv()
    {
        var filter = Filter;
        return new ListDownload<WorkflowVersionSummary>(sender, page => new ListWorkflowVersions(new WorkflowId(Id), page, filter), Csv, "versions");
    }
}
