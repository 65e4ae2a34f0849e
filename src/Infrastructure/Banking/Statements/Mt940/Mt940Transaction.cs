using System.Text.RegularExpressions;
using Financbase.Domain.Banking;
using Financbase.Domain.SharedKernel;

namespace Financbase.Infrastructure.Banking.Statements.Mt940;

/// <summary>One <c>:61:</c> with the <c>:86:</c> behind it. Expected is what the bank marks as not booked yet (EC, ED).</summary>
internal sealed partial record Mt940Transaction(LineReading Reading, bool IsExpected)
{
    private const int Longest = 500;

    public static Mt940Transaction Read(SwiftField field, IReadOnlyList<string> information, Currency currency)
    {
        var (match, supplement) = Split(field.Lines);
        return match.Success
            ? new Mt940Transaction(Read(field.Line, match, supplement, information, currency), match.Groups["mark"].Value[0] == 'E')
            : new Mt940Transaction(
                LineReading.Refuse(field.Line, $"“{Csv.CsvLineReader.Short(field.Lines[0])}” is not a line of a statement."), IsExpected: false);
    }

    private static LineReading Read(int line, Match match, IEnumerable<string> supplement, IReadOnlyList<string> information, Currency currency)
    {
        var (value, entry) = (match.Groups["value"].Value, match.Groups["entry"].Value);
        if (Mt940Dates.Booking(value, entry) is not { } day)
        {
            return LineReading.Refuse(line, $"“{(entry.Length > 0 ? entry : value)}” is not a date.");
        }

        // RC takes back a credit, RD a debit.
        var isOut = match.Groups["mark"].Value is "D" or "ED" or "RC";
        if (Mt940Balance.Number(match.Groups["amount"].Value) is not { } number)
        {
            return LineReading.Refuse(line, "The amount is too large.");
        }

        if (ExactMoney.Of(isOut ? -number : number, currency, out var why) is not { } amount)
        {
            return LineReading.Refuse(line, why);
        }

        var details = Mt940Details.Read(information);
        return LineReading.Of(new StatementLine(
            line, day, amount,
            details.Description ?? LineText.Clean(string.Join(' ', supplement)) ?? details.Counterparty ?? "",
            details.Counterparty,
            details.Reference ?? BankIds.Meaningful(match.Groups["reference"].Value),
            BankIds.Meaningful(match.Groups["bank"].Value)));
    }

    // One bank breaks the field before its amount; usually the second line is a supplement.
    private static (Match Match, IEnumerable<string> Supplement) Split(List<string> lines)
    {
        var first = Entry().Match(Short(lines[0]));
        return first.Success || lines.Count == 1
            ? (first, lines.Skip(1))
            : (Entry().Match(Short(lines[0] + lines[1])), lines.Skip(2));
    }

    private static string Short(string text) => text.Length <= Longest ? text : text[..Longest];

    [GeneratedRegex(@"^(?<value>\d{6})(?<entry>\d{4})?(?<mark>R[CD]|E[CD]|[CD])[A-Z]?(?<amount>\d+(?:[,.]\d*)?)(?:[A-Z][A-Z0-9 ]{3}(?<reference>.*?)(?://(?<bank>.*))?)?$")]
    private static partial Regex Entry();
}
