using System.Globalization;
using Financbase.Domain.Ledger;
using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Documents;

/// <summary>What a document with lines and taxes comes to in the books, whether it is sold or bought by it.</summary>
public static class DocumentPostings
{
    /// <summary>The whole on the one side; on the other the amounts without tax account by account and project by project, and each tax.</summary>
    /// <param name="totals">Of the lines.</param>
    /// <param name="places">Of each line, in the same order.</param>
    /// <param name="control">Where what is owed stands.</param>
    /// <param name="tax">Where taxes stand; asked only where there is one.</param>
    /// <param name="rounding">Where what is left over goes; asked only then.</param>
    /// <param name="rate">What one unit of the document's currency is worth in the base currency; 1 where it is that.</param>
    /// <param name="base">The base currency.</param>
    /// <param name="sign">1 where <paramref name="control"/> is debited, -1 where it is credited.</param>
    /// <returns>None where everything comes to nothing. They add up to zero.</returns>
    /// <exception cref="DomainException"><c>ledger.no_posting_account</c>: an account is asked for and none is chosen.</exception>
    public static IReadOnlyList<Posting> Of(
        DocumentTotals totals, IReadOnlyList<LinePlace> places, AccountId control, Func<AccountId> tax, Func<AccountId> rounding, decimal rate, Currency @base, int sign)
    {
        var nets = totals.Nets.Zip(places).GroupBy(pair => pair.Second)
            .Select(group => (Place: group.Key, Amount: group.Aggregate(Money.Zero(totals.Net.Currency), (sum, pair) => sum + pair.First), Memo: (string?)null));
        var taxes = totals.Taxes.Where(one => one.Amount.Minor != 0).Select(one => (Place: new LinePlace(tax()), one.Amount, Memo: (string?)MemoOf(one.Name, one.Percent)));
        var postings = new[] { (Place: new LinePlace(control), Amount: -totals.Gross, Memo: (string?)null) }.Concat(nets).Concat(taxes)
            .Select(one => Posting(one.Place, one.Amount, one.Memo, rate, @base, sign))
            .Where(posting => posting.Amount.Minor != 0).ToList();

        var left = postings.Sum(posting => posting.Amount.Minor);
        if (left != 0)
            postings.Add(new Posting(rounding(), new Money(-left, @base)));
        return postings;
    }

    /// <summary>What the posting of a tax says, by which reports find it.</summary>
    public static string MemoOf(string tax, decimal percent) => string.Create(CultureInfo.InvariantCulture, $"{tax} {percent:0.######} %");

    // Amounts are those of the side across from the control account.
    private static Posting Posting(LinePlace place, Money amount, string? memo, decimal rate, Currency @base, int sign)
    {
        var original = new Money(-sign * amount.Minor, amount.Currency);
        return amount.Currency == @base
            ? new Posting(place.Account, original, memo, Project: place.Project)
            : new Posting(place.Account, ExchangeRate.Convert(original, rate, @base), memo, original, place.Project);
    }
}

/// <summary>Where the amount of a line goes.</summary>
/// <param name="Account">Income or cost.</param>
/// <param name="Project">What it is counted by beside that.</param>
public readonly record struct LinePlace(AccountId Account, ProjectId? Project = null);
