using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Application.Purchases;
using Financbase.Domain.Access;
using Financbase.Domain.Purchases;
using Financbase.Web.Access;
using Financbase.Web.Shell;
using Microsoft.AspNetCore.Mvc;

namespace Financbase.Web.Pages.Vendors;

[RequirePermission(Permissions.Vendors.Manage)]
public sealed class EditModel(ISender sender) : VendorFormModel(sender)
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public VendorView Vendor { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await LoadAsync(ct) is { } refused)
            return refused;

        Input = VendorInput.Of(Vendor);
        return Page();
    }

    [Sends<UpdateVendor>]
    public async Task<IActionResult> OnPostSaveAsync(CancellationToken ct)
    {
        if (await LoadAsync(ct) is { } refused)
            return refused;

        var saved = await Sender.Send(new UpdateVendor(new VendorId(Id), Input.ToTerms(), Input.IsArchived), ct);
        if (saved.Error is { } error)
            return this.Invalid(error);

        this.Toast("The vendor is saved.");
        return RedirectToPage("/Vendors/Details", new { id = Id });
    }

    [Sends<DeleteVendor>]
    public async Task<IActionResult> OnPostDeleteAsync(CancellationToken ct)
    {
        var removed = await Sender.Send(new DeleteVendor(new VendorId(Id)), ct);
        if (removed.Error is { } error)
            return this.Refused(error);

        this.Toast(removed.Value.IsArchived ? "The vendor has documents, so it is archived." : "The vendor is deleted.");
        return RedirectToPage("/Vendors/Index");
    }

    private async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        var (found, accounts) = await Sender.ReadAsync(async reads => (await reads.Send(new GetVendor(new VendorId(Id)), ct), await AccountsAsync(reads, ct)), ct);
        if (found.Error is { } error)
            return this.Refused(error);

        Vendor = found.Value;
        Offer(accounts);
        return null;
    }
}
