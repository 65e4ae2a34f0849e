using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Application.Sales;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Domain.Sales;
using Financbase.Domain.SharedKernel;
using Financbase.Web.Shell;
using Financbase.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;

namespace Financbase.Web.Pages.Invoices;

[RequirePermission(Permissions.Invoices.Manage)]
public sealed class EditModel(ISender sender, IMultiTenantContextAccessor tenant) : InvoiceFormModel(sender, tenant)
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public InvoiceView Invoice { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await PrepareAsync(ct) is { } refused)
            return refused;
        if (Invoice.Status != InvoiceStatus.Draft || Invoice.Kind != InvoiceKind.Invoice)
            return Leave(SalesErrors.NotADraft);
        if (Invoice.Lines.Count > MostLines)
            return Leave(TooManyLinesHere("/api/invoices"));

        Input = InvoiceInput.Of(Invoice);
        Input = Input with { Lines = [.. Input.Lines, .. Blank(1)] };
        await OfferAsync(ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await PrepareAsync(ct) is { } refused)
            return refused;

        var draft = await DraftAsync(ct);
        var saved = draft.Error is { } unread ? unread : await Sender.Send(new UpdateInvoice(new InvoiceId(Id), draft.Value), ct);
        if (saved.Error is { } error)
            return Again(error);

        this.Toast("The draft is saved.");
        return RedirectToPage("/Invoices/Details", new { id = Id });
    }

    protected override async Task<IActionResult?> PrepareAsync(CancellationToken ct)
    {
        var found = await Sender.Send(new GetInvoice(new InvoiceId(Id)), ct);
        if (found.Error is { } error)
            return this.Refused(error);

        Invoice = found.Value;
        return null;
    }

    private RedirectToPageResult Leave(Error why)
    {
        this.Toast(why.Message, Tone.Bad);
        return RedirectToPage("/Invoices/Details", new { id = Id });
    }
}
