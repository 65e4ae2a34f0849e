using CsvHelper;
using Financbase.Domain.Banking;
using Financbase.Domain.SharedKernel;

namespace Financbase.Infrastructure.Banking.Statements.Csv;

/// <summary>Cuts a text into rows and cells, within limits that no bank's file comes near to.</summary>
internal static class CsvRows
{
    private const int LongestLine = 64 * 1024;
    private const int MostColumns = 500;

    /// <summary>All rows but the blank ones, one after the other.</summary>
    public static IEnumerable<CsvRow> Read(StatementText text, char delimiter)
    {
        using var source = text.Open();
        using var reader = CsvReader.Create(source, new CsvReaderOptions
        {
            Separator = delimiter,
            HasHeader = false,
            TrimWhitespace = true,
            TrackLineNumbers = true,
            MaxRecordSize = LongestLine,
            OnMalformedRecord = RefuseOpenQuote,
        });

        for (var rows = 0; Next(reader);)
        {
            if (reader.FieldCount > MostColumns)
            {
                throw new DomainException(StatementFileErrors.TooManyColumns(MostColumns));
            }

            if (rows > StatementReader.MostLines)
            {
                throw new DomainException(StatementFileErrors.TooManyLines(StatementReader.MostLines));
            }

            var cells = new string[reader.FieldCount];
            for (var column = 0; column < cells.Length; column++)
            {
                cells[column] = reader.GetString(column);
            }

            var row = new CsvRow((int)reader.LineNumber, cells);
            if (!row.IsBlank)
            {
                rows++;
                yield return row;
            }
        }
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
