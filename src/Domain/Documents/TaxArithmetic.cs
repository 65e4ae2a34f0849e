using System.Numerics;
using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Documents;

/// <summary>The taxes of all lines that have one rate.</summary>
internal static class TaxArithmetic
{
    // Percentages are whole numbers of millionths.
    private static readonly BigInteger HundredPercent = 100_000_000;

    /// <param name="terms">The rate.</param>
    /// <param name="amounts">Of all lines of the document. Where the rate is inclusive, the tax is taken out of them.</param>
    /// <param name="places">Of the lines with this rate.</param>
    public static IReadOnlyList<TaxSubtotal> Apply(TaxTerms terms, Money[] amounts, IReadOnlyList<int> places) =>
        terms.IsInclusive ? TakeOut(terms, amounts, places) : Add(terms, Sum(amounts, places), amounts[places[0]].Currency);

    // Each tax of what is shown as its base, so that a reader can work it out again.
    private static List<TaxSubtotal> Add(TaxTerms terms, BigInteger net, Currency currency)
    {
        var subtotals = new List<TaxSubtotal>();
        var sofar = net;
        foreach (var part in terms.Parts)
        {
            var (of, tax) = (part.IsCompound ? sofar : net, Rounding.Divide((part.IsCompound ? sofar : net) * Rounding.ToMillionths(part.Percent), HundredPercent));
            subtotals.Add(Subtotal(terms, part, of, tax, currency));
            sofar += tax;
        }

        return subtotals;
    }

    // Out of the whole once; lines and parts get what the running sums differ by, so that both come to the whole.
    private static List<TaxSubtotal> TakeOut(TaxTerms terms, Money[] amounts, IReadOnlyList<int> places)
    {
        var currency = amounts[places[0]].Currency;
        var (shares, one) = SharesOf(terms.Parts);
        var all = shares.Aggregate(BigInteger.Zero, (sum, share) => sum + share);
        var gross = Sum(amounts, places);
        BigInteger running = 0, taken = 0;
        foreach (var place in places)
        {
            running += amounts[place].Minor;
            var tax = Rounding.Divide(running * all, one + all);
            amounts[place] = new Money((long)(amounts[place].Minor - (tax - taken)), currency);
            taken = tax;
        }

        var subtotals = new List<TaxSubtotal>();
        BigInteger share = 0, before = 0;
        foreach (var (part, own) in terms.Parts.Zip(shares))
        {
            share += own;
            BigInteger upToHere = Rounding.Divide(gross * share, one + all);
            subtotals.Add(Subtotal(terms, part, gross - taken + (part.IsCompound ? before : 0), (long)(upToHere - before), currency));
            before = upToHere;
        }

        return subtotals;
    }

    // What each part is of the amount without tax, as fractions with one denominator.
    private static (BigInteger[] Shares, BigInteger One) SharesOf(IReadOnlyList<TaxPart> parts)
    {
        var one = BigInteger.Pow(HundredPercent, parts.Count);
        var shares = new BigInteger[parts.Count];
        BigInteger before = 0;
        for (var i = 0; i < parts.Count; i++)
        {
            shares[i] = Rounding.ToMillionths(parts[i].Percent) * (one + (parts[i].IsCompound ? before : 0)) / HundredPercent;
            before += shares[i];
        }

        return (shares, one);
    }

    private static BigInteger Sum(Money[] amounts, IReadOnlyList<int> places) =>
        places.Aggregate(BigInteger.Zero, (sum, place) => sum + amounts[place].Minor);

    private static TaxSubtotal Subtotal(TaxTerms terms, TaxPart part, BigInteger of, long tax, Currency currency) =>
        new(terms.Id, part.Name, terms.Category, part.Percent, new Money(Rounding.Divide(of, 1), currency), new Money(tax, currency));
}
