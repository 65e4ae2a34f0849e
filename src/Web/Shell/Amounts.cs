using System.Globalization;
using Financbase.Domain.SharedKernel;

namespace Financbase.Web.Shell;

/// <summary>Numbers of forms and lines, as the reader of a page writes them: with a point.</summary>
internal static class Amounts
{
    /// <summary>With the currency's decimals, or as many more as it has.</summary>
    public static string Price(decimal price, Currency currency)
    {
        var shown = price.ToString($"F{currency.Exponent}", CultureInfo.InvariantCulture);
        return decimal.Parse(shown, CultureInfo.InvariantCulture) == price ? shown : Number(price);
    }

    /// <summary>The same for reading: with separators.</summary>
    public static string Shown(decimal price, Currency currency)
    {
        var decimals = Price(price, currency).Split('.') is [_, var behind] ? behind.Length : 0;
        return price.ToString($"N{decimals}", CultureInfo.InvariantCulture);
    }

    /// <summary>Without zeros behind.</summary>
    public static string Number(decimal value) => value.ToString("0.######", CultureInfo.InvariantCulture);

    /// <summary>False for what is no number; an empty text is none given.</summary>
    public static bool TryRead(string? text, out decimal? number)
    {
        number = null;
        if (string.IsNullOrWhiteSpace(text))
            return true;
        if (!decimal.TryParse(text.Trim(), NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value))
            return false;

        number = value;
        return true;
    }
}
