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

/// <summary>Uses what is left of a payment or of a credit for a bill of the same vendor and currency.</summary>
/// <param name="BillId">An approved bill.</param>
/// <param name="PaymentId">The payment; or a credit.</param>
/// <param name="VendorCreditId">The credit; or a payment.</param>
/// <param name="Amount">In major units, above zero; null for as much as is left and open.</param>
/// <param name="Date">When, not before both are in the books; null for today in the organization's time zone, or the first such day.</param>
[RequirePermission(Permissions.VendorPayments.Record)]
[Audited("vendor_payment.allocate", "Used a vendor's credit for a bill")]
public sealed record UseVendorCredit(
    BillId BillId, VendorPaymentId? PaymentId = null, decimal? Amount = null, DateOnly? Date = null, VendorCreditId? VendorCreditId = null) : ICommand<UsedVendorCredit>;

/// <param name="Amount">How much was used.</param>
/// <param name="Open">What is still owed of the bill.</param>
public sealed record UsedVendorCredit(Money Amount, Money Open);

internal sealed class UseVendorCreditValidator : AbstractValidator<UseVendorCredit>
{
    public UseVendorCreditValidator()
    {
        RuleFor(request => request.PaymentId).Must((request, payment) => payment is null != request.VendorCreditId is null).WithMessage("Name either a payment or a credit.");
        RuleFor(request => request.Date).MustBeDayOfBooks();
    }
}

internal sealed class UseVendorCreditHandler(
    IRepository<Bill> bills, IBills books, VendorPaymentUndoing payments, VendorCreditDesk credits, BillSettlement settlement, DocumentReferences references, AmountLimits limits)
    : IHandler<UseVendorCredit, UsedVendorCredit>
{
    public async Task<Result<UsedVendorCredit>> Handle(UseVendorCredit command, CancellationToken cancellationToken)
    {
        var payment = command.PaymentId is { } paid ? await payments.FindAsync(paid, cancellationToken) : null;
        var credit = command.VendorCreditId is { } given ? await credits.FindAsync(given, cancellationToken) : null;
        if (payment is null && credit is null)
            return Error.NotFound(command.PaymentId is null ? "vendor credit" : "payment");

        await books.HoldAsync([command.BillId], cancellationToken);
        if (await bills.FindAsync(command.BillId, cancellationToken) is not { } bill)
            return Error.NotFound("bill");

        var date = SettlementBooks.DayOf(
            command.Date, await references.TodayAsync(cancellationToken), payment?.Date ?? credit!.PostedOn ?? credit.CreditDate, bill);
        var left = payment?.UnallocatedMinor ?? credit!.OpenMinor;
        var amount = command.Amount is { } some ? Money.FromAmount(some, bill.Currency) : new Money(Math.Min(left, bill.OpenMinor), bill.Currency);
        await limits.RequireAsync(Permissions.VendorPayments.Record, new Moved(amount, date), cancellationToken);
        await (payment is null ? settlement.UseAsync(bill, credit!, amount, date, cancellationToken) : settlement.UseAsync(bill, payment, amount, date, cancellationToken));
        return new UsedVendorCredit(amount, bill.Open);
    }
}
