using System.Globalization;
using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Ledger;

/// <summary>An amount in plain text. That of hledger has its currency before or behind the number, and either mark for its decimals.</summary>
internal static class PlainAmount
{
    private static readonly Dictionary<string, string> Signs = new() { ["$"] = "USD", ["€"] = "EUR", ["£"] = "GBP", ["¥"] = "JPY" };

    /// <param name="text">Such as <c>-1,250.00 EUR</c>, <c>€-12,50</c> or <c>12.5</c>.</param>
    /// <param name="base">What it is in where it names no currency.</param>
    /// <exception cref="DomainException"><c>validation_error</c>, with what is wrong.</exception>
    public static (decimal Number, Currency Currency) Read(string text, Currency @base)
    {
        var number = string.Concat(text.Where(letter => char.IsAsciiDigit(letter) || letter is '.' or ','));
        var rest = string.Concat(text.Where(letter => !char.IsAsciiDigit(letter) && letter is not ('.' or ',' or ' ' or '+' or '-' or '"')));
        var signs = text.Count(letter => letter is '-' or '+');
        if (number.Length == 0 || signs > 1 || !IsInOnePiece(text))
            throw Fault($"“{text}” is no amount. Write it like 1250.00 {@base}.");
        if (!Currency.TryParse(rest.Length == 0 ? @base.Code : Signs.GetValueOrDefault(rest, rest), out var currency))
            throw Fault($"“{rest}” is no currency that is known. Use its three letters, such as {@base}.");

        var value = Number(number, currency, text);
        return (text.Contains('-', StringComparison.Ordinal) ? -value : value, currency);
    }

    // Digits with their marks stand together.
    private static bool IsInOnePiece(string text)
    {
        var first = text.IndexOfAny([.. "0123456789.,"]);
        var last = text.LastIndexOfAny([.. "0123456789.,"]);
        return text[first..(last + 1)].All(letter => char.IsAsciiDigit(letter) || letter is '.' or ',');
    }

    private static decimal Number(string digits, Currency currency, string text)
    {
        var mark = DecimalMark(digits, currency, text);
        return Number(string.Concat(digits.Where((letter, place) => char.IsAsciiDigit(letter) || place == mark)).Replace(',', '.'), text);
    }

    /// <param name="plain">Digits with a point before the decimals.</param>
    /// <param name="text">As it was written.</param>
    /// <exception cref="DomainException"><c>validation_error</c>.</exception>
    public static decimal Number(string plain, string text) =>
        decimal.TryParse(plain, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && value < 1_000_000_000_000_000m
            ? value
            : throw Fault($"“{text}” is no amount, or too large.");

    // Of two kinds of marks the last one is the point; one that is repeated divides thousands.
    private static int DecimalMark(string digits, Currency currency, string text)
    {
        var (point, comma) = (digits.LastIndexOf('.'), digits.LastIndexOf(','));
        if (point < 0 && comma < 0)
            return -1;
        if (point >= 0 && comma >= 0)
            return Math.Max(point, comma);

        var mark = Math.Max(point, comma);
        if (digits.IndexOf(digits[mark]) != mark)
            return -1;
        return digits.Length - mark - 1 != 3 || mark > 3 || digits[0] == '0' || currency.Exponent == 3
            ? mark
            : throw Fault($"“{text}” can be read in two ways. Write the decimals too, so that it is told which mark divides thousands.");
    }

    public static DomainException Fault(string reason) => new(Error.Validation("", reason));
}
