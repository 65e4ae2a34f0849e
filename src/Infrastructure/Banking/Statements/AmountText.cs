using System.Globalization;
using System.Text.RegularExpressions;
using Financbase.Domain.SharedKernel;

namespace Financbase.Infrastructure.Banking.Statements;

/// <summary>
/// An amount as banks write it: a sign before or after, parentheses, CR or DR, a currency's symbol or code, and
/// thousands grouped by whatever is not the decimal separator. Anything else is no amount.
/// </summary>
internal sealed partial class AmountText
{
    private const int Longest = 60;

    private static readonly HashSet<string> Symbols = new(
        ["kr", "zł", "kč", "ft", "rs", "lei", "fr", "sfr", "r", "rm", "rp", "us", "лв", "руб"], StringComparer.OrdinalIgnoreCase);

    private string _rest;
    private string? _unit;
    private int _signs;
    private bool _negative;

    private AmountText(string text) => _rest = text.Trim();

    /// <summary>
    /// The currency is the one whose code stands beside the number, if one does. The amount has exactly the decimals that
    /// were written.
    /// </summary>
    public static bool TryParse(string text, char decimalSeparator, out decimal amount, out Currency? currency)
    {
        (amount, currency) = (0, null);
        if (text.Length > Longest)
        {
            return false;
        }

        var parsed = new AmountText(text);
        parsed.Peel();
        if (parsed._signs > 1 || !parsed.HasKnownUnit(ref currency) || !TryDigits(parsed._rest, decimalSeparator, out amount))
        {
            return false;
        }

        amount = parsed._negative ? -amount : amount;
        return true;
    }

    private void Peel()
    {
        if (_rest is ['(', .. var inside, ')'])
        {
            Sign(negative: true, inside);
        }

        var before = -1;
        while (before != _rest.Length)
        {
            before = _rest.Length;
            PeelSign();
            PeelUnit();
        }
    }

    private void PeelSign()
    {
        if (_rest is [var first, .. var after] && IsSign(first))
        {
            Sign(first != '+', after);
        }
        else if (_rest is [.. var ahead, var last] && IsSign(last))
        {
            Sign(last != '+', ahead);
        }
    }

    private void PeelUnit()
    {
        var match = Units().Match(_rest);
        if (!match.Success)
        {
            return;
        }

        _rest = _rest.Remove(match.Index, match.Length).Trim();
        switch (match.Value.ToUpperInvariant())
        {
            case "CR":
                Sign(negative: false, _rest);
                break;
            case "DR":
                Sign(negative: true, _rest);
                break;
            default:
                _unit += match.Value;
                break;
        }
    }

    private void Sign(bool negative, string rest)
    {
        _signs++;
        _negative |= negative;
        _rest = rest.Trim();
    }

    private bool HasKnownUnit(ref Currency? currency)
    {
        var letters = string.Concat((_unit ?? "").Where(char.IsLetter));
        if (Currency.TryParse(letters, out var code))
        {
            currency = code;
            return true;
        }

        return letters.Length == 0 || Symbols.Contains(letters);
    }

    private static bool IsSign(char c) => c is '-' or '+' or '\u2212' or '\u2013';

    private static bool TryDigits(string text, char decimalSeparator, out decimal value)
    {
        value = 0;
        var point = text.LastIndexOf(decimalSeparator);
        var whole = point < 0 ? text : text[..point];
        var fraction = point < 0 ? "" : text[(point + 1)..];
        return (whole.Length == 0 ? fraction.Length > 0 : Whole().IsMatch(whole) && !whole.Contains(decimalSeparator))
            && fraction.All(char.IsAsciiDigit)
            && decimal.TryParse(
                $"0{string.Concat(whole.Where(char.IsAsciiDigit))}.{fraction}",
                NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value);
    }

    [GeneratedRegex(@"^[\p{Sc}\p{L}][\p{Sc}\p{L}.]{0,3}|[\p{Sc}\p{L}]{1,4}\.?$")]
    private static partial Regex Units();

    // Digits alone, or groups of three behind one kind of separator, of which India makes the higher ones two long.
    [GeneratedRegex(@"^(?:[0-9]+|[0-9]{1,3}(?<group>[.,'’\s])(?:[0-9]{2,3}\k<group>)*[0-9]{3})$")]
    private static partial Regex Whole();
}
