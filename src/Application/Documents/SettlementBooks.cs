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
    /// <returns>What of the documents and of the payment went with the entry of the payment, in minor units of the base currency.</returns>
    public static async Task<(long Settled, long Used)> SpreadAsync<T>(
        IEnumerable<(T Document, decimal? Amount)> shares, DocumentPayment payment, Func<T, Money, Task<(long Settled, long Used)>> allocate)
        where T : IOpenItem
    {
        var (settled, used) = (0L, 0L);
        foreach (var (document, given) in shares)
        {
            var share = given is { } amount ? Money.FromAmount(amount, payment.Currency) : new Money(Math.Min(payment.UnallocatedMinor, document.Open.Minor), payment.Currency);
            var (of, by) = await allocate(document, share);
            (settled, used) = (settled + of, used + by);
        }

        return (settled, used);
    }

    /// <summary>When a credit is used.</summary>
    /// <param name="given">As somebody says; null for today.</param>
    /// <param name="today">The organization's day.</param>
    /// <param name="credit">The credit's day in the books.</param>
    /// <param name="document">What it is used for.</param>
    /// <exception cref="DomainException"><c>validation_error</c>: one of them was not in the books yet.</exception>
    public static DateOnly DayOf(DateOnly? given, DateOnly today, DateOnly credit, IOpenItem document)
    {
        var first = Later(credit, document.BookedOn);
        return given is not { } day ? Later(today, first) : day >= first ? day : throw new DomainException(DocumentsErrors.UsedTooEarly(first));
    }

    /// <summary>
    /// A new payment was used for a document. Where that is in the books only later, it is used on that day, and what the rate changed until
    /// then is booked there.
    /// </summary>
    /// <returns>What of the document and of the payment goes with the entry of the payment.</returns>
    public async Task<(long Settled, long Used)> BookWithPaymentAsync(
        PaymentWay way, DocumentPayment payment, Guid allocation, DateOnly on, long settled, long used, CancellationToken ct)
    {
        if (on == payment.Date)
            return (settled, used);

        await BookDifferenceAsync(way, allocation, on, settled, used, ct);
        return (0, 0);
    }

    /// <summary>The first day on which both are in the books.</summary>
    public static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;

    /// <summary>A credit from before was used for a document: what the rate changed meanwhile, if anything.</summary>
    /// <exception cref="DomainException"><c>ledger.period_locked</c>, also where nothing changed: on the cash basis the use counts.</exception>
    public async Task BookDifferenceAsync(PaymentWay way, Guid allocation, DateOnly date, long settled, long used, CancellationToken ct)
    {
        await RequireOpenAsync(date, ct);
        if (settled == used)
            return;

        var chosen = await postingAccounts.ReadAsync(ct);
        var postings = PaymentPostings.Used(way, settled, used, tenant.Tenant!.BaseCurrency, role => chosen[role]);
        await ledger.PostAsync(JournalEntry.Of(new SourceDocument(way.Source, allocation, PaymentPostings.Difference), date, "Exchange difference", postings), ct);
    }

    /// <summary>
    /// A use of a payment is taken back alone. What the rate had changed is taken back as well: the entry of its own is reversed, or, where it went with the payment's, which stands,
    /// another one is posted against it.
    /// </summary>
    /// <param name="way">Which way money for such documents goes.</param>
    /// <param name="allocation">The use.</param>
    /// <param name="day">On which it is taken back.</param>
    /// <param name="settled">What of the document had gone, in the base currency.</param>
    /// <param name="used">What of the payment had gone.</param>
    /// <param name="reason">For people.</param>
    /// <param name="ct">Ends the wait.</param>
    /// <exception cref="DomainException"><c>ledger.period_locked</c>.</exception>
    public async Task TakeBackDifferenceAsync(PaymentWay way, Guid allocation, DateOnly day, long settled, long used, string reason, CancellationToken ct)
    {
        await RequireOpenAsync(day, ct);
        if (settled == used)
            return;

        var document = new SourceDocument(way.Source, allocation, PaymentPostings.Difference);
        if (await ledger.FindAsync(document, ct) is { } posted)
        {
            await ledger.ReverseAsync(posted, day, reason, ct);
            return;
        }

        var chosen = await postingAccounts.ReadAsync(ct);
        var postings = PaymentPostings.Used(way, used, settled, tenant.Tenant!.BaseCurrency, role => chosen[role]);
        await ledger.PostAsync(JournalEntry.Of(document with { Kind = PaymentPostings.TakenBack }, day, reason, postings), ct);
    }

    /// <inheritdoc cref="ILedger.RequireOpenAsync"/>
    public Task RequireOpenAsync(DateOnly day, CancellationToken ct) => ledger.RequireOpenAsync(day, ct);

    /// <summary>Reverses the entry of a payment, where it has one, and those of what it was used for later.</summary>
    /// <param name="way">Which way its money went.</param>
    /// <param name="entry">What the payment was posted for.</param>
    /// <param name="allocations">What it was used for.</param>
    /// <param name="day">The day of the reversals, where an entry is not later.</param>
    /// <param name="ct">Ends the wait.</param>
    public async Task TakeBackAsync(PaymentWay way, SourceDocument entry, IEnumerable<Guid> allocations, DateOnly day, CancellationToken ct)
    {
        await RequireOpenAsync(day, ct);
        foreach (var document in allocations.Select(allocation => new SourceDocument(way.Source, allocation, PaymentPostings.Difference)).Prepend(entry))
            await ReverseAsync(document, day, "The payment was undone", ct);
    }

    /// <summary>Reverses the entry of a document, where it has one.</summary>
    /// <param name="document">What it was posted for.</param>
    /// <param name="day">The day of the reversal; the entry's own where that is later, or where null. A rest may have been used after the day of its payment.</param>
    /// <param name="reason">For people.</param>
    /// <param name="ct">Ends the wait.</param>
    public async Task ReverseAsync(SourceDocument document, DateOnly? day, string reason, CancellationToken ct)
    {
        if (await ledger.FindAsync(document, ct) is { } posted)
            await ledger.ReverseAsync(posted, day is { } chosen && chosen > posted.Date ? chosen : posted.Date, reason, ct);
    }
}
