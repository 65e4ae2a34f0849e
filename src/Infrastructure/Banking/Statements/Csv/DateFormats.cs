using System.Globalization;
using System.Text.RegularExpressions;

namespace Financbase.Infrastructure.Banking.Statements.Csv;

/// <summary>Which notation of days a column is in, told by all of its values together.</summary>
internal static partial class DateFormats
{
    private const int DaysThatShowAnOrder = 5;

    // Where two fit and the days are the same, the first stands. Nobody puts the month first between points.
    private static readonly string[] Known =
    [
        "yyyy-M-d", "yyyy/M/d", "yyyy.M.d", "yyyyMMdd",
        "d.M.yyyy", "d/M/yyyy", "d-M-yyyy", "d.M.yy", "d/M/yy", "d-M-yy",
        "M/d/yyyy", "M-d-yyyy", "M/d/yy", "M-d-yy",
        "d-MMM-yyyy", "d-MMM-yy", "d MMM yyyy", "d MMM yy", "d MMMM yyyy", "MMM d, yyyy", "MMMM d, yyyy", "ddMMMyyyy", "ddMMyyyy",
    ];

    /// <summary>
    /// The one format in which most values are days; several when they disagree about which days, and nothing in the
    /// column settles it; none when hardly any value is a day.
    /// </summary>
    public static IReadOnlyList<string> Find(IEnumerable<string> values)
    {
        string[] written = [.. values.Select(WithoutTime).Where(value => value.Length > 0).Distinct()];
        var readings = Known
            .Select(format => (Format: format, Days: written.Select(value => ParseDay(value, format)).OfType<DateOnly>().ToList()))
            .Where(reading => reading.Days.Count > 0)
            .ToList();
        var most = readings.Select(reading => reading.Days.Count).DefaultIfEmpty().Max();
        if (most == 0 || most * 2 < written.Length)
        {
            return [];
        }

        var best = readings.Where(reading => reading.Days.Count == most).ToList();
        var different = best.DistinctBy(reading => string.Join(',', reading.Days)).ToList();
        var inOrder = different.Where(reading => IsInOrder(reading.Days)).ToList();
        return [.. (inOrder.Count == 1 ? inOrder : different).Select(reading => reading.Format)];
    }

    public static DateOnly? Parse(string value, string format) => ParseDay(WithoutTime(value), format);

    /// <summary>A format as a person writes it (<c>DD/MM/YYYY</c>) as .NET means it, one-digit days and months included; null when it is none.</summary>
    public static string? Normalise(string format)
    {
        var plain = format.Replace('D', 'd').Replace('Y', 'y').Replace('m', 'M');
        var lenient = Pairs().Replace(plain, match => match.Value[..1]);
        var compact = !lenient.Any(c => !char.IsLetter(c));
        return Allowed().IsMatch(plain) ? compact ? plain : lenient : null;
    }

    private static DateOnly? ParseDay(string value, string format) =>
        DateOnly.TryParseExact(value, format, CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces, out var day)
        && day.Year is >= 1970 and < 2100
            ? day
            : null;

    private static string WithoutTime(string value) => TimeOfDay().Replace(value.Trim(), "");

    // Bank lines run forward or backward in time. If only one reading of enough days does, it is the right one.
    private static bool IsInOrder(List<DateOnly> days)
    {
        var steps = days.Zip(days.Skip(1), (earlier, later) => later.CompareTo(earlier)).Where(step => step != 0).ToList();
        return days.Distinct().Count() >= DaysThatShowAnOrder && (steps.TrueForAll(step => step > 0) || steps.TrueForAll(step => step < 0));
    }

    [GeneratedRegex(@"[T ,]+\d{1,2}[:.]\d{2}([:.]\d{2}.*|\s*[AaPp][Mm]|Z)?$")]
    private static partial Regex TimeOfDay();

    [GeneratedRegex("(?<!M)MM(?!M)|(?<!d)dd(?!d)")]
    private static partial Regex Pairs();

    [GeneratedRegex(@"^(?=.*d)(?=.*M)(?=.*y)(?:d{1,2}|M{1,4}|yyyy|yy|[-/. ,])+$")]
    private static partial Regex Allowed();
}
