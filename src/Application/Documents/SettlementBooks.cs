using Financbase.Application.Ledger;
using Financbase.Application.Tenancy;
using Financbase.Domain.Documents;
using Financbase.Domain.Ledger;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Documents;

/// <summary>What paying documents comes to in the books, and taking that back, whichever way the money goes.</summary>
internal sealed class SettlementBooks(ILedger ledger, IPostingAccounts postingAccounts, IMultiTenantContextAccessor tenant)
{
    /// <summary>What a payment pays, in the order given.</summary>
    /// <param name="shares">How much of each; null for as much as is open, or left.</param>
    /// <param name="payment">Of which they are paid.</param>
    /// <param name="allocate">Uses so much for a document, and tells what of it and of the payment went.</param>
    /// <returns>What of the documents and of the payment went, in minor units of the base currency.</returns>
    public static (long Settled, long Used) Spread<T>(
        IEnumerable<(T Document, decimal? Amount)> shares, DocumentPayment payment, Func<T, Money, (long Settled, long Used)> allocate)
        where T : IOpenItem
    {
        var (settled, used) = (0L, 0L);
        foreach (var (document, given) in shares)
        {
            var share = given is { } amount ? Money.FromAmount(amount, payment.Currency) : new Money(Math.Min(payment.UnallocatedMinor, document.Open.Minor), payment.Currency);
            var (of, by) = allocate(document, share);
            (settled, used) = (settled + of, used + by);
        }

        return (settled, used);
    }

    /// <summary>A credit from before was used for a document: what the rate changed meanwhile, if anything.</summary>
    public async Task BookDifferenceAsync(PaymentWay way, Guid allocation, DateOnly date, long settled, long used, CancellationToken ct)
    {
        if (settled == used)
            return;

        var chosen = await postingAccounts.ReadAsync(ct);
        var postings = PaymentPostings.Used(way, settled, used, tenant.Tenant!.BaseCurrency, role => chosen[role]);
        await ledger.PostAsync(JournalEntry.Of(new SourceDocument(way.Source, allocation, PaymentPostings.Difference), date, "Exchange difference", postings), ct);
    }

    /// <summary>Reverses the entry of a payment, where it has one, and those of what it was used for later.</summary>
    /// <param name="way">Which way its money went.</param>
    /// <param name="entry">What the payment was posted for.</param>
    /// <param name="allocations">What it was used for.</param>
    /// <param name="day">The day of the reversals, where an entry is not later.</param>
    /// <param name="ct">Ends the wait.</param>
    public async Task TakeBackAsync(PaymentWay way, SourceDocument entry, IEnumerable<Guid> allocations, DateOnly day, CancellationToken ct)
    {
        foreach (var document in allocations.Select(allocation => new SourceDocument(way.Source, allocation, PaymentPostings.Difference)).Prepend(entry))
        {
            // A rest may have been used after the day of the payment.
            if (await ledger.FindAsync(document, ct) is { } posted)
                await ledger.ReverseAsync(posted, day > posted.Date ? day : posted.Date, "The payment was undone", ct);
        }
    }
}
