using Financbase.Domain.Ledger;
using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Banking;

/// <summary>A part of a bank line.</summary>
/// <param name="Account">Where it belongs.</param>
/// <param name="Amount">In the line's currency and with its sign: what is paid out is negative.</param>
/// <param name="Memo">What this part is about.</param>
/// <param name="Project">What it is counted by, if by one.</param>
public sealed record LineSplit(AccountId Account, Money Amount, string? Memo = null, ProjectId? Project = null);

/// <summary>What a bank line comes to in the books: the bank's account on one side, on the other what it was for.</summary>
public static class BankLinePosting
{
    public const int MostSplits = 100;

    /// <summary>
    /// Each amount is converted with the line's rate and rounded half away from zero; the last part takes what rounding leaves.
    /// </summary>
    /// <param name="line">Not posted yet.</param>
    /// <param name="bank">The account that stands for the bank account.</param>
    /// <param name="splits">Come to the line's amount.</param>
    /// <param name="rate">Base units for one unit of the line's currency.</param>
    /// <param name="base">The organization's currency.</param>
    /// <param name="memo">Null takes the line's own words.</param>
    /// <exception cref="DomainException"><c>banking.splits_differ</c>, and what an entry can be refused for.</exception>
    public static JournalEntry Of(BankTransaction line, AccountId bank, IReadOnlyList<LineSplit> splits, decimal rate, Currency @base, string? memo = null)
    {
        var sum = splits.Aggregate(Money.Zero(line.Amount.Currency), (total, split) => total + split.Amount);
        if (splits.Count == 0 || sum != line.Amount)
            throw new DomainException(BankingErrors.SplitsDiffer(line.Amount, sum));

        var whole = ExchangeRate.Convert(line.Amount, rate, @base);
        var postings = new List<Posting> { Posted(bank, whole, line.Amount) };
        var left = whole;
        foreach (var (split, isLast) in splits.Select((split, index) => (split, index == splits.Count - 1)))
        {
            var part = isLast ? left : ExchangeRate.Convert(split.Amount, rate, @base);
            postings.Add(Posted(split.Account, -part, -split.Amount, split.Memo, split.Project));
            left -= part;
        }

        return JournalEntry.Of(line.NextDocument, line.Date, memo ?? Words(line), postings);

        Posting Posted(AccountId account, Money amount, Money original, string? memo = null, ProjectId? project = null) =>
            new(account, amount, memo, original.Currency == @base ? null : original, project);
    }

    /// <summary>One end of a transfer. What the two ends differ by in the base currency is an exchange difference, posted with the second.</summary>
    /// <param name="line">Not posted yet.</param>
    /// <param name="bank">The account that stands for its bank account.</param>
    /// <param name="transit">Where the money is between the two days.</param>
    /// <param name="amount">The line's amount in the base currency.</param>
    /// <param name="difference">What the first end left too much in transit, above zero, or too little; with its account. Null for the first end.</param>
    /// <param name="memo">What both are called.</param>
    public static JournalEntry OfTransfer(
        BankTransaction line, AccountId bank, AccountId transit, Money amount, (Money Amount, AccountId Account)? difference, string memo)
    {
        var original = line.Amount.Currency == amount.Currency ? (Money?)null : line.Amount;
        var other = difference is { } off ? off.Amount - amount : -amount;
        List<Posting> postings = [new(bank, amount, Original: original), new(transit, other)];
        if (difference is { Amount.Minor: not 0 } rest)
            postings.Add(new(rest.Account, -rest.Amount));
        return JournalEntry.Of(line.NextDocument, line.Date, memo, postings);
    }

    /// <summary>Both parties of the line, as the journal shows it.</summary>
    public static string Words(BankTransaction line)
    {
        var words = line.Counterparty is { } other && other != line.Description ? $"{other}: {line.Description}" : line.Description;
        return words.Length <= JournalEntry.LongestMemo ? words : words[..JournalEntry.LongestMemo];
    }
}
