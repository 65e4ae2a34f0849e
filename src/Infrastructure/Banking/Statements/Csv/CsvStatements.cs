using Financbase.Application.Banking;
using Financbase.Domain.Banking;
using Financbase.Domain.SharedKernel;

namespace Financbase.Infrastructure.Banking.Statements.Csv;

/// <summary>Reads a CSV file: by the mapping that was given, else by the remembered one while it fits, else by a guess.</summary>
internal static class CsvStatements
{
    public static FileSurvey Survey(StatementText text, Currency currency, CsvMapping mapping)
    {
        if (mapping is { Given: null, Remembered: { } remembered })
        {
            // A bank's next file may have a longer preamble or another encoding, and still the same columns.
            CsvProfile[] attempts = [remembered with { Encoding = null, Delimiter = null, HeaderLine = null }, remembered];
            var known = attempts.Select(profile => Survey(text, currency, profile)).FirstOrDefault(IsUsable);
            if (known is not null)
            {
                return known;
            }
        }

        return Survey(text, currency, mapping.Given ?? new CsvProfile());
    }

    private static bool IsUsable(FileSurvey file) =>
        file.Csv!.Questions.Count == 0 && file.Statements.Any(statement => statement.Lines > 0);

    private static FileSurvey Survey(StatementText text, Currency currency, CsvProfile profile)
    {
        var sheet = CsvSheet.Read(text, profile);
        var reading = CsvPlan.For(sheet, text, currency, profile);
        return reading.Questions.Count > 0
            ? FileSurvey.Open(StatementFormat.Csv, reading)
            : new CsvLines(sheet, reading.Profile, currency).Survey(reading);
    }
}
