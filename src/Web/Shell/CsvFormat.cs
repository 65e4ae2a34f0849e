using System.Globalization;
using System.Text.Json;
using Financbase.Domain.SharedKernel;

namespace Financbase.Web.Shell;

/// <summary>A download's columns: texts as they are, moments and days in ISO 8601, amounts with a point and no currency.</summary>
internal static class CsvFormat
{
    public static DownloadFormat<T> Of<T>(params IReadOnlyList<(string Head, Func<T, object?> Field)> columns) => new(
        "text/csv", "csv", Line(columns.Select(column => column.Head)), row => Line(columns.Select(column => Field(column.Field(row)))));

    private static string Line(IEnumerable<string> fields) => string.Join(',', fields) + "\r\n";

    private static string Field(object? value) => value switch
    {
        null => "",
        string text => CsvText.Of(text),
        DateTimeOffset moment => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        Money money => money.ToPlainString(),
        Enum word => JsonNamingPolicy.SnakeCaseLower.ConvertName(word.ToString()),
        IEnumerable<string> several => CsvText.Of(string.Join(' ', several)),
        bool yes => yes ? "true" : "false",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => throw new NotSupportedException($"A {value.GetType().Name} has no form in a CSV file."),
    };
}
