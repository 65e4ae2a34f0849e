using Financbase.Domain.Banking;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Banking;

/// <summary>
/// Reads a bank's statement file, recognised by its content and never by its name. It books nothing and knows no
/// account: it only tells what is in the file.
/// </summary>
public interface IStatementReader
{
    /// <summary>Looks through the whole file without keeping its lines: they are given out one by one afterwards.</summary>
    /// <param name="file">At most <see cref="StatementFile.LargestSize"/> bytes.</param>
    /// <param name="currency">The account's, for amounts whose currency the file does not tell.</param>
    /// <param name="mapping">How to read a CSV file, as far as that is known.</param>
    /// <exception cref="DomainException">
    /// The file is refused as a whole: empty, too large, cut off, of a type that is not read here (415), …
    /// </exception>
    FileSurvey Survey(StatementFile file, Currency currency, CsvMapping mapping);
}

/// <summary>
/// The mapping that this upload asks for, and the one that the account remembers. A remembered mapping is used only
/// while it fits; one that was asked for and does not fit is a question back.
/// </summary>
public sealed record CsvMapping(CsvProfile? Given, CsvProfile? Remembered)
{
    public static CsvMapping Unknown { get; } = new(null, null);
}

/// <summary>
/// What a file says as a whole. Each call of <c>Lines</c> reads the file anew and gives out its lines one by one, always
/// the same ones in the order of the file, whose statements may alternate; only the content itself is held meanwhile.
/// </summary>
public sealed record FileSurvey(
    StatementFormat Format,
    IReadOnlyList<StatementSurvey> Statements,
    RejectedLines Rejected,
    Func<IEnumerable<FoundLine>> Lines,
    CsvReading? Csv = null)
{
    /// <summary>A file that cannot be read before its questions are answered.</summary>
    public static FileSurvey Open(StatementFormat format, CsvReading csv) => new(format, [], RejectedLines.None, () => [], csv);
}

/// <summary>
/// A statement as the file tells it: of one account, in one currency. Balances and period are null where the file has
/// none. What the bank only announces is counted apart from the lines.
/// </summary>
public sealed record StatementSurvey(
    AccountIdentification? Account,
    Currency Currency,
    Money? Opening,
    Money? Closing,
    DateOnly? From,
    DateOnly? To,
    int Lines,
    int NotBooked = 0);

/// <summary>A line and the statement that it stands in, by its place in the survey. What is not booked is only announced.</summary>
public readonly record struct FoundLine(int Statement, StatementLine Line, bool IsBooked);

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
