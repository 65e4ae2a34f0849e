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

    private JournalEntry(
        JournalEntryId id, DateOnly date, string memo, JournalEntrySource source, SourceDocument? document, JournalEntryId? reverses, IReadOnlyList<Posting> postings)
    {
        (Id, Date, Memo, Source, Document, Reverses, Postings) = (id, date, memo, source, document, reverses, postings);
        Total = postings.Where(posting => posting.Amount.Minor > 0).Aggregate(Money.Zero(postings[0].Amount.Currency), (sum, posting) => sum + posting.Amount);
    }

    public JournalEntryId Id { get; }

    public DateOnly Date { get; }

    public string Memo { get; }

    public JournalEntrySource Source { get; }

    /// <summary>What it was posted for; null where a person wrote it, and for reversals.</summary>
    public SourceDocument? Document { get; }

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
        Post(date, memo, JournalEntrySource.Manual, null, null, postings);

    /// <summary>What a document comes to in the books. The database takes one entry of a kind for a document: never two.</summary>
    /// <exception cref="DomainException">As for an entry by hand.</exception>
    public static JournalEntry Of(SourceDocument document, DateOnly date, string? memo, IReadOnlyList<Posting> postings) =>
        Post(date, memo, document.Type, document, null, postings);

    /// <summary>The same on the other side, on a day that is not before the entry's own.</summary>
    /// <exception cref="DomainException"><c>ledger.reversal_too_early</c>; <c>ledger.reversal_of_reversal</c>: the reversal is what is left to stand.</exception>
    public JournalEntry Reverse(DateOnly date, string? reason)
    {
        if (Reverses is not null)
            throw new DomainException(LedgerErrors.ReversalOfReversal);
        if (date < Date)
            throw new DomainException(LedgerErrors.ReversalTooEarly(Date));

        return Post(date, reason, JournalEntrySource.Reversal, null, Id, [.. Postings.Select(posting => posting.Opposite())]);
    }

    /// <summary>
    /// What goes through an account that stands for a bank account in another currency is said in that one too: else nobody could compare it with the bank, nor
    /// revalue it. A revaluation moves nothing of the currency, and a mirror image is taken as it is.
    /// </summary>
    /// <param name="needed">Such accounts, with their currencies.</param>
    /// <exception cref="DomainException"><c>ledger.currency_needed</c>.</exception>
    public void RequireCurrencies(IEnumerable<(AccountId Account, Currency Currency)> needed)
    {
        if (Reverses is not null || Source == JournalEntrySource.Revaluation)
            return;

        foreach (var (account, currency) in needed)
        {
            if (Postings.Any(posting => posting.Account == account && posting.Original?.Currency != currency))
                throw new DomainException(LedgerErrors.CurrencyNeeded(currency));
        }
    }

    /// <summary>As it is kept.</summary>
    public static JournalEntry Kept(
        JournalEntryId id, DateOnly date, string memo, JournalEntrySource source, SourceDocument? document, JournalEntryId? reverses, IReadOnlyList<Posting> postings) =>
        new(id, date, memo, source, document, reverses, postings);

    private static JournalEntry Post(
        DateOnly date, string? memo, JournalEntrySource source, SourceDocument? document, JournalEntryId? reverses, IReadOnlyList<Posting> postings)
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

        return new JournalEntry(EntityId.New<JournalEntryId>(), date, text, source, document, reverses, postings);
    }
}

/// <summary>Where an entry comes from.</summary>
public enum JournalEntrySource
{
    Manual,
    Reversal,
    Opening,
    BankTransaction,
    Invoice,
    CreditNote,
    Payment,
    Bill,
    Expense,
    Revaluation,
    VendorPayment,
    VendorCredit,
    ScheduledEntry,
}

/// <summary>What an entry was posted for.</summary>
/// <param name="Type">Neither <see cref="JournalEntrySource.Manual"/> nor <see cref="JournalEntrySource.Reversal"/>.</param>
/// <param name="Id">The document's own id.</param>
/// <param name="Kind">Which of the document's entries it is, such as <c>issue</c>: at most one of a kind is ever posted.</param>
public sealed record SourceDocument(JournalEntrySource Type, Guid Id, string Kind);

/// <summary>What one account gets of an entry.</summary>
/// <param name="Account">Of the same organization.</param>
/// <param name="Amount">In the base currency: above zero a debit, below a credit; never zero.</param>
/// <param name="Memo">What this line is about, where the entry's memo does not say.</param>
/// <param name="Original">The same in the document's own currency, where that is another one.</param>
/// <param name="Project">What it is counted by beside its account; none where money is owed or kept.</param>
public sealed record Posting(AccountId Account, Money Amount, string? Memo = null, Money? Original = null, ProjectId? Project = null)
{
    public const int LongestMemo = 300;

    /// <summary>In minor units; so that years of the largest ones can still be added up.</summary>
    public const long Most = 100_000_000_000_000;

    /// <summary>The same on the other side.</summary>
    public Posting Opposite() => this with { Amount = -Amount, Original = Original is { } original ? -original : null };
}
