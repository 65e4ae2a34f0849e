using Financbase.Application.Access;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Application.Workflows;
using Financbase.Domain.Access;
using Financbase.Domain.Workflows.Steps;
using Financbase.Web.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Financbase.Web.Pages.Workflows;

/// <summary>Every kind of step: what it does, what it takes and what it leaves.</summary>
[RequirePermission(Permissions.Workflows.Read)]
public sealed class StepsModel(ISender sender) : PageModel
{
    public IReadOnlyList<IGrouping<StepCategory, StepKindView>> Groups { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var found = await sender.Send(new ListStepKinds(new PageRequest(PageRequest.MaxLimit)), ct);
        if (found.Error is { } error)
        {
            return this.Refused(error);
        }

        Groups = [.. found.Value.Items.OrderBy(kind => kind.Title, StringComparer.Ordinal).GroupBy(kind => kind.Category).OrderBy(group => group.Key)];
        return Page();
    }
}
