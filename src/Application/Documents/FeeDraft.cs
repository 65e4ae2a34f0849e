using Financbase.Application.Ledger;
using Financbase.Domain.Documents;
using Financbase.Domain.Ledger;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Documents;

/// <summary>What somebody on the way of a payment kept.</summary>
/// <param name="Amount">In the payment's currency and in major units, above zero.</param>
/// <param name="AccountId">Where it is an expense; null for where bank charges usually go.</param>
public sealed record FeeDraft(decimal Amount, AccountId? AccountId = null)
{
    internal PaymentFee Of(Currency currency, decimal rate, Currency @base, PostingAccounts chosen)
    {
        var amount = Money.FromAmount(Amount, currency);
        return new PaymentFee(AccountId ?? chosen[PostingRole.BankCharges], amount, ExchangeRate.Convert(amount, rate, @base));
    }
}
