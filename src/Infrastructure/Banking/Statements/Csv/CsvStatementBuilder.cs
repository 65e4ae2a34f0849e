using Financbase.Application.Banking;
using Financbase.Domain.Banking;
using Financbase.Domain.SharedKernel;

namespace Financbase.Infrastructure.Banking.Statements.Csv;

/// <summary>Turns the rows of a table into statements, one for each account and currency in it.</summary>
internal sealed class CsvStatementBuilder(CsvSheet sheet, CsvProfile profile, Currency fallback)
{
    private readonly CsvLineReader _lines = new(sheet, profile);
    private readonly int? _account = sheet.Find(profile.Account);
    private readonly int? _currency = sheet.Find(profile.Currency);
    private readonly int? _balance = sheet.Find(profile.Balance);

    public IReadOnlyList<ParsedStatement> Read(List<RejectedLine> rejected)
    {
        var groups = new Dictionary<(string Account, Currency Currency), (List<StatementLine> Lines, BalanceTrail Balances)>();
        foreach (var row in sheet.Rows)
        {
            if (!Currency.TryParse(CurrencyOf(row), out var currency))
            {
                rejected.Add(new RejectedLine(row.Line, $"“{CurrencyOf(row)}” is not a currency."));
                continue;
            }

            var reading = _lines.Read(row, currency);
            if (reading.Line is not { } line)
            {
                rejected.Add(reading.Rejected!);
                continue;
            }

            var key = (row[_account], currency);
            if (!groups.TryGetValue(key, out var group))
            {
                groups[key] = group = ([], new BalanceTrail(currency));
            }

            group.Lines.Add(line);
            group.Balances.Add(line.Amount, row[_balance], profile.DecimalSeparator![0]);
        }

        return [.. groups.Select(group => Statement(group.Key.Account, group.Key.Currency, group.Value.Lines, group.Value.Balances))];
    }

    private ParsedStatement Statement(string account, Currency currency, List<StatementLine> lines, BalanceTrail balances)
    {
        var (opening, closing) = balances.Ends();
        return new ParsedStatement(
            account.Length > 0 ? new AccountIdentification(account) : IbanAbove(),
            currency, opening, closing, lines.Min(line => line.Date), lines.Max(line => line.Date), lines);
    }

    private string CurrencyOf(CsvRow row) => row[_currency] is { Length: > 0 } code
        ? code
        : (ColumnNames.CurrencyIn(profile.Amount ?? profile.AmountIn ?? "") ?? fallback).Code;

    // Many banks print the account above the table.
    private AccountIdentification? IbanAbove() => sheet.Above
        .SelectMany(row => row.Cells)
        .SelectMany(cell => new[] { cell, cell.Split(':')[^1] })
        .Where(text => Iban.TryParse(text, out _))
        .Select(text => (AccountIdentification?)new AccountIdentification(text))
        .FirstOrDefault();
}
