using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Application.Sales.Recurring;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Domain.Sales;
using Financbase.Web.Access;
using Financbase.Web.Shell;
using Microsoft.AspNetCore.Mvc;

namespace Financbase.Web.Pages.Recurring;

[RequirePermission(Permissions.Invoices.Manage)]
public sealed class EditModel(ISender sender, IMultiTenantContextAccessor tenant) : RecurringFormModel(sender, tenant)
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public RecurringInvoiceView Recurring { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await PrepareAsync(ct) is { } refused)
            return refused;
        if (Recurring.Status == RecurringStatus.Ended)
            return Leave(SalesErrors.RecurringEnded, "/Recurring/Details", Id);
        if (Recurring.Lines.Count > MostLines)
            return Leave(TooManyLinesHere("/api/recurring-invoices"), "/Recurring/Details", Id);

        (Input, Plan) = (RecurringInput.DocumentOf(Recurring), RecurringInput.Of(Recurring));
        Input = Input with { Lines = [.. Input.Lines, .. Blank(1)] };
        await OfferAsync(ct);
        return Page();
    }

    [Sends<UpdateRecurringInvoice>]
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await PrepareAsync(ct) is { } refused)
            return refused;

        var draft = await TemplateAsync(ct);
        return After(
            draft.Error is { } unread ? unread : await Sender.Send(new UpdateRecurringInvoice(new RecurringInvoiceId(Id), draft.Value), ct),
            "The recurring invoice is saved.", "/Recurring/Details", _ => Id);
    }

    protected override async Task<IActionResult?> PrepareAsync(CancellationToken ct)
    {
        var found = await Sender.Send(new GetRecurringInvoice(new RecurringInvoiceId(Id)), ct);
        if (found.Error is { } error)
            return this.Refused(error);

        Recurring = found.Value;
        return null;
    }
}
