using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Web.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Financbase.Web.Pages.Audit;

/// <summary>One entry of the audit log: before and after, and how the request came in.</summary>
[RequirePermission(Permissions.Audit.Read)]
public sealed class DetailsModel(ISender sender) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public AuditLogView Entry { get; private set; } = null!;

    public IReadOnlyList<ChangeRow> Changes { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var found = await sender.Send(new GetAuditLog(Id), ct);
        if (found.Error is { } error)
            return this.Refused(error);

        Entry = found.Value;
        Changes = [.. Entry.Changes.EnumerateArray().Select(ChangeRow.Of)];
        return Page();
    }
}
