using Financbase.Application.Banking;
using Financbase.Domain.Banking;
using Financbase.Domain.SharedKernel;

namespace Financbase.Infrastructure.Banking.Statements.Csv;

/// <summary>Turns the rows of a table into lines of statements, one statement for each account and currency in it.</summary>
internal sealed class CsvLines(CsvSheet sheet, CsvProfile profile, Currency fallback)
{
    private readonly CsvLineReader _lines = new(sheet, profile);
    private readonly int? _account = sheet.Find(profile.Account);
    private readonly int? _currency = sheet.Find(profile.Currency);
    private readonly int? _balance = sheet.Find(profile.Balance);
    private readonly char _decimalSeparator = profile.DecimalSeparator![0];
    private readonly string _usual = (ColumnNames.CurrencyIn(profile.Amount ?? profile.AmountIn ?? "") ?? fallback).Code;
    private readonly Lazy<AccountIdentification?> _above = new(() => IbanAbove(sheet));
    private readonly Dictionary<(string Account, Currency Currency), int> _places = [];

    public FileSurvey Survey(CsvReading reading)
    {
        var rejections = new Rejections();
        var statements = new List<(string Account, StatementTotals Totals, BalanceTrail Balances, Currency Currency)>();
        foreach (var (row, account, currency, line) in Read())
        {
            if (line.Line is null)
            {
                rejections.Add(line.Rejected!);
                continue;
            }

            if (_places.TryAdd((account, currency), statements.Count))
            {
                statements.Add((account, new StatementTotals(), new BalanceTrail(currency), currency));
            }

            var (_, totals, balances, _) = statements[_places[(account, currency)]];
            totals.Add(line.Line);
            balances.Add(line.Line.Amount, row[_balance], _decimalSeparator);
        }

        return new FileSurvey(
            StatementFormat.Csv, [.. statements.Select(statement => Statement(statement.Account, statement.Currency, statement.Totals, statement.Balances))],
            rejections.ToRejected(), Found, reading);
    }

    private IEnumerable<FoundLine> Found() => Read()
        .Where(read => read.Reading.Line is not null)
        .Select(read => new FoundLine(_places[(read.Account, read.Currency)], read.Reading.Line!, IsBooked: true));

    private IEnumerable<(CsvRow Row, string Account, Currency Currency, LineReading Reading)> Read() => sheet.Rows.Select(row =>
        Currency.TryParse(CurrencyOf(row), out var currency)
            ? (row, row[_account], currency, _lines.Read(row, currency))
            : (row, "", default, LineReading.Refuse(row.Line, $"“{CurrencyOf(row)}” is not a currency.")));

    private StatementSurvey Statement(string account, Currency currency, StatementTotals totals, BalanceTrail balances)
    {
        var (opening, closing) = balances.Ends();
        return new StatementSurvey(
            account.Length > 0 ? new AccountIdentification(account) : _above.Value,
            currency, opening, closing, totals.First, totals.Last, totals.Booked);
    }

    private string CurrencyOf(CsvRow row) => row[_currency] is { Length: > 0 } code ? code : _usual;

    // Many banks print the account above the table.
    private static AccountIdentification? IbanAbove(CsvSheet sheet) => sheet.Above
        .SelectMany(row => row.Cells)
        .SelectMany(cell => new[] { cell, cell.Split(':')[^1] })
        .Where(text => Iban.TryParse(text, out _))
        .Select(text => (AccountIdentification?)new AccountIdentification(text))
        .FirstOrDefault();
}
