using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Application.Purchases;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Domain.Purchases;
using Financbase.Web.Access;
using Financbase.Web.Pages.Bills;
using Financbase.Web.Shell;
using Microsoft.AspNetCore.Mvc;

namespace Financbase.Web.Pages.VendorCredits;

[RequirePermission(Permissions.VendorCredits.Manage)]
public sealed class EditModel(ISender sender, IMultiTenantContextAccessor tenant) : VendorCreditFormModel(sender, tenant)
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public VendorCreditView Credit { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await PrepareAsync(ct) is { } refused)
            return refused;
        if (Credit.Status != VendorCreditStatus.Draft)
            return Leave(PurchasesErrors.CreditPosted, "/VendorCredits/Details", Id);
        if (Credit.Lines.Count > MostLines)
            return Leave(TooManyLinesHere("/api/vendor-credits"), "/VendorCredits/Details", Id);

        Input = BillInput.Of(Credit);
        Input = Input with { Lines = [.. Input.Lines, .. Blank(1)] };
        await OfferAsync(ct);
        return Page();
    }

    [Sends<UpdateVendorCredit>]
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await PrepareAsync(ct) is { } refused)
            return refused;

        var draft = await CreditAsync(ct);
        return After(
            draft.Error is { } unread ? unread : await Sender.Send(new UpdateVendorCredit(new VendorCreditId(Id), draft.Value), ct), "The draft is saved.", "/VendorCredits/Details", _ => Id);
    }

    protected override async Task<IActionResult?> PrepareAsync(CancellationToken ct)
    {
        var found = await Sender.Send(new GetVendorCredit(new VendorCreditId(Id)), ct);
        if (found.Error is { } error)
            return this.Refused(error);

        Credit = found.Value;
        return null;
    }
}
