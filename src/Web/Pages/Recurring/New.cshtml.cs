using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Application.Sales.Recurring;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Web.Shell;
using Microsoft.AspNetCore.Mvc;

namespace Financbase.Web.Pages.Recurring;

[RequirePermission(Permissions.Invoices.Manage)]
public sealed class NewModel(ISender sender, IMultiTenantContextAccessor tenant, TimeProvider clock) : RecurringFormModel(sender, tenant)
{
    public async Task<IActionResult> OnGetAsync(string? customer, CancellationToken ct)
    {
        Input = new() { Customer = customer, Currency = Base.Code, Lines = Blank(FirstLines) };
        Plan = new() { StartsOn = Days.Today(clock, Appearance.Of(Request).Zone) };
        await OfferAsync(ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var draft = await TemplateAsync(ct);
        var added = draft.Error is { } unread ? unread : await Sender.Send(new CreateRecurringInvoice(draft.Value), ct);
        if (added.Error is { } error)
            return Again(error);

        this.Toast("The recurring invoice is saved.");
        return RedirectToPage("/Recurring/Details", new { id = added.Value.Id.Value });
    }
}
