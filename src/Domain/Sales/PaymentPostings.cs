using Financbase.Domain.Ledger;
using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Sales;

/// <summary>What payments, the use of credits and write-offs come to in the books. Amounts are in the base currency.</summary>
public static class PaymentPostings
{
    public const string Receipt = "receive";
    public const string WriteOff = "write_off";

    /// <summary>The rate changed between an invoice and what it was paid with.</summary>
    public const string Difference = "difference";

    /// <summary>Debit the bank, credit receivable: of the invoice what it stands for, of the rest what came; exchange differences take what is between.</summary>
    /// <param name="inBase">What came.</param>
    /// <param name="settled">What of the invoice went.</param>
    /// <param name="used">What of <paramref name="inBase"/> was used for that.</param>
    /// <param name="payment">The payment.</param>
    /// <param name="accountOf">The organization's account for a role.</param>
    /// <param name="fee">What of the payment somebody on the way kept, so that so much less reached the bank.</param>
    public static IReadOnlyList<Posting> Received(
        Payment payment, Money inBase, long settled, long used, Func<PostingRole, AccountId> accountOf, PaymentFee? fee = null)
    {
        var isForeign = payment.Currency != inBase.Currency;
        var receivable = settled + inBase.Minor - used;
        return
        [
            .. new (AccountId Account, long Minor, Money? Original)[]
            {
                (payment.AccountId, inBase.Minor - (fee?.InBase.Minor ?? 0), isForeign ? payment.Amount - (fee?.Amount ?? Money.Zero(payment.Currency)) : null),
                (fee?.Account ?? default, fee?.InBase.Minor ?? 0, isForeign ? fee?.Amount : null),
                (accountOf(PostingRole.Receivable), -receivable, isForeign ? -payment.Amount : null),
            }.Where(one => one.Minor != 0).Select(one => new Posting(one.Account, new Money(one.Minor, inBase.Currency), null, one.Original)),
            .. used == settled ? [] : new[] { new Posting(accountOf(PostingRole.ExchangeDifferences), new Money(settled - used, inBase.Currency)) },
        ];
    }

    /// <summary>A credit was used for an invoice of another rate; none where both stand for the same.</summary>
    /// <param name="settled">What of the invoice went.</param>
    /// <param name="used">What of the credit went.</param>
    /// <param name="base">The base currency.</param>
    /// <param name="accountOf">The organization's account for a role.</param>
    public static IReadOnlyList<Posting> Used(long settled, long used, Currency @base, Func<PostingRole, AccountId> accountOf) => used == settled ? [] :
    [
        new Posting(accountOf(PostingRole.Receivable), new Money(used - settled, @base)),
        new Posting(accountOf(PostingRole.ExchangeDifferences), new Money(settled - used, @base)),
    ];

    /// <summary>Debit bad debts, credit receivable.</summary>
    public static IReadOnlyList<Posting> WrittenOff(long inBase, Currency @base, Func<PostingRole, AccountId> accountOf) => inBase == 0 ? [] :
    [
        new Posting(accountOf(PostingRole.BadDebts), new Money(inBase, @base)),
        new Posting(accountOf(PostingRole.Receivable), new Money(-inBase, @base)),
    ];
}

/// <param name="Account">Where it is an expense.</param>
/// <param name="Amount">In the payment's currency, above zero.</param>
/// <param name="InBase">The same in the base currency.</param>
public sealed record PaymentFee(AccountId Account, Money Amount, Money InBase);
