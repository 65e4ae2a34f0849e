using Financbase.Domain.Banking;
using Financbase.Domain.SharedKernel;

namespace Financbase.Infrastructure.Banking.Statements.Csv;

/// <summary>Reads one row as a bank line, by a profile that leaves nothing open.</summary>
internal sealed class CsvLineReader(CsvSheet sheet, CsvProfile profile)
{
    private readonly string _dateFormat = DateFormats.Normalise(profile.DateFormat!)!;
    private readonly int? _date = sheet.Find(profile.Date);
    private readonly int?[] _description = [.. profile.Description.Select(sheet.Find)];
    private readonly int? _counterparty = sheet.Find(profile.Counterparty);
    private readonly int? _reference = sheet.Find(profile.Reference);
    private readonly int? _bankId = sheet.Find(profile.BankId);
    private readonly CsvAmountReader _amount = new(sheet, profile);

    public LineReading Read(CsvRow row, Currency currency)
    {
        if (DateFormats.Parse(row[_date], _dateFormat) is not { } day)
        {
            return LineReading.Refuse(row.Line, row[_date] is { Length: > 0 } wrong ? $"“{Short(wrong)}” is not a date." : "There is no date.");
        }

        if (_amount.Read(row, currency, out var why) is not { } amount)
        {
            return LineReading.Refuse(row.Line, why);
        }

        var counterparty = LineText.Clean(row[_counterparty]);
        var reference = LineText.Clean(row[_reference]);
        return LineReading.Of(new StatementLine(
            row.Line, day, amount, Description(row) ?? counterparty ?? reference ?? "", counterparty, reference, LineText.Clean(row[_bankId])));
    }

    internal static string Short(string text) => text.Length <= 40 ? text : text[..40] + "…";

    private string? Description(CsvRow row) => LineText.Clean(string.Join(' ', _description.Select(column => row[column])));
}
