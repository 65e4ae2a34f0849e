using Financbase.Application.Banking;
using Financbase.Domain.Banking;
using Financbase.Domain.SharedKernel;
using Financbase.Infrastructure.Banking.Statements.Csv;

namespace Financbase.Infrastructure.Banking.Statements.Qif;

/// <summary>
/// Finds out how a QIF file writes days and amounts, which its format leaves to the country of whoever wrote it, by all
/// records together. What they do not settle is told by the mapping, or asked for.
/// </summary>
internal static class QifPlan
{
    private const int SampleRecords = 3;

    public static CsvReading For(IReadOnlyList<QifRecord> records, string encoding, Currency currency, CsvMapping mapping)
    {
        var questions = new List<MappingQuestion>();
        var profile = new CsvProfile
        {
            Encoding = encoding,
            DateFormat = DateFormat(records, mapping, questions),
            DecimalSeparator = DecimalSeparator(records, currency, mapping, questions),
            InvertSign = mapping.Given?.InvertSign ?? false,
        };
        IReadOnlyList<string>[] sample = [.. records.Take(SampleRecords)
            .Select(record => new[] { record['D'] ?? "", Amount(record) ?? "", record['P'] ?? record['M'] ?? "" })];
        return new CsvReading(profile, [], sample, questions);
    }

    /// <summary>Quicken writes the years from 2000 on as <c>6/ 1'26</c>.</summary>
    public static string? Day(QifRecord record) =>
        record['D']?.Replace(" ", "", StringComparison.Ordinal).Replace('\'', '/');

    public static string? Amount(QifRecord record) => record['T'] ?? record['U'];

    private static string? DateFormat(IReadOnlyList<QifRecord> records, CsvMapping mapping, List<MappingQuestion> questions)
    {
        if (mapping.Given?.DateFormat is { } given)
        {
            if (DateFormats.Normalise(given) is null)
            {
                questions.Add(CsvQuestions.NoDateFormat(given));
            }

            return given;
        }

        var formats = DateFormats.Find(records.Select(Day).OfType<string>());
        if (formats.Count < 2)
        {
            return formats.Count == 0 ? "yyyy-M-d" : formats[0];
        }

        if (mapping.Remembered?.DateFormat is { } remembered && formats.FirstOrDefault(format => Same(format, remembered)) is { } known)
        {
            return known;
        }

        questions.Add(CsvQuestions.DayOrMonthFirst(formats, records.Select(Day).First(day => !string.IsNullOrEmpty(day))!));
        return null;
    }

    private static string? DecimalSeparator(
        IReadOnlyList<QifRecord> records, Currency currency, CsvMapping mapping, List<MappingQuestion> questions)
    {
        if (mapping.Given?.DecimalSeparator is { } given)
        {
            if (given is not ("." or ","))
            {
                questions.Add(CsvQuestions.NoSeparator);
            }

            return given;
        }

        var found = DecimalSeparators.Find(records.Select(Amount).OfType<string>(), currency)?.ToString()
            ?? mapping.Remembered?.DecimalSeparator;
        if (found is null)
        {
            questions.Add(CsvQuestions.PointOrComma);
        }

        return found;
    }

    private static bool Same(string format, string remembered) => DateFormats.Normalise(format) == DateFormats.Normalise(remembered);
}
