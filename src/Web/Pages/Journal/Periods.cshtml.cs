using Financbase.Application.Access;
using Financbase.Application.Ledger;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Web.Access;
using Financbase.Web.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Financbase.Web.Pages.Journal;

[RequirePermission(Permissions.Ledger.Read)]
public sealed class PeriodsModel(ISender sender) : PageModel
{
    [BindProperty]
    public DateOnly? Through { get; set; }

    [BindProperty]
    public DateOnly? Reserved { get; set; }

    public PeriodLock Now { get; private set; } = new(null, null);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await LoadAsync(ct) is { } refused)
            return refused;

        (Through, Reserved) = (Now.LockedThrough, Now.ReservedThrough);
        return Page();
    }

    [Sends<LockPeriod>, Sends<ReservePeriod>, Sends<UnlockPeriod>]
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await LoadAsync(ct) is { } refused)
            return refused;

        var saved = Through is { } closed && !(closed < Now.LockedThrough) ? await sender.Send(new LockPeriod(closed), ct) : await sender.Send(new UnlockPeriod(Through), ct);
        if (saved.IsSuccess && Reserved != Now.ReservedThrough)
            saved = await sender.Send(new ReservePeriod(Reserved), ct);
        if (saved.Error is { } error)
            return this.Invalid(error);

        this.Toast(saved.Value switch
        {
            { ReservedThrough: { } day } periods when !(day <= periods.LockedThrough) => $"Through {day:O} only those post who may close the books.",
            { LockedThrough: { } day } => $"The books are closed through {day:O}.",
            _ => "Everything is open.",
        });
        return RedirectToPage();
    }

    private async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        var found = await sender.Send(new GetPeriodLock(), ct);
        if (found.Error is { } error)
            return this.Refused(error);

        Now = found.Value;
        return null;
    }
}
