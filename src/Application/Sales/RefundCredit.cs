using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Documents;
using Financbase.Application.Ledger;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Application.Purchases;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Domain.Banking;
using Financbase.Domain.Documents;
using Financbase.Domain.Ledger;
using Financbase.Domain.Sales;
using Financbase.Domain.SharedKernel;
using FluentValidation;

namespace Financbase.Application.Sales;

/// <summary>Books money that was paid back to a customer, of what is left of a payment or of a credit note.</summary>
/// <param name="PaymentId">The payment; or a credit note.</param>
/// <param name="CreditNoteId">The credit note; or a payment.</param>
/// <param name="Amount">In its currency and in major units, above zero; null for all that is left.</param>
/// <param name="Date">Its day in the books, not before its own; null for today in the organization's time zone.</param>
/// <param name="BankAccountId">The bank account that it was paid from; or an account.</param>
/// <param name="AccountId">The account of the chart that it was paid from; without both, where money usually is.</param>
/// <param name="Reference">As the bank says.</param>
[RequirePermission(Permissions.Payments.Record)]
[Audited("payment.refund", "Paid back what a customer had left")]
public sealed record RefundCredit(
    PaymentId? PaymentId = null, InvoiceId? CreditNoteId = null, decimal? Amount = null, DateOnly? Date = null, BankAccountId? BankAccountId = null, AccountId? AccountId = null,
    string? Reference = null) : ICommand<RefundedCredit>, IOnCredit;

/// <param name="Id">Of the refund, by which it is taken back.</param>
/// <param name="Amount">How much was paid back.</param>
/// <param name="Left">What is left.</param>
public sealed record RefundedCredit(CustomerRefundId Id, Money Amount, Money Left);

internal sealed class RefundCreditValidator : OnCreditValidator<RefundCredit>
{
    public RefundCreditValidator()
    {
        RuleFor(request => request.Date).MustBeDayOfBooks();
        RuleFor(request => request.Amount).Must(amount => amount is null or > 0).WithMessage("An amount is above zero.");
    }
}

internal sealed class RefundCreditHandler(
    CreditDesk desk, IRepository<CustomerRefund> refunds, MoneyAccounts moneyAccounts, DocumentReferences references, IExchangeRates rates, ILedger ledger,
    IPostingAccounts postingAccounts, IMultiTenantContextAccessor tenant) : IHandler<RefundCredit, RefundedCredit>
{
    public async Task<Result<RefundedCredit>> Handle(RefundCredit command, CancellationToken cancellationToken)
    {
        if (await desk.FindAsync(command, cancellationToken) is not { } credit)
            return CreditDesk.Missing(command);

        var currency = credit.Left.Currency;
        var date = command.Date ?? await references.TodayAsync(cancellationToken);
        var amount = command.Amount is { } given ? Money.FromAmount(given, currency) : credit.Left;
        var account = await moneyAccounts.FindAsync(command.BankAccountId, command.AccountId, currency, SalesErrors.AccountNotForMoney, cancellationToken);
        var (rate, chosen) = (await rates.FindAsync(currency, date, cancellationToken), await postingAccounts.ReadAsync(cancellationToken));
        var refund = CustomerRefund.Of(credit, date, amount, account, command.Reference);
        refunds.Add(refund);
        var postings = RefundPostings.Of(PaymentWay.In, refund, amount, ExchangeRate.Convert(amount, rate, tenant.Tenant!.BaseCurrency), role => chosen[role]);
        await ledger.RequireOpenAsync(date, cancellationToken);
        if (postings.Count > 1)
            await ledger.PostAsync(JournalEntry.Of(refund.Document, date, "Paid back to a customer", postings), cancellationToken);
        return new RefundedCredit(refund.Id, amount, credit.Left);
    }
}
