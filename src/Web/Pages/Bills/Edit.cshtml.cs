using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Application.Purchases;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Domain.Purchases;
using Financbase.Web.Access;
using Financbase.Web.Shell;
using Microsoft.AspNetCore.Mvc;

namespace Financbase.Web.Pages.Bills;

[RequirePermission(Permissions.Bills.Manage)]
public sealed class EditModel(ISender sender, IMultiTenantContextAccessor tenant) : BillFormModel(sender, tenant)
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public BillView Bill { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await PrepareAsync(ct) is { } refused)
            return refused;
        if (Bill.Status is not (BillStatus.Draft or BillStatus.Rejected))
            return Leave(PurchasesErrors.NotADraft, "/Bills/Details", Id);
        if (Bill.Lines.Count > MostLines)
            return Leave(TooManyLinesHere("/api/bills"), "/Bills/Details", Id);

        Input = BillInput.Of(Bill);
        Input = Input with { Lines = [.. Input.Lines, .. Blank(1)] };
        await OfferAsync(ct);
        return Page();
    }

    [Sends<UpdateBill>]
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await PrepareAsync(ct) is { } refused)
            return refused;

        var draft = await DraftAsync(ct);
        return After(draft.Error is { } unread ? unread : await Sender.Send(new UpdateBill(new BillId(Id), draft.Value), ct), "The draft is saved.", "/Bills/Details", _ => Id);
    }

    protected override async Task<IActionResult?> PrepareAsync(CancellationToken ct)
    {
        var found = await Sender.Send(new GetBill(new BillId(Id)), ct);
        if (found.Error is { } error)
            return this.Refused(error);

        Bill = found.Value;
        return null;
    }
}
