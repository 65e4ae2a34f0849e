using Financbase.Application.Sales;
using Financbase.Domain.Ledger;
using Financbase.Domain.Sales;
using Financbase.Domain.SharedKernel;
using Financbase.Web.Access;
using Financbase.Web.Shell;
using Microsoft.AspNetCore.Mvc;
using ISender = Financbase.Application.Pipeline.ISender;

namespace Financbase.Web.Pages.Invoices;

/// <summary>A page about something that a customer may have left: it is paid back there, and uses of it are taken back.</summary>
public abstract class CreditPageModel(ISender sender, TimeProvider clock) : ActingPageModel(sender)
{
    public DateOnly Today => Days.Today(clock, Appearance.Of(Request).Zone);

    /// <summary>The payment; null where the page is of a credit note.</summary>
    protected abstract PaymentId? Payment { get; }

    private InvoiceId? CreditNote => Payment is null ? new InvoiceId(Id) : null;

    [Sends<UnapplyCredit>]
    public Task<IActionResult> OnPostUnapplyAsync(Guid use, CancellationToken ct) =>
        DoAsync(new UnapplyCredit(Payment, CreditNote, use), _ => "It is taken back.", ct);

    [Sends<RefundCredit>]
    public async Task<IActionResult> OnPostRefundAsync(string? amount, DateOnly? date, Guid? account, string? reference, CancellationToken ct) =>
        Amounts.TryRead(amount, out var paid)
            ? await DoAsync(
                new RefundCredit(Payment, CreditNote, paid, date, AccountId: account is { } chosen ? new AccountId(chosen) : null, Reference: reference), _ => "It is recorded.", ct)
            : await RefuseAsync(Error.Validation("amount", "Write the amount like 1250.00."), ct);
}
