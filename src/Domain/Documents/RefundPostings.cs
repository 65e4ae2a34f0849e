using System.Globalization;
using Financbase.Domain.Ledger;
using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Documents;

/// <summary>What paying back comes to in the books: a payment the other way round.</summary>
public static class RefundPostings
{
    /// <summary>At most one entry for each refund; it is found from what was paid back.</summary>
    public static string KindOf(Guid refund) => string.Create(CultureInfo.InvariantCulture, $"refund-{refund:N}");

    /// <summary>The bank on the one side, on the other the control account with what of the credit went; exchange differences take what the rate changed meanwhile.</summary>
    /// <param name="way">Which way money for such documents goes; a refund goes the other way.</param>
    /// <param name="refund">What was paid back.</param>
    /// <param name="amount">Of it, in the credit's currency.</param>
    /// <param name="inBase">What it is worth on its day.</param>
    /// <param name="accountOf">The organization's account for a role.</param>
    public static IReadOnlyList<Posting> Of(PaymentWay way, DocumentRefund refund, Money amount, Money inBase, Func<PostingRole, AccountId> accountOf)
    {
        var isForeign = amount.Currency != inBase.Currency;
        var difference = way.Sign * (inBase.Minor - refund.BaseMinor);
        return
        [
            .. new (AccountId Account, long Minor, long Original)[]
            {
                (refund.AccountId, -way.Sign * inBase.Minor, -way.Sign * amount.Minor), (accountOf(way.Control), way.Sign * refund.BaseMinor, way.Sign * amount.Minor),
            }.Where(one => one.Minor != 0).Select(one => new Posting(
                one.Account, new Money(one.Minor, inBase.Currency), null, isForeign ? new Money(one.Original, amount.Currency) : null)),
            .. difference == 0 ? [] : new[] { new Posting(accountOf(PostingRole.ExchangeDifferences), new Money(difference, inBase.Currency)) },
        ];
    }
}
