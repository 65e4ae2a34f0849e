using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Ledger;

/// <summary>
/// One fact of the books: postings that add up to zero, on one day. It is never changed; a mistake is corrected by its
/// reversal. Amounts are in the organization's base currency, in minor units.
/// </summary>
public sealed class JournalEntry
{
    public const int LongestMemo = 500;
    public const int MostPostings = 10_000;

    private JournalEntry(JournalEntryId id, DateOnly date, string memo, JournalEntrySource source, JournalEntryId? reverses, IReadOnlyList<Posting> postings)
    {
        (Id, Date, Memo, Source, Reverses, Postings) = (id, date, memo, source, reverses, postings);
        Total = postings.Where(posting => posting.Amount.Minor > 0).Aggregate(Money.Zero(postings[0].Amount.Currency), (sum, posting) => sum + posting.Amount);
    }

    public JournalEntryId Id { get; }

    public DateOnly Date { get; }

    public string Memo { get; }

    public JournalEntrySource Source { get; }

    /// <summary>The entry that this one takes back.</summary>
    public JournalEntryId? Reverses { get; }

    public IReadOnlyList<Posting> Postings { get; }

    /// <summary>The sum of its debits, and of its credits.</summary>
    public Money Total { get; }

    /// <summary>Balanced exactly: there is no allowance for rounding.</summary>
    /// <exception cref="DomainException">
    /// <c>ledger.too_few_postings</c>, <c>ledger.too_many_postings</c>, <c>ledger.empty_posting</c>: one of nothing or of more than can be counted;
    /// <c>ledger.unbalanced_entry</c>: debits and credits differ; <c>validation_error</c>: a text that is too long.
    /// </exception>
    public static JournalEntry Post(DateOnly date, string? memo, IReadOnlyList<Posting> postings) =>
        Post(date, memo, JournalEntrySource.Manual, null, postings);

    /// <summary>The same on the other side, on a day that is not before the entry's own.</summary>
    /// <exception cref="DomainException"><c>ledger.reversal_too_early</c>; <c>ledger.reversal_of_reversal</c>: the reversal is what is left to stand.</exception>
    public JournalEntry Reverse(DateOnly date, string? reason)
    {
        if (Reverses is not null)
            throw new DomainException(LedgerErrors.ReversalOfReversal);
        if (date < Date)
            throw new DomainException(LedgerErrors.ReversalTooEarly(Date));

        return Post(date, reason, JournalEntrySource.Reversal, Id, [.. Postings.Select(posting => posting with { Amount = -posting.Amount })]);
    }

    /// <summary>As it is kept.</summary>
    public static JournalEntry Kept(
        JournalEntryId id, DateOnly date, string memo, JournalEntrySource source, JournalEntryId? reverses, IReadOnlyList<Posting> postings) =>
        new(id, date, memo, source, reverses, postings);

    private static JournalEntry Post(DateOnly date, string? memo, JournalEntrySource source, JournalEntryId? reverses, IReadOnlyList<Posting> postings)
    {
        if (postings.Count < 2)
            throw new DomainException(LedgerErrors.TooFewPostings);
        if (postings.Count > MostPostings)
            throw new DomainException(LedgerErrors.TooManyPostings);
        if (postings.Any(posting => posting.Amount.Minor == 0 || Math.Abs(posting.Amount.Minor) > Posting.Most))
            throw new DomainException(LedgerErrors.EmptyPosting);

        var difference = postings.Aggregate(Money.Zero(postings[0].Amount.Currency), (sum, posting) => sum + posting.Amount);
        if (difference.Minor != 0)
            throw new DomainException(LedgerErrors.Unbalanced(difference));

        var text = memo?.Trim() ?? "";
        if (text.Length > LongestMemo || postings.Any(posting => posting.Memo?.Length > Posting.LongestMemo))
            throw new DomainException(Error.Validation("memo", $"A memo has at most {LongestMemo} characters, and that of a posting {Posting.LongestMemo}."));

        return new JournalEntry(EntityId.New<JournalEntryId>(), date, text, source, reverses, postings);
    }
}

/// <summary>Where an entry comes from.</summary>
public enum JournalEntrySource
{
    Manual,
    Reversal,
}

/// <summary>What one account gets of an entry.</summary>
/// <param name="Account">Of the same organization.</param>
/// <param name="Amount">Above zero a debit, below a credit; never zero.</param>
/// <param name="Memo">What this line is about, where the entry's memo does not say.</param>
public sealed record Posting(AccountId Account, Money Amount, string? Memo = null)
{
    public const int LongestMemo = 300;

    /// <summary>In minor units; so that years of the largest ones can still be added up.</summary>
    public const long Most = 100_000_000_000_000;
}
