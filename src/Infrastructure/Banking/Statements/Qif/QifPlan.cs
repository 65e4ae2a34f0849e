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
    public static CsvReading For(QifEvidence evidence, string encoding, Currency currency, CsvMapping mapping)
    {
        var questions = new List<MappingQuestion>();
        var profile = new CsvProfile
        {
            Encoding = encoding,
            DateFormat = DateFormat(evidence, mapping, questions),
            DecimalSeparator = DecimalSeparator(evidence, currency, mapping, questions),
            InvertSign = mapping.Given?.InvertSign ?? false,
        };
        return new CsvReading(profile, [], evidence.Sample, questions);
    }

    /// <summary>Quicken writes the years from 2000 on as <c>6/ 1'26</c>.</summary>
    public static string? Day(QifRecord record) =>
        record['D']?.Replace(" ", "", StringComparison.Ordinal).Replace('\'', '/');

    public static string? Amount(QifRecord record) => record['T'] ?? record['U'];

    private static string? DateFormat(QifEvidence evidence, CsvMapping mapping, List<MappingQuestion> questions)
    {
        if (mapping.Given?.DateFormat is { } given)
        {
            if (DateFormats.Normalise(given) is null)
            {
                questions.Add(CsvQuestions.NoDateFormat(given));
            }

            return given;
        }

        var formats = evidence.Days.Formats();
        if (formats.Count < 2)
        {
            return formats.Count == 0 ? "yyyy-M-d" : formats[0];
        }

        if (mapping.Remembered?.DateFormat is { } remembered && formats.FirstOrDefault(format => Same(format, remembered)) is { } known)
        {
            return known;
        }

        questions.Add(CsvQuestions.DayOrMonthFirst(formats, evidence.FirstDay));
        return null;
    }

    private static string? DecimalSeparator(
        QifEvidence evidence, Currency currency, CsvMapping mapping, List<MappingQuestion> questions)
    {
        if (mapping.Given?.DecimalSeparator is { } given)
        {
            if (given is not ("." or ","))
            {
                questions.Add(CsvQuestions.NoSeparator);
            }

            return given;
        }

        var found = evidence.Decimals.Separator(currency)?.ToString()
            ?? mapping.Remembered?.DecimalSeparator;
        if (found is null)
        {
            questions.Add(CsvQuestions.PointOrComma);
        }

        return found;
    }

    private static bool Same(string format, string remembered) => DateFormats.Normalise(format) == DateFormats.Normalise(remembered);
}
