using Financbase.Domain.Ledger;
using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Documents;

/// <summary>What payments and the use of credits come to in the books, whichever way the money goes. Amounts are in the base currency.</summary>
public static class PaymentPostings
{
    public const string Receipt = "receive";
    public const string Payout = "pay";

    /// <summary>The rate changed between a document and what it was paid with.</summary>
    public const string Difference = "difference";

    /// <summary>The same, taken back alone, where it was a part of the payment's entry.</summary>
    public const string TakenBack = "difference_taken_back";

    /// <summary>
    /// The bank on the one side, on the other the control account: of the documents what they stand for, of the rest what was paid; exchange
    /// differences take what is between.
    /// </summary>
    /// <param name="way">Which way the money goes.</param>
    /// <param name="payment">The payment.</param>
    /// <param name="inBase">What it is worth on its day.</param>
    /// <param name="settled">What of the documents went.</param>
    /// <param name="used">What of <paramref name="inBase"/> was used for that.</param>
    /// <param name="accountOf">The organization's account for a role.</param>
    /// <param name="fee">What somebody on the way kept: so much less reached the bank, or so much more left it.</param>
    public static IReadOnlyList<Posting> Of(
        PaymentWay way, DocumentPayment payment, Money inBase, long settled, long used, Func<PostingRole, AccountId> accountOf, PaymentFee? fee = null)
    {
        var (isForeign, nothing) = (payment.Currency != inBase.Currency, Money.Zero(payment.Currency));
        return
        [
            .. new (AccountId Account, long Minor, Money? Original)[]
            {
                (payment.AccountId, (way.Sign * inBase.Minor) - (fee?.InBase.Minor ?? 0), isForeign ? Signed(payment.Amount) - (fee?.Amount ?? nothing) : null),
                (fee?.Account ?? default, fee?.InBase.Minor ?? 0, isForeign ? fee?.Amount : null),
                (accountOf(way.Control), -way.Sign * (settled + inBase.Minor - used), isForeign ? -Signed(payment.Amount) : null),
            }.Where(one => one.Minor != 0).Select(one => new Posting(one.Account, new Money(one.Minor, inBase.Currency), null, one.Original)),
            .. used == settled ? [] : new[] { new Posting(accountOf(PostingRole.ExchangeDifferences), new Money(way.Sign * (settled - used), inBase.Currency)) },
        ];

        Money Signed(Money amount) => new(way.Sign * amount.Minor, amount.Currency);
    }

    /// <summary>A credit was used for a document of another rate; none where both stand for the same.</summary>
    /// <param name="way">Which way money for such documents goes.</param>
    /// <param name="settled">What of the document went.</param>
    /// <param name="used">What of the credit went.</param>
    /// <param name="base">The base currency.</param>
    /// <param name="accountOf">The organization's account for a role.</param>
    public static IReadOnlyList<Posting> Used(PaymentWay way, long settled, long used, Currency @base, Func<PostingRole, AccountId> accountOf) => used == settled ? [] :
    [
        new Posting(accountOf(way.Control), new Money(way.Sign * (used - settled), @base)),
        new Posting(accountOf(PostingRole.ExchangeDifferences), new Money(way.Sign * (settled - used), @base)),
    ];
}

/// <param name="Account">Where it is an expense.</param>
/// <param name="Amount">In the payment's currency, above zero.</param>
/// <param name="InBase">The same in the base currency.</param>
public sealed record PaymentFee(AccountId Account, Money Amount, Money InBase);
