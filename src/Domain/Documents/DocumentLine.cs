using System.Numerics;
using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Documents;

/// <summary>One line of an invoice, a credit note, a quote or a bill.</summary>
/// <param name="Description">What it is for.</param>
/// <param name="Quantity">May be below zero, for what comes back. At most six decimals.</param>
/// <param name="UnitPrice">Of one, in major units; may be below zero, for a discount of its own line. At most six decimals.</param>
/// <param name="DiscountPercent">0 to 100, taken off the line. At most six decimals.</param>
/// <param name="Tax">Null where there is none.</param>
public sealed record DocumentLine(string Description, decimal Quantity, decimal UnitPrice, decimal DiscountPercent = 0, TaxTerms? Tax = null)
{
    public const int Most = 10_000;
    public const int LongestDescription = 1_000;

    private const decimal Largest = 9_999_999_999_999m;

    private static readonly BigInteger HundredPercent = 100_000_000;
    private static readonly BigInteger Millionths = 1_000_000;

    /// <summary>Quantity times price less the discount, rounded half away from zero, once: EN 16931's item line net amount where the price is without tax.</summary>
    /// <exception cref="DomainException"><c>money.out_of_range</c>.</exception>
    public Money AmountIn(Currency currency) => new(
        Rounding.Divide(
            Rounding.ToMillionths(Quantity) * Rounding.ToMillionths(UnitPrice) * (HundredPercent - Rounding.ToMillionths(DiscountPercent)) * BigInteger.Pow(10, currency.Exponent),
            Millionths * Millionths * HundredPercent),
        currency);

    /// <summary>The line as it may be kept.</summary>
    /// <param name="place">In its document, from zero; faults are told at <c>lines[place].…</c>.</param>
    /// <exception cref="DomainException"><c>validation_error</c>.</exception>
    public DocumentLine Checked(int place)
    {
        if (Description is null || Description.Trim() is not { Length: > 0 and <= LongestDescription } said)
            throw Fault(place, "description", $"Say what the line is for, in 1 to {LongestDescription} characters.");
        if (!IsNumber(Quantity))
            throw Fault(place, "quantity", "A quantity has at most 13 digits before the point and six behind it.");
        if (!IsNumber(UnitPrice))
            throw Fault(place, "unitPrice", "A price has at most 13 digits before the point and six behind it.");
        if (DiscountPercent is < 0 or > 100 || !Rounding.HasSixDecimals(DiscountPercent))
            throw Fault(place, "discountPercent", "A discount is between 0 and 100 per cent and has at most six decimals.");

        return this with { Description = said };
    }

    private static bool IsNumber(decimal value) => Math.Abs(value) <= Largest && Rounding.HasSixDecimals(value);

    private static DomainException Fault(int place, string field, string message) => new(Error.Validation($"lines[{place}].{field}", message));
}
