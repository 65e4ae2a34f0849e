using Financbase.Application.Imports;
using Financbase.Domain.Imports;
using Financbase.Domain.SharedKernel;
using Financbase.Infrastructure.Banking.Statements;
using Financbase.Infrastructure.Banking.Statements.Csv;

namespace Financbase.Infrastructure.Imports;

/// <summary>Reads tables with what reads the files of banks.</summary>
internal sealed class TableFiles : ITableFiles
{
    public TableFile Read(ReadOnlyMemory<byte> content)
    {
        if (content.Length > ImportErrors.LargestSize)
            throw new DomainException(ImportErrors.TooLarge);

        try
        {
            BinaryContent.Refuse(content.Span);
            return Cut(StatementText.Decode(content, said: null));
        }
        catch (DomainException refused) when (refused.Error.Code.StartsWith("banking.", StringComparison.Ordinal))
        {
            throw new DomainException(Meaning(refused.Error));
        }
    }

    public Func<string, decimal?>? Amounts(IEnumerable<string> texts, Currency currency, char? separator)
    {
        var evidence = new DecimalEvidence();
        foreach (var text in texts)
            evidence.Take(text);
        return (separator ?? evidence.Separator(currency)) is { } decided ? text => AmountText.TryParse(text, decided, out var amount, out _) ? amount : null : null;
    }

    public Func<string, DateOnly?>? Days(IEnumerable<string> texts, string? format)
    {
        if (format is not null)
        {
            var said = DateFormats.Normalise(format) ?? throw new DomainException(Error.Validation("dateFormat", "Write days, months and years as in dd.MM.yyyy."));
            return text => DateFormats.Parse(text, said);
        }

        var evidence = new DayEvidence();
        foreach (var text in texts)
            evidence.Take(text);
        return evidence.Formats() switch
        {
            [] => _ => null,
            [var one] => text => DateFormats.Parse(text, one),
            _ => null,
        };
    }

    private static TableFile Cut(StatementText text)
    {
        var rows = new List<TableRow>();
        CsvRow? headings = null;
        foreach (var row in CsvRows.Read(text, DelimiterDetection.Detect(text)))
        {
            // A hint for Excel is no heading.
            if (headings is null && row.Cells.Length <= 2 && row[0].StartsWith("sep=", StringComparison.OrdinalIgnoreCase))
                continue;
            if (headings is null)
                headings = row;
            else if (rows.Count == ImportErrors.MostRows)
                throw new DomainException(ImportErrors.TooManyRows);
            else
                rows.Add(new TableRow(row.Line, row.Cells));
        }

        return headings is null || rows.Count == 0
            ? throw new DomainException(ImportErrors.Empty)
            : new TableFile(text.Encoding, [.. headings.Cells.Select((_, column) => headings[column])], rows);
    }

    // What is said of statements is said of tables in other words.
    private static Error Meaning(Error error) => error.Code switch
    {
        "banking.empty_file" => ImportErrors.Empty,
        "banking.unsupported_file" => ImportErrors.NoTable,
        "banking.too_many_lines" => ImportErrors.TooManyRows,
        "banking.truncated_file" => ImportErrors.Unreadable($"{error.Message.Split(". ")[0].TrimEnd('.')}."),
        _ => ImportErrors.Unreadable("a line of it is too long, or it has too many columns."),
    };
}
