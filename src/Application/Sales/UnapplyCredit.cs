using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Documents;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Application.Purchases;
using Financbase.Domain.Access;
using Financbase.Domain.Documents;
using Financbase.Domain.Sales;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Sales;

/// <summary>
/// Takes back what a payment or a credit note was used for, or a refund of it: the invoice is open again, and so much is left of the credit. The payment itself stands.
/// </summary>
/// <param name="PaymentId">The payment; or a credit note.</param>
/// <param name="CreditNoteId">The credit note; or a payment.</param>
/// <param name="UseId">Which of its uses.</param>
/// <param name="Date">The day of the reversals, where an entry is not later; null for each entry's own.</param>
[RequirePermission(Permissions.Payments.Record)]
[Audited("payment.unapply", "Took a use of a payment or credit note back")]
public sealed record UnapplyCredit(PaymentId? PaymentId, InvoiceId? CreditNoteId, Guid UseId, DateOnly? Date = null) : ICommand<UnappliedCredit>, IOnCredit;

/// <param name="Left">What is left of the payment or credit note.</param>
public sealed record UnappliedCredit(Money Left);

internal sealed class UnapplyCreditValidator : OnCreditValidator<UnapplyCredit>
{
    public UnapplyCreditValidator() => RuleFor(request => request.Date).MustBeDayOfBooks();
}

internal sealed class UnapplyCreditHandler(
    CreditDesk desk, IRepository<Allocation> allocations, IRepository<CustomerRefund> refunds, IRepository<Invoice> invoices, IInvoices books, SettlementBooks entries)
    : IHandler<UnapplyCredit, UnappliedCredit>
{
    private const string Reason = "The use was taken back";

    public async Task<Result<UnappliedCredit>> Handle(UnapplyCredit command, CancellationToken cancellationToken)
    {
        if (await desk.FindAsync(command, cancellationToken) is not { } credit)
            return CreditDesk.Missing(command);

        if (await allocations.FindAsync(new AllocationId(command.UseId), cancellationToken) is { IsUndone: false } used
            && (used.PaymentId, used.CreditNoteId) == (command.PaymentId, command.CreditNoteId))
            await TakeBackAsync(credit, used, command.Date, cancellationToken);
        else if (await refunds.FindAsync(new CustomerRefundId(command.UseId), cancellationToken) is { IsUndone: false } refund
            && (refund.PaymentId, refund.CreditNoteId) == (command.PaymentId, command.CreditNoteId))
            await TakeBackAsync(credit, refund, command.Date, cancellationToken);
        else
            return SalesErrors.UseUnknown;
        return new UnappliedCredit(credit.Left);
    }

    private async Task TakeBackAsync(ICustomerCredit credit, Allocation used, DateOnly? date, CancellationToken ct)
    {
        var taken = used.CreditBaseMinor ?? throw new DomainException(SalesErrors.UseNotKept);
        await books.HoldAsync([used.InvoiceId], ct);
        (await invoices.FindAsync(used.InvoiceId, ct))!.Reopen(used.AmountMinor, used.BaseMinor);
        credit.Return(used.InvoiceId, used.AmountMinor, taken);
        await entries.TakeBackDifferenceAsync(PaymentWay.In, used.Id.Value, used.Undo(date), used.BaseMinor, taken, Reason, ct);
    }

    private async Task TakeBackAsync(ICustomerCredit credit, CustomerRefund refund, DateOnly? date, CancellationToken ct)
    {
        credit.Return(null, refund.AmountMinor, refund.BaseMinor);
        await entries.RequireOpenAsync(refund.Undo(date), ct);
        await entries.ReverseAsync(refund.Document, date, Reason, ct);
    }
}
