using System.Globalization;
using System.Text.RegularExpressions;

namespace Financbase.Infrastructure.Banking.Statements.Csv;

/// <summary>The notations of days that banks use.</summary>
internal static partial class DateFormats
{
    // Where two fit and the days are the same, the first stands. Nobody puts the month first between points.
    public static readonly string[] Known =
    [
        "yyyy-M-d", "yyyy/M/d", "yyyy.M.d", "yyyyMMdd",
        "d.M.yyyy", "d/M/yyyy", "d-M-yyyy", "d.M.yy", "d/M/yy", "d-M-yy",
        "M/d/yyyy", "M-d-yyyy", "M/d/yy", "M-d-yy",
        "d-MMM-yyyy", "d-MMM-yy", "d MMM yyyy", "d MMM yy", "d MMMM yyyy", "MMM d, yyyy", "MMMM d, yyyy", "ddMMMyyyy", "ddMMyyyy",
    ];

    public static DateOnly? Parse(string value, string format) => ParseDay(WithoutTime(value), format);

    /// <summary>A format as a person writes it (<c>DD/MM/YYYY</c>) as .NET means it, one-digit days and months included; null when it is none.</summary>
    public static string? Normalise(string format)
    {
        var plain = format.Replace('D', 'd').Replace('Y', 'y').Replace('m', 'M');
        var lenient = Pairs().Replace(plain, match => match.Value[..1]);
        var compact = !lenient.Any(c => !char.IsLetter(c));
        return Allowed().IsMatch(plain) ? compact ? plain : lenient : null;
    }

    public static DateOnly? ParseDay(string value, string format) =>
        DateOnly.TryParseExact(value, format, CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces, out var day)
        && day.Year is >= 1970 and < 2100
            ? day
            : null;

    public static string WithoutTime(string value) => TimeOfDay().Replace(value.Trim(), "");

    [GeneratedRegex(@"[T ,]+\d{1,2}[:.]\d{2}([:.]\d{2}.*|\s*[AaPp][Mm]|Z)?$")]
    private static partial Regex TimeOfDay();

    [GeneratedRegex("(?<!M)MM(?!M)|(?<!d)dd(?!d)")]
    private static partial Regex Pairs();

    [GeneratedRegex(@"^(?=.*d)(?=.*M)(?=.*y)(?:d{1,2}|M{1,4}|yyyy|yy|[-/. ,])+$")]
    private static partial Regex Allowed();
}
