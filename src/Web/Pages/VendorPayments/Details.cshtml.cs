using Financbase.Application.Access;
using Financbase.Application.Purchases;
using Financbase.Domain.Access;
using Financbase.Domain.Purchases;
using Financbase.Web.Access;
using Financbase.Web.Pages.Invoices;
using Financbase.Web.Shell;
using Microsoft.AspNetCore.Mvc;
using ISender = Financbase.Application.Pipeline.ISender;

namespace Financbase.Web.Pages.VendorPayments;

[RequirePermission(Permissions.Bills.Read)]
public sealed class DetailsModel(ISender sender) : ActingPageModel(sender)
{
    public VendorPaymentView Paid { get; private set; } = null!;

    [Sends<UndoVendorPayment>]
    public Task<IActionResult> OnPostUndoAsync(CancellationToken ct) => DoAsync(new UndoVendorPayment(new VendorPaymentId(Id)), _ => "The payment is undone.", ct);

    protected override async Task<IActionResult> ShowAsync(CancellationToken ct)
    {
        var found = await Sender.Send(new GetVendorPayment(new VendorPaymentId(Id)), ct);
        if (found.Error is { } missing)
            return this.Refused(missing);

        Paid = found.Value;
        return Page();
    }
}
