using Financbase.Application.Access;
using Financbase.Application.Ledger;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Ledger;
using Financbase.Web.Pages.Projects;
using Financbase.Web.Shell;
using Financbase.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Financbase.Web.Pages.Reports;

[RequirePermission(Permissions.Ledger.Read)]
public sealed class GeneralLedgerModel(ISender sender) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public DateOnly? From { get; set; }

    [BindProperty(SupportsGet = true)]
    public DateOnly? To { get; set; }

    /// <summary>Only this account, for the download of its page.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Account { get; set; }

    /// <summary>Only what is counted by this project, with balances of that.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Project { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Cursor { get; set; }

    public IReadOnlyList<Choice> Projects { get; private set; } = [];

    public Page<LedgerLine> Lines { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var found = await sender.Send(Ask(new PageRequest(Cursor: Cursor)), ct);
        if (found.Error is { } error)
            return this.Refused(error);

        Lines = found.Value;
        Projects = await OfferedProjects.ChoicesAsync(sender, Project, ct);
        return Page();
    }

    public IActionResult OnGetCsv() => new ListDownload<LedgerLine>(sender, Ask, ReportFiles.GeneralLedger, "general-ledger");

    private ListLedgerLines Ask(PageRequest page) => new(
        From, To, page, Account is { } id ? new AccountId(id) : null, Project is { } project ? new ProjectId(project) : null);
}
