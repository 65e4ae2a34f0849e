using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Documents;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Documents;
using Financbase.Domain.Purchases;
using Financbase.Domain.SharedKernel;
using FluentValidation;

namespace Financbase.Application.Purchases;

/// <summary>Takes back what a vendor's credit was used for, or a refund of it: the bill is open again, and so much is left of the credit.</summary>
/// <param name="Id">The credit.</param>
/// <param name="UseId">Which of its uses.</param>
/// <param name="Date">The day of the reversals, where an entry is not later; null for each entry's own.</param>
[RequirePermission(Permissions.VendorPayments.Record)]
[Audited("vendor_credit.unapply", "Took a use of a vendor credit back")]
public sealed record UnapplyVendorCredit(VendorCreditId Id, Guid UseId, DateOnly? Date = null) : ICommand<UnappliedVendorCredit>;

/// <param name="Id">The credit.</param>
/// <param name="Open">What is left of it.</param>
public sealed record UnappliedVendorCredit(VendorCreditId Id, Money Open);

internal sealed class UnapplyVendorCreditValidator : AbstractValidator<UnapplyVendorCredit>
{
    public UnapplyVendorCreditValidator() => RuleFor(request => request.Date).MustBeDayOfBooks();
}

internal sealed class UnapplyVendorCreditHandler(
    VendorCreditDesk desk, IRepository<BillAllocation> allocations, IRepository<VendorRefund> refunds, IRepository<Bill> bills, IBills books, SettlementBooks entries, AmountLimits limits)
    : IHandler<UnapplyVendorCredit, UnappliedVendorCredit>
{
    private const string Reason = "The use of the credit was taken back";

    public async Task<Result<UnappliedVendorCredit>> Handle(UnapplyVendorCredit command, CancellationToken cancellationToken)
    {
        if (await desk.FindAsync(command.Id, cancellationToken) is not { } credit)
            return Error.NotFound("vendor credit");

        if (await allocations.FindAsync(new BillAllocationId(command.UseId), cancellationToken) is { IsUndone: false } used && used.VendorCreditId == credit.Id)
            await TakeBackAsync(credit, used, command.Date, cancellationToken);
        else if (await refunds.FindAsync(new VendorRefundId(command.UseId), cancellationToken) is { IsUndone: false } refund && refund.VendorCreditId == credit.Id)
            await TakeBackAsync(credit, refund, command.Date, cancellationToken);
        else
            return PurchasesErrors.UseUnknown;
        return new UnappliedVendorCredit(credit.Id, credit.Open);
    }

    private async Task TakeBackAsync(VendorCredit credit, BillAllocation used, DateOnly? date, CancellationToken ct)
    {
        await limits.RequireAsync(Permissions.VendorPayments.Record, new Moved(new Money(used.AmountMinor, credit.Currency), used.Date), ct);
        await books.HoldAsync([used.BillId], ct);
        (await bills.FindAsync(used.BillId, ct))!.Reopen(used.AmountMinor, used.BaseMinor);
        await entries.RequireOpenAsync(used.Undo(date), ct);
        credit.Reopen(used.BillId, used.AmountMinor, used.CreditBaseMinor!.Value);
        await entries.ReverseAsync(new(PaymentWay.Out.Source, used.Id.Value, PaymentPostings.Difference), date, Reason, ct);
    }

    private async Task TakeBackAsync(VendorCredit credit, VendorRefund refund, DateOnly? date, CancellationToken ct)
    {
        await limits.RequireAsync(Permissions.VendorPayments.Record, new Moved(new Money(refund.AmountMinor, credit.Currency), refund.Date), ct);
        await entries.RequireOpenAsync(refund.Undo(date), ct);
        credit.Reopen(null, refund.AmountMinor, refund.BaseMinor);
        await entries.ReverseAsync(VendorCreditPostings.DocumentOf(refund), date, Reason, ct);
    }
}
