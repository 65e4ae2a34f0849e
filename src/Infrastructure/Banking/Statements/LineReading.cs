using Financbase.Domain.Banking;

namespace Financbase.Infrastructure.Banking.Statements;

/// <summary>What came of one line of a file: the line, or why it could not be read.</summary>
internal readonly record struct LineReading(StatementLine? Line, RejectedLine? Rejected)
{
    public static LineReading Of(StatementLine line)
    {
        string?[] texts = [line.Description, line.Counterparty, line.Reference];
        return texts.Any(text => text?.Length > StatementLine.LongestText)
            ? Refuse(line.Number, $"A text is longer than {StatementLine.LongestText} characters.")
            : line.BankId?.Length > StatementLine.LongestBankId
                ? Refuse(line.Number, $"The bank's id is longer than {StatementLine.LongestBankId} characters.")
                : new LineReading(line, null);
    }

    public static LineReading Refuse(int number, string reason) => new(null, new RejectedLine(number, reason));

    public void AddTo(List<StatementLine> lines, List<RejectedLine> rejected)
    {
        if (Line is not null)
        {
            lines.Add(Line);
        }
        else
        {
            rejected.Add(Rejected!);
        }
    }
}
