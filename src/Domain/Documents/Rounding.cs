using System.Numerics;
using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Documents;

/// <summary>
/// Fractions of minor units become whole ones half away from zero, as EN 16931 has it, and exactly: whole numbers are divided
/// once, so that no digit is lost on the way, however many a price and a quantity have together.
/// </summary>
internal static class Rounding
{
    private const decimal Millionths = 1_000_000m;

    /// <exception cref="DomainException"><c>money.out_of_range</c>: more than 100,000,000,000,000 minor units.</exception>
    public static long Divide(BigInteger numerator, BigInteger denominator)
    {
        var (whole, rest) = BigInteger.DivRem(BigInteger.Abs(numerator), BigInteger.Abs(denominator));
        if (rest * 2 >= BigInteger.Abs(denominator))
            whole += 1;
        if (whole > Ledger.Posting.Most)
            throw new DomainException(DocumentsErrors.TooLarge);

        return (long)whole * (numerator.Sign * denominator.Sign);
    }

    /// <summary>A number with at most six decimals, as a whole number of millionths.</summary>
    public static BigInteger ToMillionths(decimal value) => new(value * Millionths);

    public static bool HasSixDecimals(decimal value) => decimal.Round(value, 6) == value;

    /// <summary>Without zeros behind: 7.50 is 7.5.</summary>
    public static decimal Plain(decimal value) => value / 1.000000000000000000000000000m;
}
