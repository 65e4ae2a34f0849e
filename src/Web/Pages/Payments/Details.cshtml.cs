using Financbase.Application.Access;
using Financbase.Application.Ledger;
using Financbase.Application.Sales;
using Financbase.Domain.Access;
using Financbase.Domain.Sales;
using Financbase.Web.Access;
using Financbase.Web.Pages.Invoices;
using Financbase.Web.Shell;
using Microsoft.AspNetCore.Mvc;
using ISender = Financbase.Application.Pipeline.ISender;

namespace Financbase.Web.Pages.Payments;

[RequirePermission(Permissions.Invoices.Read)]
public sealed class DetailsModel(ISender sender, TimeProvider clock) : CreditPageModel(sender, clock)
{
    public PaymentView Paid { get; private set; } = null!;

    /// <summary>From which it can be paid back; none for whoever may not see the chart of accounts.</summary>
    public IReadOnlyList<AccountView> MoneyAccounts { get; private set; } = [];

    protected override PaymentId? Payment => new PaymentId(Id);

    [Sends<UndoPayment>]
    public Task<IActionResult> OnPostUndoAsync(CancellationToken ct) => DoAsync(new UndoPayment(new PaymentId(Id)), _ => "The payment is undone.", ct);

    protected override Task<IActionResult> ShowAsync(CancellationToken ct) => Sender.ReadAsync(async reads =>
    {
        var found = await reads.Send(new GetPayment(new PaymentId(Id)), ct);
        if (found.Error is { } missing)
            return this.Refused(missing);

        Paid = found.Value;
        if (Paid.Unallocated.Minor > 0)
            MoneyAccounts = await MoneyPlaces.ListAsync(reads, ct);
        return Page();
    }, ct);
}
