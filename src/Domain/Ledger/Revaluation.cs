using System.Globalization;
using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Ledger;

/// <summary>What an account holds in another currency: above zero a debit.</summary>
/// <param name="Account">Where it stands.</param>
/// <param name="Original">In its own currency.</param>
/// <param name="Kept">What the books keep it for, in the base currency.</param>
public sealed record ForeignHolding(AccountId Account, Money Original, Money Kept);

/// <param name="Holding">What is held.</param>
/// <param name="Rate">Base units for one unit of its currency.</param>
/// <param name="Worth">At that rate, half a minor unit rounded away from zero.</param>
public sealed record RevaluedHolding(ForeignHolding Holding, decimal Rate, Money Worth)
{
    /// <summary>Above zero a debit is missing in the account.</summary>
    public Money Difference => Worth - Holding.Kept;
}

/// <summary>What is held in other currencies, at the rates of a day. It is not realised, and is taken back on the next day (IAS 21).</summary>
public static class Revaluation
{
    public const string Kind = "revalue";

    /// <summary>One for each day and correction of it, so that nothing is posted twice.</summary>
    /// <param name="day">The day.</param>
    /// <param name="corrections">How often it was revalued before.</param>
    public static SourceDocument DocumentOf(DateOnly day, int corrections = 0) => new(
        JournalEntrySource.Revaluation, Guid.Parse(string.Create(CultureInfo.InvariantCulture, $"00000000-0000-7000-8000-{day.DayNumber:x12}"), CultureInfo.InvariantCulture),
        corrections == 0 ? Kind : string.Create(CultureInfo.InvariantCulture, $"{Kind}-{corrections + 1}"));

    /// <param name="holdings">Of any accounts and currencies; those of one account and currency are taken together.</param>
    /// <param name="rates">For each currency.</param>
    /// <param name="base">The base currency.</param>
    public static IReadOnlyList<RevaluedHolding> Of(IEnumerable<ForeignHolding> holdings, IReadOnlyDictionary<Currency, decimal> rates, Currency @base) =>
    [
        .. holdings.GroupBy(holding => (holding.Account, holding.Original.Currency)).Select(group => new ForeignHolding(
                group.Key.Account, new Money(group.Sum(holding => holding.Original.Minor), group.Key.Currency), new Money(group.Sum(holding => holding.Kept.Minor), @base)))
            .Select(holding => new RevaluedHolding(holding, rates[holding.Original.Currency], ExchangeRate.Convert(holding.Original, rates[holding.Original.Currency], @base))),
    ];

    /// <summary>Each account gets what is missing in it, and exchange differences the opposite. None where nothing differs.</summary>
    public static IReadOnlyList<Posting> Postings(IReadOnlyList<RevaluedHolding> revalued, AccountId differences)
    {
        var postings = revalued.Where(one => one.Difference.Minor != 0).Select(one => new Posting(
            one.Holding.Account, one.Difference, string.Create(CultureInfo.InvariantCulture, $"{one.Holding.Original} at {one.Rate:0.##########}"))).ToList();
        var sum = postings.Sum(posting => posting.Amount.Minor);
        if (sum != 0)
            postings.Add(new Posting(differences, new Money(-sum, postings[0].Amount.Currency)));
        return postings;
    }

    /// <summary>What is missing where the day was revalued before, by other rates or other holdings: by account, what ought to be posted less what is. None where nothing changed.</summary>
    /// <param name="wanted">As <see cref="Postings"/> gives them now; perhaps none.</param>
    /// <param name="posted">The entries of that day.</param>
    public static IReadOnlyList<Posting> Correction(IReadOnlyList<Posting> wanted, IReadOnlyList<JournalEntry> posted) =>
    [
        .. wanted.Concat(posted.SelectMany(entry => entry.Postings).Select(posting => posting.Opposite()))
            .GroupBy(posting => posting.Account).Select(account => new Posting(account.Key, new Money(account.Sum(posting => posting.Amount.Minor), account.First().Amount.Currency), "Corrected"))
            .Where(posting => posting.Amount.Minor != 0),
    ];
}
