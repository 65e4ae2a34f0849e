using Financbase.Application.Ledger;
using Financbase.Application.Persistence;
using Financbase.Domain.Documents;
using Financbase.Domain.Ledger;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Documents;

/// <summary>What a fee is and where it goes.</summary>
internal sealed class PaymentFees(IRepository<Account> accounts)
{
    /// <param name="fee">As somebody says; null for none.</param>
    /// <param name="currency">Of the payment.</param>
    /// <param name="rate">What one unit of it is worth in the base currency.</param>
    /// <param name="base">The base currency.</param>
    /// <param name="chosen">Where bank charges usually go.</param>
    /// <param name="ct">Ends the wait.</param>
    /// <exception cref="DomainException"><c>documents.fee_not_expense</c>, <c>ledger.no_posting_account</c>.</exception>
    public async Task<PaymentFee?> FindAsync(FeeDraft? fee, Currency currency, decimal rate, Currency @base, PostingAccounts chosen, CancellationToken ct)
    {
        if (fee is null)
            return null;
        if (fee.AccountId is { } named && await accounts.FindAsync(named, ct) is not { IsArchived: false, Type: AccountType.Expense })
            throw new DomainException(DocumentsErrors.FeeNotExpense);

        var amount = Money.FromAmount(fee.Amount, currency);
        return new PaymentFee(fee.AccountId ?? chosen[PostingRole.BankCharges], amount, ExchangeRate.Convert(amount, rate, @base));
    }
}
