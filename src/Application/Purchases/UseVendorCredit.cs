using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Documents;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Purchases;
using Financbase.Domain.SharedKernel;
using FluentValidation;

namespace Financbase.Application.Purchases;

/// <summary>Uses what is left of a payment for another bill of the same vendor and currency.</summary>
/// <param name="BillId">An approved bill.</param>
/// <param name="PaymentId">The payment.</param>
/// <param name="Amount">In major units, above zero; null for as much as is left and open.</param>
/// <param name="Date">When, not before both are in the books; null for today in the organization's time zone, or the first such day.</param>
[RequirePermission(Permissions.VendorPayments.Record)]
[Audited("vendor_payment.allocate", "Used a vendor's credit for a bill")]
public sealed record UseVendorCredit(BillId BillId, VendorPaymentId? PaymentId = null, decimal? Amount = null, DateOnly? Date = null) : ICommand<UsedVendorCredit>;

/// <param name="Amount">How much was used.</param>
/// <param name="Open">What is still owed of the bill.</param>
public sealed record UsedVendorCredit(Money Amount, Money Open);

internal sealed class UseVendorCreditValidator : AbstractValidator<UseVendorCredit>
{
    public UseVendorCreditValidator()
    {
        RuleFor(request => request.PaymentId).NotNull().WithMessage("Name a payment.");
        RuleFor(request => request.Date).Must(date => date is not { Year: < 1900 or > 2199 }).WithMessage("Choose a day between 1900 and 2199.");
    }
}

internal sealed class UseVendorCreditHandler(
    IRepository<Bill> bills, IBills books, VendorPaymentUndoing payments, BillSettlement settlement, DocumentReferences references)
    : IHandler<UseVendorCredit, UsedVendorCredit>
{
    public async Task<Result<UsedVendorCredit>> Handle(UseVendorCredit command, CancellationToken cancellationToken)
    {
        if (await payments.FindAsync(command.PaymentId!.Value, cancellationToken) is not { } payment)
            return Error.NotFound("payment");

        await books.HoldAsync([command.BillId], cancellationToken);
        if (await bills.FindAsync(command.BillId, cancellationToken) is not { } bill)
            return Error.NotFound("bill");

        var date = SettlementBooks.DayOf(command.Date, await references.TodayAsync(cancellationToken), payment.Date, bill);
        var amount = command.Amount is { } given ? Money.FromAmount(given, bill.Currency) : new Money(Math.Min(payment.UnallocatedMinor, bill.OpenMinor), bill.Currency);
        await settlement.UseAsync(bill, payment, amount, date, cancellationToken);
        return new UsedVendorCredit(amount, bill.Open);
    }
}
