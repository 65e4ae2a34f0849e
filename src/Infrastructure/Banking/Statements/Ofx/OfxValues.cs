using System.Globalization;
using System.Text.RegularExpressions;

namespace Financbase.Infrastructure.Banking.Statements.Ofx;

/// <summary>OFX's own notation of days and amounts (OFX 2.3, chapter 3.2.8 and 3.2.9).</summary>
internal static partial class OfxValues
{
    /// <summary>
    /// The calendar day as the bank wrote it. A time and its zone are left aside: moving the day to another zone would
    /// put lines on days that the bank's own statement does not show.
    /// </summary>
    public static DateOnly? Day(string? text) =>
        text is not null && Date().Match(text) is { Success: true } match
        && DateOnly.TryParseExact(match.Groups["day"].ValueSpan, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : null;

    /// <summary>Point or comma is the decimal separator, whichever stands last; there are no symbols.</summary>
    public static decimal? Amount(string? text) =>
        text is not null
        && !text.Any(char.IsLetter)
        && AmountText.TryParse(text, text.LastIndexOf(',') > text.LastIndexOf('.') ? ',' : '.', out var amount, out _)
        && !text.Any(c => char.GetUnicodeCategory(c) == UnicodeCategory.CurrencySymbol)
            ? amount
            : null;

    [GeneratedRegex(@"^(?<day>\d{8})(?:\d{4}(?:\d{2})?(?:\.\d{1,6})?)?(?:\s*\[[^\]]*\])?$")]
    private static partial Regex Date();
}
