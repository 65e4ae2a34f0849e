using Financbase.Application.Access;
using Financbase.Application.Events;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Web.Access;
using Financbase.Web.Shell;
using Financbase.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Financbase.Web.Pages.Events;

/// <summary>One event: its data, what each consumer did with it, and what it led to.</summary>
[RequirePermission(Permissions.Events.Read)]
public sealed class DetailsModel(ISender sender) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public EventDetail Detail { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var found = await sender.Send(new GetEvent(Id), ct);
        if (found.Error is { } error)
        {
            return this.Refused(error);
        }

        Detail = found.Value;
        return Page();
    }

    [Sends<RetryEventDelivery>]
    public async Task<IActionResult> OnPostRetryAsync(string consumer, CancellationToken ct)
    {
        var retried = await sender.Send(new RetryEventDelivery(Id, consumer), ct);
        if (retried.Error is { } error)
        {
            return this.Refused(error);
        }

        this.Toast($"The event is handed to {consumer} again.", Tone.Ok);
        return RedirectToPage(new { id = Id });
    }
}
