using Financbase.Domain.Banking;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Banking;

/// <summary>
/// Reads a bank's statement file, recognised by its content and never by its name. It books nothing and knows no
/// account: it only tells what is in the file.
/// </summary>
public interface IStatementReader
{
    /// <param name="file">At most <see cref="StatementFile.LargestSize"/> bytes.</param>
    /// <param name="currency">The account's, for amounts whose currency the file does not tell.</param>
    /// <param name="mapping">How to read a CSV file, as far as that is known.</param>
    /// <exception cref="DomainException">
    /// The file is refused as a whole: empty, too large, cut off, of a type that is not read here (415), …
    /// </exception>
    ParsedFile Read(StatementFile file, Currency currency, CsvMapping mapping);
}

/// <summary>
/// The mapping that this upload asks for, and the one that the account remembers. A remembered mapping is used only
/// while it fits; one that was asked for and does not fit is a question back.
/// </summary>
public sealed record CsvMapping(CsvProfile? Given, CsvProfile? Remembered)
{
    public static CsvMapping Unknown { get; } = new(null, null);
}

/// <summary>All that a file says.</summary>
public sealed record ParsedFile(
    StatementFormat Format,
    IReadOnlyList<ParsedStatement> Statements,
    IReadOnlyList<RejectedLine> Rejected,
    CsvReading? Csv = null);

/// <summary>
/// A statement as the file tells it: of one account, in one currency, lines in the order of the file. Balances and
/// period are null where the file has none. What the bank only announces is kept apart from the lines.
/// </summary>
public sealed record ParsedStatement(
    AccountIdentification? Account,
    Currency Currency,
    Money? Opening,
    Money? Closing,
    DateOnly? From,
    DateOnly? To,
    IReadOnlyList<StatementLine> Lines)
{
    public IReadOnlyList<StatementLine> NotBooked { get; init; } = [];
}

/// <summary>
/// How a CSV file was read, or, while there are questions, what must be known to read it. Columns are its headings,
/// <c>#1</c>, <c>#2</c>, … without; the sample is its first rows. A QIF file has no columns, but leaves open the same
/// questions about days and amounts.
/// </summary>
public sealed record CsvReading(
    CsvProfile Profile,
    IReadOnlyList<string> Columns,
    IReadOnlyList<IReadOnlyList<string>> Sample,
    IReadOnlyList<MappingQuestion> Questions);

/// <summary>What a person must decide before a file can be read. The field is a member of the profile, in camelCase.</summary>
public sealed record MappingQuestion(string Field, string Message);
