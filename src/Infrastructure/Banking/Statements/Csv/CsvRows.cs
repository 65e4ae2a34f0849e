using CsvHelper;
using Financbase.Domain.Banking;
using Financbase.Domain.SharedKernel;

namespace Financbase.Infrastructure.Banking.Statements.Csv;

/// <summary>Cuts a text into rows and cells, within limits that no bank's file comes near to.</summary>
internal static class CsvRows
{
    private const int LongestLine = 64 * 1024;
    private const int MostColumns = 500;

    public static List<CsvRow> Read(string text, char delimiter)
    {
        using var reader = CsvReader.FromText(text, new CsvReaderOptions
        {
            Separator = delimiter,
            HasHeader = false,
            TrimWhitespace = true,
            TrackLineNumbers = true,
            MaxRecordSize = LongestLine,
            OnMalformedRecord = RefuseOpenQuote,
        });

        var rows = new List<CsvRow>();
        while (Next(reader))
        {
            if (reader.FieldCount > MostColumns)
            {
                throw new DomainException(StatementFileErrors.TooManyColumns(MostColumns));
            }

            if (rows.Count > StatementReader.MostLines)
            {
                throw new DomainException(StatementFileErrors.TooManyLines(StatementReader.MostLines));
            }

            var row = new CsvRow((int)reader.LineNumber, [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetString)]);
            if (!row.IsBlank)
            {
                rows.Add(row);
            }
        }

        return rows;
    }

    private static bool Next(CsvReader reader)
    {
        try
        {
            return reader.Read();
        }
        catch (CsvFormatException tooLong)
        {
            throw new DomainException(StatementFileErrors.LineTooLong((int)tooLong.LineNumber, LongestLine));
        }
    }

    private static void RefuseOpenQuote(CsvMalformedRecord record)
    {
        if (record.Reason == CsvMalformedReason.UnterminatedQuote)
        {
            throw new DomainException(StatementFileErrors.OpenQuote((int)record.LineNumber));
        }
    }
}
