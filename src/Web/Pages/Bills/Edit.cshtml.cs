using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Application.Purchases;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Domain.Purchases;
using Financbase.Domain.SharedKernel;
using Financbase.Web.Shell;
using Financbase.Web.TagHelpers;
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
            return Leave(PurchasesErrors.NotADraft);
        if (Bill.Lines.Count > MostLines)
            return Leave(Error.Rule("purchases.too_many_lines_here", $"A draft of more than {MostLines} lines is changed by a program, at /api/bills."));

        Input = BillInput.Of(Bill);
        Input = Input with { Lines = [.. Input.Lines, .. Blank(1)] };
        await OfferAsync(ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await PrepareAsync(ct) is { } refused)
            return refused;

        var draft = await DraftAsync(ct);
        var saved = draft.Error is { } unread ? unread : await Sender.Send(new UpdateBill(new BillId(Id), draft.Value), ct);
        if (saved.Error is { } error)
            return Again(error);

        this.Toast("The draft is saved.");
        return RedirectToPage("/Bills/Details", new { id = Id });
    }

    protected override async Task<IActionResult?> PrepareAsync(CancellationToken ct)
    {
        var found = await Sender.Send(new GetBill(new BillId(Id)), ct);
        if (found.Error is { } error)
            return this.Refused(error);

        Bill = found.Value;
        return null;
    }

    private RedirectToPageResult Leave(Error why)
    {
        this.Toast(why.Message, Tone.Bad);
        return RedirectToPage("/Bills/Details", new { id = Id });
    }
}
