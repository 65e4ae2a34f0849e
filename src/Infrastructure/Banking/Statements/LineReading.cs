using Financbase.Application.Banking;
using Financbase.Domain.Banking;

namespace Financbase.Infrastructure.Banking.Statements;

/// <summary>What came of one line of a file: the line, or why it could not be read.</summary>
internal readonly record struct LineReading(StatementLine? Line, RejectedLine? Rejected)
{
    public static LineReading Of(StatementLine line) => IsTooLong(line.Description) || IsTooLong(line.Counterparty) || IsTooLong(line.Reference)
        ? Refuse(line.Number, $"A text is longer than {StatementLine.LongestText} characters.")
        : line.BankId?.Length > StatementLine.LongestBankId
            ? Refuse(line.Number, $"The bank's id is longer than {StatementLine.LongestBankId} characters.")
            : new LineReading(line, null);

    public static LineReading Refuse(int number, string reason) => new(null, new RejectedLine(number, reason));

    private static bool IsTooLong(string? text) => text?.Length > StatementLine.LongestText;
}

/// <summary>A line that was met on the way through a file, in the statement of that place.</summary>
internal readonly record struct MetLine(int Statement, LineReading Reading, bool IsBooked = true)
{
    /// <summary>Adds it to its statement's totals or to what is rejected; answers the line.</summary>
    public StatementLine? AddTo(StatementTotals totals, Rejections rejections)
    {
        if (Reading.Line is { } line)
        {
            totals.Add(line, IsBooked);
        }
        else
        {
            rejections.Add(Reading.Rejected!, Statement);
        }

        return Reading.Line;
    }
}

internal static class MetLines
{
    /// <summary>Those that could be read.</summary>
    public static IEnumerable<FoundLine> Found(this IEnumerable<MetLine> lines) => lines
        .Where(met => met.Reading.Line is not null)
        .Select(met => new FoundLine(met.Statement, met.Reading.Line!, met.IsBooked));
}
