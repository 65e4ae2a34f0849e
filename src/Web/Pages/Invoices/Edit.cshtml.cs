using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Application.Sales;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Domain.Sales;
using Financbase.Web.Access;
using Financbase.Web.Shell;
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
            return Leave(SalesErrors.NotADraft, "/Invoices/Details", Id);
        if (Invoice.Lines.Count > MostLines)
            return Leave(TooManyLinesHere("/api/invoices"), "/Invoices/Details", Id);

        Input = InvoiceInput.Of(Invoice);
        Input = Input with { Lines = [.. Input.Lines, .. Blank(1)] };
        await OfferAsync(ct);
        return Page();
    }

    [Sends<UpdateInvoice>]
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await PrepareAsync(ct) is { } refused)
            return refused;

        var draft = await DraftAsync(ct);
        return After(draft.Error is { } unread ? unread : await Sender.Send(new UpdateInvoice(new InvoiceId(Id), draft.Value), ct), "The draft is saved.", "/Invoices/Details", _ => Id);
    }

    protected override async Task<IActionResult?> PrepareAsync(CancellationToken ct)
    {
        var found = await Sender.Send(new GetInvoice(new InvoiceId(Id)), ct);
        if (found.Error is { } error)
            return this.Refused(error);

        Invoice = found.Value;
        return null;
    }
}
