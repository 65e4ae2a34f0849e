using Financbase.Application.Access;
using Financbase.Application.Events;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Web.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Financbase.Web.Pages.Events;

/// <summary>The public catalogue, for those who build automations.</summary>
[AnyMember]
public sealed class TypesModel(ISender sender) : PageModel
{
    public IReadOnlyList<EventTypeView> Types { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var found = await sender.Send(new ListEventTypes(new PageRequest(PageRequest.MaxLimit)), ct);
        if (found.Error is { } error)
        {
            return this.Refused(error);
        }

        Types = found.Value.Items;
        return Page();
    }
}
