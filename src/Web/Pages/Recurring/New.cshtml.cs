using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Application.Sales.Recurring;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Web.Access;
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

    [Sends<CreateRecurringInvoice>]
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var draft = await TemplateAsync(ct);
        return After(draft.Error is { } unread ? unread : await Sender.Send(new CreateRecurringInvoice(draft.Value), ct), "The recurring invoice is saved.", "/Recurring/Details", added => added.Id.Value);
    }
}
