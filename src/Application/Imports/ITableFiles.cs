using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Imports;

/// <summary>Reads tables as spreadsheets and other programs write them, whatever their encoding, delimiter and notations.</summary>
public interface ITableFiles
{
    /// <exception cref="DomainException"><c>imports.empty</c>, <c>imports.no_table</c>, <c>imports.unreadable</c>, <c>imports.too_many_rows</c>.</exception>
    TableFile Read(ReadOnlyMemory<byte> content);

    /// <summary>A reader of amounts, by what all of them together show.</summary>
    /// <param name="texts">All that there are.</param>
    /// <param name="currency">In which most of them are.</param>
    /// <param name="separator"><c>.</c> or <c>,</c> where somebody says so.</param>
    /// <returns>Null where they can be read in two ways. The reader answers null for what is no amount.</returns>
    Func<string, decimal?>? Amounts(IEnumerable<string> texts, Currency currency, char? separator);

    /// <summary>A reader of days, by what all of them together show.</summary>
    /// <param name="texts">All that there are.</param>
    /// <param name="format">Such as <c>dd.MM.yyyy</c>, where somebody says so.</param>
    /// <returns>Null where they can be read in two ways. The reader answers null for what is no day.</returns>
    /// <exception cref="DomainException"><c>validation_error</c>: the format is none.</exception>
    Func<string, DateOnly?>? Days(IEnumerable<string> texts, string? format);
}

/// <param name="Encoding">In which it was found to be.</param>
/// <param name="Headings">Of its columns.</param>
/// <param name="Rows">Below them.</param>
public sealed record TableFile(string Encoding, IReadOnlyList<string> Headings, IReadOnlyList<TableRow> Rows);

/// <param name="Line">Of the file, from 1.</param>
/// <param name="Cells">As they stand there; there may be fewer than headings.</param>
public sealed record TableRow(int Line, IReadOnlyList<string> Cells);
