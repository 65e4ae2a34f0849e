using Financbase.Application.Banking;
using Financbase.Domain.Banking;
using Financbase.Domain.SharedKernel;
using Financbase.Infrastructure.Banking.Statements.Csv;

namespace Financbase.Infrastructure.Banking.Statements.Qif;

/// <summary>Reads the bank and card accounts of a QIF file. Its lists of categories, securities and the like hold no lines.</summary>
internal static class QifStatements
{
    private const string OpeningBalance = "Opening Balance";

    private static readonly HashSet<string> Accounts = new(["Bank", "Cash", "CCard", "Oth A", "Oth L"], StringComparer.OrdinalIgnoreCase);

    public static ParsedFile Read(StatementText text, Currency currency, CsvMapping mapping)
    {
        var sections = QifParser.Parse(text.Value);
        var own = sections.Where(section => Accounts.Contains(section.Type)).ToList();
        if (own.Count == 0)
        {
            throw new DomainException(StatementFileErrors.NoStatement);
        }

        QifRecord[] records = [.. own.SelectMany(section => section.Records)];
        if (records.Length == 0)
        {
            throw new DomainException(StatementFileErrors.NoLines);
        }

        var reading = QifPlan.For(records, text.Encoding, currency, mapping);
        if (reading.Questions.Count > 0)
        {
            return new ParsedFile(StatementFormat.Qif, [], [], reading);
        }

        var rejected = sections
            .Where(section => section.Type.Equals("Invst", StringComparison.OrdinalIgnoreCase) && section.Records.Count > 0)
            .Select(section => new RejectedLine(section.Line, $"{section.Records.Count} lines of an investment account are not read."))
            .ToList();
        var statements = own
            .GroupBy(section => section.Account)
            .Select(group => Statement(group.Key, [.. group.SelectMany(section => section.Records)], reading.Profile, currency, rejected));
        return new ParsedFile(StatementFormat.Qif, [.. statements], rejected, reading);
    }

    private static ParsedStatement Statement(
        string? account, QifRecord[] records, CsvProfile profile, Currency currency, List<RejectedLine> rejected)
    {
        var lines = new List<StatementLine>();
        Money? opening = null;
        foreach (var record in records)
        {
            var reading = Read(record, profile, currency);
            if (reading.Line is { Counterparty: OpeningBalance } balance && lines.Count == 0 && opening is null)
            {
                opening = balance.Amount;
                continue;
            }

            reading.AddTo(lines, rejected);
        }

        return new ParsedStatement(
            account is null ? null : new AccountIdentification(account), currency, opening, Closing: null,
            lines.Count == 0 ? null : lines.Min(line => line.Date), lines.Count == 0 ? null : lines.Max(line => line.Date), lines);
    }

    private static LineReading Read(QifRecord record, CsvProfile profile, Currency currency)
    {
        if (record['D'] is not { Length: > 0 } written)
        {
            return LineReading.Refuse(record.Line, "There is no date.");
        }

        if (DateFormats.Parse(QifPlan.Day(record)!, DateFormats.Normalise(profile.DateFormat!)!) is not { } day)
        {
            return LineReading.Refuse(record.Line, $"“{CsvLineReader.Short(written)}” is not a date.");
        }

        if (QifPlan.Amount(record) is not { Length: > 0 } number)
        {
            return LineReading.Refuse(record.Line, "There is no amount.");
        }

        if (!AmountText.TryParse(number, profile.DecimalSeparator![0], out var amount, out var unit) || (unit ?? currency) != currency)
        {
            return LineReading.Refuse(record.Line, $"“{CsvLineReader.Short(number)}” is not an amount in {currency}.");
        }

        var payee = LineText.Clean(record['P']);
        return ExactMoney.Of(profile.InvertSign ? -amount : amount, currency, out var why) is { } money
            ? LineReading.Of(new StatementLine(
                record.Line, day, money, LineText.Clean(record['M']) ?? payee ?? "", payee, LineText.Clean(record['N'])))
            : LineReading.Refuse(record.Line, why);
    }
}
