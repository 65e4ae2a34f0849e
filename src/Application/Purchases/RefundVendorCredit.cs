using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Documents;
using Financbase.Application.Ledger;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Domain.Banking;
using Financbase.Domain.Documents;
using Financbase.Domain.Ledger;
using Financbase.Domain.Purchases;
using Financbase.Domain.SharedKernel;
using FluentValidation;

namespace Financbase.Application.Purchases;

/// <summary>Books money that a vendor paid back of a credit.</summary>
/// <param name="Id">A posted credit.</param>
/// <param name="Amount">In its currency and in major units, above zero; null for all that is left.</param>
/// <param name="Date">Its day in the books, not before that of the credit's entry; null for today in the organization's time zone.</param>
/// <param name="BankAccountId">The bank account that it came to; or an account.</param>
/// <param name="AccountId">The account of the chart that it came to; without both, where money usually is.</param>
/// <param name="Reference">As the bank says.</param>
[RequirePermission(Permissions.VendorPayments.Record)]
[Audited("vendor_credit.refund", "Recorded a refund of a vendor")]
public sealed record RefundVendorCredit(
    VendorCreditId Id, decimal? Amount = null, DateOnly? Date = null, BankAccountId? BankAccountId = null, AccountId? AccountId = null, string? Reference = null)
    : ICommand<RefundedVendorCredit>;

/// <param name="Id">Of the refund, by which it is taken back.</param>
/// <param name="Amount">How much came back.</param>
/// <param name="Open">What is left of the credit.</param>
public sealed record RefundedVendorCredit(VendorRefundId Id, Money Amount, Money Open);

internal sealed class RefundVendorCreditValidator : AbstractValidator<RefundVendorCredit>
{
    public RefundVendorCreditValidator()
    {
        RuleFor(request => request.Date).MustBeDayOfBooks();
        RuleFor(request => request.Amount).Must(amount => amount is null or > 0).WithMessage("An amount is above zero.");
    }
}

internal sealed class RefundVendorCreditHandler(
    VendorCreditDesk desk, IRepository<VendorRefund> refunds, MoneyAccounts moneyAccounts, DocumentReferences references, IExchangeRates rates, ILedger ledger,
    IPostingAccounts postingAccounts, AmountLimits limits, IMultiTenantContextAccessor tenant) : IHandler<RefundVendorCredit, RefundedVendorCredit>
{
    public async Task<Result<RefundedVendorCredit>> Handle(RefundVendorCredit command, CancellationToken cancellationToken)
    {
        if (await desk.FindAsync(command.Id, cancellationToken) is not { } credit)
            return Error.NotFound("vendor credit");

        var date = command.Date ?? await references.TodayAsync(cancellationToken);
        var amount = command.Amount is { } given ? Money.FromAmount(given, credit.Currency) : credit.Open;
        await limits.RequireAsync(Permissions.VendorPayments.Record, new Moved(amount, date), cancellationToken);
        var account = await moneyAccounts.FindAsync(command.BankAccountId, command.AccountId, credit.Currency, PurchasesErrors.AccountNotForMoney, cancellationToken);
        var (rate, chosen) = (await rates.FindAsync(credit.Currency, date, cancellationToken), await postingAccounts.ReadAsync(cancellationToken));
        var refund = VendorRefund.Of(credit, date, amount, credit.Refund(amount, date), account, command.Reference);
        refunds.Add(refund);
        var postings = RefundPostings.Of(PaymentWay.Out, refund, amount, ExchangeRate.Convert(amount, rate, tenant.Tenant!.BaseCurrency), role => chosen[role]);
        if (postings.Count > 1)
            await ledger.PostAsync(JournalEntry.Of(VendorCreditPostings.DocumentOf(refund), date, $"Refund of credit {credit.Number}", postings), cancellationToken);
        return new RefundedVendorCredit(refund.Id, amount, credit.Open);
    }
}
