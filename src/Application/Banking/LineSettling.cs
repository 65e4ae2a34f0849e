using Financbase.Application.Documents;
using Financbase.Application.Ledger;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Domain.Banking;
using Financbase.Domain.Documents;
using Financbase.Domain.Ledger;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Banking;

/// <summary>Bank lines that pay documents, whichever way the money went.</summary>
internal sealed class LineSettling(BankDesk desk, PaymentFees fees, ILedger ledger, IPostingAccounts postingAccounts, IMultiTenantContextAccessor tenant)
{
    /// <summary>The line, if whoever asks may categorize lines of its account. From now on nobody closes a period.</summary>
    /// <exception cref="DomainException"><c>banking.no_payment</c>: its money went the other way.</exception>
    public async Task<BankTransaction?> FindAsync(BankTransactionId id, PaymentWay way, Error wrongWay, CancellationToken ct)
    {
        if (await desk.FindAsync(id, Permissions.Banking.Categorize, ct) is not { } line)
            return null;
        if (Math.Sign(line.Amount.Minor) != way.Sign)
            throw new DomainException(wrongWay);

        await ledger.JoinAsync(ct);
        return line;
    }

    /// <summary>Books the line as a payment of the documents.</summary>
    /// <param name="line">As it was found here.</param>
    /// <param name="way">Which way its money went.</param>
    /// <param name="paid">The documents, held, with how much of each; null for as much as is open, or left.</param>
    /// <param name="fee">What somebody on the way kept, or took on top; null for nothing.</param>
    /// <param name="pay">Makes the payment and adds it: it is saved before what refers to it.</param>
    /// <param name="allocate">Uses so much of it for a document.</param>
    /// <param name="ct">Ends the wait.</param>
    /// <exception cref="DomainException">What keeps the documents from being paid so, or the line from being posted.</exception>
    public async Task<(TPayment Payment, JournalEntry Entry)> BookAsync<TDocument, TPayment>(
        BankTransaction line, PaymentWay way, IReadOnlyList<(TDocument Document, decimal? Amount)> paid, FeeDraft? fee, Func<LineMoney, TPayment> pay,
        Func<TDocument, TPayment, Money, Task<(long Settled, long Used)>> allocate, CancellationToken ct)
        where TDocument : IOpenItem
        where TPayment : DocumentPayment
    {
        var chosen = await postingAccounts.ReadAsync(ct);
        var (account, rate, @base) = (await desk.StandsForAsync(line, ct), await desk.RateAsync(line, ct), tenant.Tenant!.BaseCurrency);
        var kept = await fees.FindAsync(fee, line.Amount.Currency, rate, @base, chosen, ct);
        var moved = line.Amount.Minor < 0 ? -line.Amount : line.Amount;
        var money = new LineMoney(With(moved, kept?.Amount, way), With(ExchangeRate.Convert(moved, rate, @base), kept?.InBase, way), account, Reference(line));
        var payment = pay(money);
        var (settled, used) = await SettlementBooks.SpreadAsync(paid, payment, (document, share) => allocate(document, payment, share));
        var entry = JournalEntry.Of(
            line.NextDocument, line.Date, BankLinePosting.Words(line), PaymentPostings.Of(way, payment, money.InBase, settled, used, role => chosen[role], kept));
        await ledger.PostAsync(entry, ct);
        return (payment, entry);
    }

    // A fee makes less of what comes, and more of what goes.
    private static Money With(Money moved, Money? fee, PaymentWay way) => fee is { } some ? new Money(moved.Minor + (way.Sign * some.Minor), moved.Currency) : moved;

    private static string? Reference(BankTransaction line) => (line.Reference ?? line.Description) is { Length: > 0 } said
        ? said[..Math.Min(said.Length, DocumentPayment.LongestReference)]
        : null;
}

/// <param name="Amount">Of the payment, in the line's currency, without a fee that was taken on top.</param>
/// <param name="InBase">The same in the base currency, on the line's day.</param>
/// <param name="Account">That stands for the bank account.</param>
/// <param name="Reference">As the bank says.</param>
internal sealed record LineMoney(Money Amount, Money InBase, AccountId Account, string? Reference);
