using Financbase.Application.Access;
using Financbase.Application.Ledger;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Web.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Financbase.Web.Pages.Journal;

[RequirePermission(Permissions.Ledger.Read)]
public sealed class PeriodsModel(ISender sender) : PageModel
{
    [BindProperty]
    public DateOnly? Through { get; set; }

    public DateOnly? LockedThrough { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await LoadAsync(ct) is { } refused)
            return refused;

        Through = LockedThrough;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await LoadAsync(ct) is { } refused)
            return refused;

        var locked = Through is { } closed && !(closed < LockedThrough) ? await sender.Send(new LockPeriod(closed), ct) : await sender.Send(new UnlockPeriod(Through), ct);
        if (locked.Error is { } error)
            return this.Invalid(error);

        this.Toast(locked.Value.LockedThrough is { } day ? $"The books are closed through {day:O}." : "Everything is open.");
        return RedirectToPage();
    }

    private async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        var found = await sender.Send(new GetPeriodLock(), ct);
        if (found.Error is { } error)
            return this.Refused(error);

        LockedThrough = found.Value.LockedThrough;
        return null;
    }
}
