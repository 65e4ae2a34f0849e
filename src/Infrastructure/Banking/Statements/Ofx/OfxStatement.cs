using Financbase.Application.Banking;
using Financbase.Domain.Banking;
using Financbase.Domain.SharedKernel;

namespace Financbase.Infrastructure.Banking.Statements.Ofx;

/// <summary>What a <c>STMTRS</c> or <c>CCSTMTRS</c> says beside its lines, and which of the file's transactions these are.</summary>
internal sealed class OfxStatement
{
    private readonly OfxElement _statement;
    private readonly OfxElement? _list;

    private OfxStatement(OfxElement statement, Currency fallback)
    {
        _statement = statement;
        _list = statement.Child("BANKTRANLIST");
        Runs = [.. _list?.Descendants(OfxRun.Transaction).OfType<OfxRun>() ?? []];
        if (Runs.Sum(run => run.Count) > StatementReader.MostLines)
        {
            throw new DomainException(StatementFileErrors.TooManyLines(StatementReader.MostLines));
        }

        Currency = WrittenCurrency() ?? fallback;
    }

    public IReadOnlyList<OfxRun> Runs { get; }

    public Currency Currency { get; }

    public static OfxStatement Of(OfxElement statement, Currency fallback) => new(statement, fallback);

    /// <summary>All lines have been looked at.</summary>
    public StatementSurvey ToSurvey(StatementTotals totals, Action<RejectedLine> reject) => new(
        Account, Currency, Opening: null, Balance(reject),
        OfxValues.Day(_list?.Text("DTSTART")) ?? totals.First, OfxValues.Day(_list?.Text("DTEND")) ?? totals.Last, totals.Booked);

    private AccountIdentification? Account =>
        (_statement.Child("BANKACCTFROM") ?? _statement.Child("CCACCTFROM"))?.Text("ACCTID") is { } id ? new AccountIdentification(id) : null;

    // Some banks leave CURDEF empty and name the currency in each line.
    private Currency? WrittenCurrency()
    {
        if (_statement.Text("CURDEF") is { } code)
        {
            return Currency.Of(code);
        }

        string?[] codes = [.. Runs.Select(run => run.Currency).Distinct()];
        return codes is [{ } only] && !Runs.Any(run => run.IsInSeveralCurrencies) ? Currency.Of(only) : null;
    }

    private Money? Balance(Action<RejectedLine> reject)
    {
        var element = _statement.Child("LEDGERBAL");
        if (OfxValues.Amount(element?.Text("BALAMT")) is not { } amount)
        {
            return null;
        }

        if (ExactMoney.Of(amount, Currency, out var why) is { } balance)
        {
            return balance;
        }

        reject(new RejectedLine(element!.Line, why));
        return null;
    }
}
