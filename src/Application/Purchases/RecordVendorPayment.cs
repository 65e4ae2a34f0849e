using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Documents;
using Financbase.Application.Ledger;
using Financbase.Application.Pipeline;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Domain.Banking;
using Financbase.Domain.Ledger;
using Financbase.Domain.Purchases;
using Financbase.Domain.SharedKernel;
using FluentValidation;

namespace Financbase.Application.Purchases;

/// <summary>
/// Books money that was paid for bills of one vendor. What is more than they take is with the vendor, to be used for other bills. Nobody records the payment of
/// what they approved, unless nobody else in the organization may record payments.
/// </summary>
/// <param name="Bills">Approved ones of one vendor and currency; they are paid in this order.</param>
/// <param name="Amount">In their currency, in major units, above zero; null for what the bills take.</param>
/// <param name="Date">Its day in the books; null for today in the organization's time zone.</param>
/// <param name="BankAccountId">The bank account that it was paid from; or an account.</param>
/// <param name="AccountId">The account of the chart that it was paid from; without both, where money usually is.</param>
/// <param name="Reference">As the bank says.</param>
/// <param name="Fee">What it cost on top; null for nothing.</param>
[RequirePermission(Permissions.VendorPayments.Record)]
[Audited("vendor_payment.record", "Recorded a payment to a vendor")]
public sealed record RecordVendorPayment(
    IReadOnlyList<BillShare> Bills, decimal? Amount = null, DateOnly? Date = null, BankAccountId? BankAccountId = null, AccountId? AccountId = null,
    string? Reference = null, FeeDraft? Fee = null) : ICommand<RecordedVendorPayment>;

/// <param name="BillId">An approved bill.</param>
/// <param name="Amount">What pays it, in major units and above zero; null for as much as is open, or left.</param>
public sealed record BillShare(BillId BillId, decimal? Amount = null);

/// <param name="Id">The payment.</param>
/// <param name="Amount">How much was paid, without the fee.</param>
/// <param name="Unallocated">What is with the vendor, to be used for other bills.</param>
/// <param name="Bills">What is still owed of each.</param>
public sealed record RecordedVendorPayment(VendorPaymentId Id, Money Amount, Money Unallocated, IReadOnlyList<PaidBill> Bills);

/// <param name="Id">The bill.</param>
/// <param name="Open">What is still owed of it.</param>
public sealed record PaidBill(BillId Id, Money Open);

internal sealed class RecordVendorPaymentValidator : AbstractValidator<RecordVendorPayment>
{
    public RecordVendorPaymentValidator()
    {
        RuleFor(payment => payment.Bills).MustBeSharesOfBills("A payment");
        RuleForEach(payment => payment.Bills).Must(share => share is { Amount: null or > 0 }).WithMessage("An amount is above zero.");
        RuleFor(payment => payment.Fee).Must(fee => fee is null or { Amount: > 0 }).WithMessage("A fee is above zero.");
    }
}

internal static class BillShareRules
{
    private const int Most = 100;

    /// <summary>One to a hundred, each once.</summary>
    public static void MustBeSharesOfBills<T>(this IRuleBuilder<T, IReadOnlyList<BillShare>> shares, string what) => shares
        .NotEmpty().WithMessage("Choose a bill.")
        .Must(all => all.Count <= Most).WithMessage($"{what} pays at most {Most} bills.")
        .Must(all => all.Select(share => share?.BillId).Distinct().Count() == all.Count).WithMessage("Name each bill once.");
}

internal sealed class RecordVendorPaymentHandler(
    BillsToPay toPay, VendorPaymentBooking booking, MoneyAccounts moneyAccounts, PaymentFees fees, DocumentReferences references, IExchangeRates rates,
    IPostingAccounts postingAccounts, BillApprovers others, AmountLimits limits, ICurrentPrincipal principal, IMultiTenantContextAccessor tenant) : IHandler<RecordVendorPayment, RecordedVendorPayment>
{
    public async Task<Result<RecordedVendorPayment>> Handle(RecordVendorPayment command, CancellationToken cancellationToken)
    {
        var paid = await toPay.HoldAsync(command.Bills, cancellationToken);
        var currency = paid[0].Document.Currency;
        var amount = command.Amount is { } given ? Money.FromAmount(given, currency) : Needed(paid, currency);
        var date = command.Date ?? await references.TodayAsync(cancellationToken);
        var moved = new Moved(command.Fee is { } cost ? amount + Money.FromAmount(cost.Amount, currency) : amount, date);
        await limits.RequireAsync(Permissions.VendorPayments.Record, moved, cancellationToken);
        if (principal.Current.UserId is { } by)
            await others.RequireOtherDutyAsync(paid.Select(one => one.Document), by, Permissions.VendorPayments.Record, moved, cancellationToken);

        var account = await moneyAccounts.FindAsync(command.BankAccountId, command.AccountId, currency, PurchasesErrors.AccountNotForMoney, cancellationToken);
        var (rate, chosen) = (await rates.FindAsync(currency, date, cancellationToken), await postingAccounts.ReadAsync(cancellationToken));
        var fee = await fees.FindAsync(command.Fee, currency, rate, tenant.Tenant!.BaseCurrency, chosen, cancellationToken);
        var payment = await booking.BookAsync(paid, amount, new PaymentBasis(date, account, rate, chosen), command.Reference, fee, cancellationToken);
        return new RecordedVendorPayment(payment.Id, payment.Amount, payment.Unallocated, [.. paid.Select(one => new PaidBill(one.Document.Id, one.Document.Open))]);
    }

    private static Money Needed(IReadOnlyList<(Bill Document, decimal? Amount)> paid, Currency currency) => paid.Aggregate(
        Money.Zero(currency), (sum, one) => sum + (one.Amount is { } given ? Money.FromAmount(given, currency) : one.Document.Open));
}
