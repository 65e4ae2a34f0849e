using Financbase.Application.Banking;
using Financbase.Domain.Banking;
using Financbase.Domain.SharedKernel;

namespace Financbase.Infrastructure.Banking.Statements.Ofx;

/// <summary>Finds the bank and card statements in an OFX file and reads their lines.</summary>
internal static class OfxStatements
{
    public static ParsedFile Read(OfxElement file, Currency currency)
    {
        var rejected = new List<RejectedLine>();
        ParsedStatement[] statements =
            [.. file.Descendants("STMTRS").Concat(file.Descendants("CCSTMTRS")).Select(statement => Read(statement, currency, rejected))];

        return statements.Length > 0 ? new ParsedFile(StatementFormat.Ofx, statements, rejected) : throw new DomainException(WhyNone(file));
    }

    private static ParsedStatement Read(OfxElement statement, Currency fallback, List<RejectedLine> rejected)
    {
        var list = statement.Child("BANKTRANLIST");
        OfxElement[] transactions = [.. list?.Descendants("STMTTRN").Take(StatementReader.MostLines + 1) ?? []];
        if (transactions.Length > StatementReader.MostLines)
        {
            throw new DomainException(StatementFileErrors.TooManyLines(StatementReader.MostLines));
        }

        var currency = CurrencyOf(statement, transactions) ?? fallback;
        var lines = new List<StatementLine>();
        foreach (var transaction in transactions)
        {
            OfxTransaction.Read(transaction, currency).AddTo(lines, rejected);
        }

        return new ParsedStatement(
            AccountOf(statement), currency, Opening: null, Balance(statement, currency, rejected),
            OfxValues.Day(list?.Text("DTSTART")) ?? FirstDay(lines), OfxValues.Day(list?.Text("DTEND")) ?? LastDay(lines), lines);
    }

    private static AccountIdentification? AccountOf(OfxElement statement) =>
        (statement.Child("BANKACCTFROM") ?? statement.Child("CCACCTFROM"))?.Text("ACCTID") is { } id ? new AccountIdentification(id) : null;

    // Some banks leave CURDEF empty and name the currency in each line.
    private static Currency? CurrencyOf(OfxElement statement, OfxElement[] transactions)
    {
        string?[] codes = statement.Text("CURDEF") is { } code
            ? [code]
            : [.. transactions.Select(transaction => transaction.Text("CURRENCY", "CURSYM")).Distinct()];
        return codes is [{ } only] ? Currency.Of(only) : null;
    }

    private static Money? Balance(OfxElement statement, Currency currency, List<RejectedLine> rejected)
    {
        var element = statement.Child("LEDGERBAL");
        if (OfxValues.Amount(element?.Text("BALAMT")) is not { } amount)
        {
            return null;
        }

        if (ExactMoney.Of(amount, currency, out var why) is { } balance)
        {
            return balance;
        }

        rejected.Add(new RejectedLine(element!.Line, why));
        return null;
    }

    private static DateOnly? FirstDay(List<StatementLine> lines) => lines.Count == 0 ? null : lines.Min(line => line.Date);

    private static DateOnly? LastDay(List<StatementLine> lines) => lines.Count == 0 ? null : lines.Max(line => line.Date);

    private static Error WhyNone(OfxElement file)
    {
        var failed = file.Descendants("STATUS").FirstOrDefault(status => status.Text("SEVERITY") == "ERROR");
        return failed is null
            ? StatementFileErrors.NoStatement
            : StatementFileErrors.FromBank(failed.Text("MESSAGE") ?? "no message", failed.Text("CODE") ?? "no code");
    }
}
