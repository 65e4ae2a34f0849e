using Financbase.Application.Banking;
using Financbase.Domain.Banking;
using Financbase.Domain.SharedKernel;

namespace Financbase.Infrastructure.Banking.Statements.Csv;

/// <summary>Finds out whatever a profile leaves open, and asks for what the file does not settle.</summary>
internal static class CsvPlan
{
    public static CsvReading For(CsvSheet sheet, StatementText text, Currency currency, CsvProfile given)
    {
        var (profile, evidence) = given.NamedColumns().Any() ? (given, Evidence(sheet, given)) : ColumnGuess.Complete(sheet, given);
        RefuseEmptyOrTruncated(evidence, text);
        var questions = CsvQuestions.About(sheet, profile).ToList();
        profile = profile with
        {
            Encoding = text.Encoding,
            Delimiter = sheet.Delimiter.ToString(),
            HeaderLine = sheet.Header?.Line ?? 0,
            DateFormat = profile.DateFormat ?? FindDateFormat(sheet, evidence, profile, questions),
            DecimalSeparator = profile.DecimalSeparator ?? FindDecimalSeparator(sheet, evidence, profile, currency, questions),
        };
        return new CsvReading(profile, sheet.Columns, sheet.Sample, questions);
    }

    private static CsvEvidence Evidence(CsvSheet sheet, CsvProfile profile)
    {
        var (date, numbers) = (sheet.Find(profile.Date), Amounts(sheet, profile).ToHashSet());
        return CsvEvidence.Of(sheet, column =>
            (column == date ? ColumnTraits.Days : ColumnTraits.None) | (numbers.Contains(column) ? ColumnTraits.Numbers : ColumnTraits.None));
    }

    private static void RefuseEmptyOrTruncated(CsvEvidence evidence, StatementText text)
    {
        if (evidence.Rows == 0)
        {
            throw new DomainException(StatementFileErrors.NoLines);
        }

        // A last row that alone is short, and without an end of line, was cut in the middle.
        if (!text.EndsWithLineEnd && evidence.EndsShort)
        {
            throw new DomainException(StatementFileErrors.Truncated);
        }
    }

    private static string? FindDateFormat(CsvSheet sheet, CsvEvidence evidence, CsvProfile profile, List<MappingQuestion> questions)
    {
        if (sheet.Find(profile.Date) is not { } column)
        {
            return null;
        }

        var formats = evidence[column].DayFormats;
        if (formats.Count == 1)
        {
            return formats[0];
        }

        var example = evidence[column].First;
        questions.Add(formats.Count == 0 ? CsvQuestions.NoDays(profile.Date!, example) : CsvQuestions.DayOrMonthFirst(formats, example));
        return null;
    }

    private static string? FindDecimalSeparator(
        CsvSheet sheet, CsvEvidence evidence, CsvProfile profile, Currency currency, List<MappingQuestion> questions)
    {
        var decimals = new DecimalEvidence();
        foreach (var column in Amounts(sheet, profile))
        {
            decimals.Add(evidence[column].Decimals);
        }

        var separator = decimals.Separator(currency);
        if (separator is null)
        {
            questions.Add(CsvQuestions.PointOrComma);
        }

        return separator?.ToString();
    }

    private static IEnumerable<int> Amounts(CsvSheet sheet, CsvProfile profile) =>
        new[] { profile.Amount, profile.AmountIn, profile.AmountOut, profile.Balance }.Select(sheet.Find).OfType<int>();
}
