using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Ledger;

/// <summary>A transaction of a plain journal while it is read: one of its amounts may be left out.</summary>
internal sealed record PlainDraft(int Line, DateOnly Date, string Memo)
{
    public List<PlainDraftPosting> Postings { get; } = [];

    /// <summary>Null where nothing moves.</summary>
    /// <exception cref="DomainException"><c>validation_error</c>: it does not come to zero, or is too large.</exception>
    public PlainEntry? ToEntry(Currency @base)
    {
        var missing = Postings.Count(posting => posting.Amount is null);
        if (missing > 1)
            throw PlainAmount.Fault("Only one amount of a transaction can be left out.");

        var sum = Postings.Sum(posting => (decimal)(posting.Amount?.Minor ?? 0));
        if (missing == 0 && sum != 0)
            throw PlainAmount.Fault($"The transaction does not come to zero: {new Money(checked((long)sum), @base)} too much.");
        if (Math.Abs(sum) > Posting.Most)
            throw PlainAmount.Fault("The amounts are too large.");

        var whole = Postings.Select(posting => new PlainPosting(posting.Account, posting.Amount ?? new Money(-(long)sum, @base), posting.Original, posting.Memo))
            .Where(posting => posting.Amount.Minor != 0).ToList();
        if (whole.Any(posting => Math.Abs(posting.Amount.Minor) > Posting.Most) || whole.Count > JournalEntry.MostPostings)
            throw PlainAmount.Fault("The amounts are too large, or there are too many.");
        return whole.Count >= 2 ? new PlainEntry(Line, Date, Memo, whole) : null;
    }
}

/// <param name="Account">By its whole name.</param>
/// <param name="Amount">In the base currency; null where it is left out.</param>
/// <param name="Original">What was written, where that is in another currency.</param>
/// <param name="Memo">What this line is about.</param>
internal sealed record PlainDraftPosting(string Account, Money? Amount, Money? Original, string? Memo);

/// <summary>What something came to, in the base currency.</summary>
/// <param name="Amount">Of one, or of the whole; not below zero.</param>
/// <param name="IsWhole">It is that of the whole.</param>
internal readonly record struct PlainPrice(decimal Amount, bool IsWhole)
{
    /// <summary>Rounded once to the minor unit, half away from zero; that of a whole is not rounded.</summary>
    /// <exception cref="OverflowException">It is too large.</exception>
    /// <exception cref="DomainException">That of a whole has more decimals than the currency.</exception>
    public Money Of(decimal number, Currency @base) => Money.FromAmount(
        IsWhole ? Amount * Math.Sign(number) : decimal.Round(number * Amount, @base.Exponent, MidpointRounding.AwayFromZero), @base);
}
