using Financbase.Application.Banking;
using Financbase.Domain.Banking;
using Financbase.Domain.SharedKernel;

namespace Financbase.Infrastructure.Banking.Statements.Csv;

/// <summary>Finds out whatever a profile leaves open, and asks for what the file does not settle.</summary>
internal static class CsvPlan
{
    private const int SampleRows = 3;

    public static CsvReading For(CsvSheet sheet, string encoding, Currency currency, CsvProfile given)
    {
        var profile = given.NamedColumns().Any() ? given : new ColumnGuess(sheet).Complete(given);
        var questions = CsvQuestions.About(sheet, profile).ToList();
        profile = profile with
        {
            Encoding = encoding,
            Delimiter = sheet.Delimiter.ToString(),
            HeaderLine = sheet.Header?.Line ?? 0,
            DateFormat = profile.DateFormat ?? FindDateFormat(sheet, profile, questions),
            DecimalSeparator = profile.DecimalSeparator ?? FindDecimalSeparator(sheet, profile, currency, questions),
        };
        return new CsvReading(profile, sheet.Columns(), [.. sheet.Rows.Take(SampleRows).Select(row => row.Cells)], questions);
    }

    private static string? FindDateFormat(CsvSheet sheet, CsvProfile profile, List<MappingQuestion> questions)
    {
        if (sheet.Find(profile.Date) is not { } column)
        {
            return null;
        }

        var formats = DateFormats.Find(sheet.Rows.Select(row => row[column]));
        if (formats.Count == 1)
        {
            return formats[0];
        }

        var example = sheet.Rows.Select(row => row[column]).FirstOrDefault(value => value.Length > 0, "");
        questions.Add(formats.Count == 0 ? CsvQuestions.NoDays(profile.Date!, example) : CsvQuestions.DayOrMonthFirst(formats, example));
        return null;
    }

    private static string? FindDecimalSeparator(CsvSheet sheet, CsvProfile profile, Currency currency, List<MappingQuestion> questions)
    {
        int[] columns = [.. new[] { profile.Amount, profile.AmountIn, profile.AmountOut, profile.Balance }.Select(sheet.Find).OfType<int>()];
        var separator = DecimalSeparators.Find(columns.SelectMany(column => sheet.Rows.Select(row => row[column])), currency);
        if (separator is null)
        {
            questions.Add(CsvQuestions.PointOrComma);
        }

        return separator?.ToString();
    }
}
