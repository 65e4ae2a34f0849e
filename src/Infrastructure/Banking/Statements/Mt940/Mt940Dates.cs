using System.Globalization;

namespace Financbase.Infrastructure.Banking.Statements.Mt940;

/// <summary>Days in six digits (<c>YYMMDD</c>) and entry days in four (<c>MMDD</c>), whose year the value date tells.</summary>
internal static class Mt940Dates
{
    private const int FirstYearOfThisCentury = 80;

    public static DateOnly? Day(string sixDigits) => Day(Year(sixDigits), sixDigits[2..]);

    /// <summary>
    /// The day of booking: the entry day, in the year that brings it nearest to the value date, since the two may lie on
    /// both sides of New Year. Without an entry day it is the value date. Banks that count 30 days to a month put value
    /// dates on February 30; that does no harm while there is an entry day.
    /// </summary>
    public static DateOnly? Booking(string value, string entry)
    {
        if (entry.Length == 0)
        {
            return Day(value);
        }

        var year = Year(value);
        var near = Day(value) ?? Day(year, value[2..4] + "28") ?? new DateOnly(year, 7, 1);
        return new[] { year - 1, year, year + 1 }
            .Select(candidate => Day(candidate, entry))
            .OfType<DateOnly>()
            .OrderBy(day => Math.Abs(day.DayNumber - near.DayNumber))
            .Select(day => (DateOnly?)day)
            .FirstOrDefault();
    }

    private static int Year(string sixDigits)
    {
        var year = int.Parse(sixDigits.AsSpan(0, 2), CultureInfo.InvariantCulture);
        return year < FirstYearOfThisCentury ? 2000 + year : 1900 + year;
    }

    private static DateOnly? Day(int year, string monthAndDay) => DateOnly.TryParseExact(
        string.Create(CultureInfo.InvariantCulture, $"{year:D4}{monthAndDay}"), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        ? day
        : null;
}
