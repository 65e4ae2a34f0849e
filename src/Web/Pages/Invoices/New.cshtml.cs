using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Application.Sales;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Web.Access;
using Financbase.Web.Shell;
using Microsoft.AspNetCore.Mvc;

namespace Financbase.Web.Pages.Invoices;

[RequirePermission(Permissions.Invoices.Manage)]
public sealed class NewModel(ISender sender, IMultiTenantContextAccessor tenant, TimeProvider clock) : InvoiceFormModel(sender, tenant)
{
    public async Task<IActionResult> OnGetAsync(string? customer, CancellationToken ct)
    {
        Begin(customer, Days.Today(clock, Appearance.Of(Request).Zone));
        await OfferAsync(ct);
        return Page();
    }

    [Sends<CreateInvoice>]
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var draft = await DraftAsync(ct);
        return After(draft.Error is { } unread ? unread : await Sender.Send(new CreateInvoice(draft.Value), ct), "The draft is saved.", "/Invoices/Details", created => created.Id.Value);
    }
}
