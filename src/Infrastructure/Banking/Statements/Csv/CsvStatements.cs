using Financbase.Application.Banking;
using Financbase.Domain.Banking;
using Financbase.Domain.SharedKernel;

namespace Financbase.Infrastructure.Banking.Statements.Csv;

/// <summary>Reads a CSV file: by the mapping that was given, else by the remembered one while it fits, else by a guess.</summary>
internal static class CsvStatements
{
    public static ParsedFile Read(StatementText text, Currency currency, CsvMapping mapping)
    {
        if (mapping is { Given: null, Remembered: { } remembered })
        {
            // A bank's next file may have a longer preamble or another encoding, and still the same columns.
            CsvProfile[] attempts = [remembered with { Encoding = null, Delimiter = null, HeaderLine = null }, remembered];
            var known = attempts.Select(profile => Read(text, currency, profile)).FirstOrDefault(IsUsable);
            if (known is not null)
            {
                return known;
            }
        }

        return Read(text, currency, mapping.Given ?? new CsvProfile());
    }

    private static bool IsUsable(ParsedFile file) =>
        file.Csv!.Questions.Count == 0 && file.Statements.Any(statement => statement.Lines.Count > 0);

    private static ParsedFile Read(StatementText text, Currency currency, CsvProfile profile)
    {
        var sheet = CsvSheet.Read(text.Value, profile);
        RefuseEmptyOrTruncated(sheet, text.Value);

        var reading = CsvPlan.For(sheet, text.Encoding, currency, profile);
        if (reading.Questions.Count > 0)
        {
            return new ParsedFile(StatementFormat.Csv, [], [], reading);
        }

        var rejected = new List<RejectedLine>();
        var statements = new CsvStatementBuilder(sheet, reading.Profile, currency).Read(rejected);
        return new ParsedFile(StatementFormat.Csv, statements, rejected, reading);
    }

    private static void RefuseEmptyOrTruncated(CsvSheet sheet, string text)
    {
        if (sheet.Rows.Count == 0)
        {
            throw new DomainException(StatementFileErrors.NoLines);
        }

        // A last row that alone is short, and without an end of line, was cut in the middle.
        var last = sheet.Rows[^1].Cells.Length;
        var others = (sheet.Header is null ? [] : new[] { sheet.Header }).Concat(sheet.Rows.SkipLast(1)).Select(row => row.Cells.Length).Distinct().ToList();
        if (text[^1] is not ('\n' or '\r') && others is [var width] && last < width)
        {
            throw new DomainException(StatementFileErrors.Truncated);
        }
    }
}
