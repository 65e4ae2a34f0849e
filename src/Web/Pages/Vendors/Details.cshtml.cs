using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Application.Purchases;
using Financbase.Domain.Access;
using Financbase.Domain.Purchases;
using Financbase.Web.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Financbase.Web.Pages.Vendors;

[RequirePermission(Permissions.Vendors.Read)]
public sealed class DetailsModel(ISender sender) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public VendorView Vendor { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var found = await sender.Send(new GetVendor(new VendorId(Id)), ct);
        if (found.Error is { } missing)
            return this.Refused(missing);

        Vendor = found.Value;
        return Page();
    }
}
