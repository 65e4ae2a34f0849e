using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Application.Purchases;
using Financbase.Domain.Access;
using Financbase.Web.Access;
using Financbase.Web.Shell;
using Microsoft.AspNetCore.Mvc;

namespace Financbase.Web.Pages.Vendors;

[RequirePermission(Permissions.Vendors.Manage)]
public sealed class NewModel(ISender sender) : VendorFormModel(sender)
{
    public Task OnGetAsync(CancellationToken ct) => OfferAsync(ct);

    [Sends<CreateVendor>]
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var created = await Sender.Send(new CreateVendor(Input.ToTerms()), ct);
        if (created.Error is { } error)
        {
            await OfferAsync(ct);
            return this.Invalid(error);
        }

        this.Toast($"{created.Value.Name} is added.");
        return RedirectToPage("/Vendors/Details", new { id = created.Value.Id.Value });
    }
}
