using System.Globalization;

namespace Financbase.Domain.SharedKernel;

/// <summary>
/// An amount in minor units (cents) of one currency. Signed; exact; never a floating-point number and never summed
/// across currencies. Comparisons use <see cref="Minor"/>.
/// </summary>
public readonly record struct Money(long Minor, Currency Currency)
{
    /// <summary>The amount in major units, e.g. 123.45.</summary>
    public decimal Amount => Minor / Scale(Currency);

    /// <summary>The amount with exactly the currency's decimals, invariant culture, e.g. <c>-1200.00</c>.</summary>
    public string ToPlainString() => Amount.ToString("F" + Currency.Exponent, CultureInfo.InvariantCulture);

    public static Money Zero(Currency currency) => new(0, currency);

    /// <summary>From major units; more decimals than the currency has are an error, never rounded away in silence.</summary>
    public static Money FromAmount(decimal amount, Currency currency)
    {
        decimal minor;
        try
        {
            minor = amount * Scale(currency);
        }
        catch (OverflowException)
        {
            throw OutOfRange();
        }

        if (minor != decimal.Truncate(minor))
        {
            throw new DomainException(Error.Rule(
                "money.too_many_decimals", $"{currency} has {currency.Exponent} decimals, so {amount} is not an amount."));
        }

        return minor is >= long.MinValue and <= long.MaxValue ? new Money((long)minor, currency) : throw OutOfRange();
    }

    public static Money operator +(Money left, Money right) =>
        new(checked(left.Minor + SameCurrency(left, right).Minor), left.Currency);

    public static Money operator -(Money left, Money right) =>
        new(checked(left.Minor - SameCurrency(left, right).Minor), left.Currency);

    public static Money operator -(Money value) => value with { Minor = checked(-value.Minor) };

    public override string ToString() => $"{ToPlainString()} {Currency}";

    private static Money SameCurrency(Money left, Money right) => left.Currency == right.Currency
        ? right
        : throw new DomainException(Error.Rule(
            "money.currency_mismatch", $"{left.Currency} and {right.Currency} amounts cannot be added."));

    private static decimal Scale(Currency currency) => currency.Exponent switch { 0 => 1m, 2 => 100m, _ => 1000m };

    private static DomainException OutOfRange() =>
        new(Error.Rule("money.out_of_range", "The amount is too large."));
}
