using System.Xml;
using Financbase.Application.Banking;
using Financbase.Domain.Banking;
using Financbase.Domain.SharedKernel;

namespace Financbase.Infrastructure.Banking.Statements.Camt;

/// <summary>
/// One <c>Stmt</c>; or an <c>Rpt</c> (camt.052) or <c>Ntfctn</c> (camt.054), which only announce what a statement will book.
/// </summary>
internal sealed class CamtStatement
{
    public const int Deepest = 60;

    private readonly bool _announces;
    private readonly Currency _fallback;
    private readonly List<CamtElement> _balances = [];
    private CamtElement? _account;
    private CamtElement? _period;
    private Currency? _currency;

    public CamtStatement(bool announces, Currency fallback) => (_announces, _fallback) = (announces, fallback);

    /// <summary>
    /// Reads the element at which the reader stands, one child after the other, and gives out each line when it is met. What
    /// else it says is known when all are read.
    /// </summary>
    public IEnumerable<(LineReading Reading, bool IsBooked)> Read(XmlReader reader)
    {
        var depth = reader.Depth;
        if (reader.IsEmptyElement)
        {
            yield break;
        }

        reader.Read();
        while (!reader.EOF && reader.Depth > depth)
        {
            if (reader.NodeType != XmlNodeType.Element)
            {
                reader.Read();
                continue;
            }

            foreach (var line in Take(CamtElement.Read(reader)))
            {
                yield return line;
            }
        }
    }

    public StatementSurvey ToSurvey(StatementTotals totals, Action<RejectedLine> reject)
    {
        var currency = _currency ?? Booked("OPBD", "PRCD", "CLBD").Select(balance => CamtValues.CurrencyOf(balance.Child("Amt"))).FirstOrDefault() ?? _fallback;
        var (opening, _) = Balance(currency, reject, "opening", "OPBD", "PRCD");
        var (closing, closedOn) = Balance(currency, reject, "closing", "CLBD");
        return new StatementSurvey(
            Identification(), currency, opening, closing,
            CamtValues.Day(_period?.Text("FrDtTm")) ?? totals.First,
            closedOn ?? CamtValues.Day(_period?.Text("ToDtTm")) ?? totals.Last,
            totals.Booked, totals.Announced);
    }

    private IEnumerable<(LineReading Reading, bool IsBooked)> Take(CamtElement element)
    {
        switch (element.Name)
        {
            case "Acct":
                _account = element;
                _currency = Currency.TryParse(element.Text("Ccy"), out var currency) ? currency : null;
                break;
            case "FrToDt":
                _period = element;
                break;
            case "Bal":
                Keep(element);
                break;
            case "Ntry":
                // Where the account tells no currency, its entries do: they are in it.
                _currency ??= CamtValues.CurrencyOf(element.Child("Amt"));
                return new CamtEntry(element, _currency ?? _fallback).Read().Select(line => (line.Reading, line.IsBooked && !_announces));
        }

        return [];
    }

    // The first of each kind and currency is all that counts.
    private void Keep(CamtElement balance)
    {
        var (code, currency) = (Code(balance), CamtValues.CurrencyOf(balance.Child("Amt")));
        if (code is "OPBD" or "PRCD" or "CLBD"
            && !_balances.Exists(other => Code(other) == code && CamtValues.CurrencyOf(other.Child("Amt")) == currency))
        {
            _balances.Add(balance);
        }
    }

    private static string? Code(CamtElement balance) => balance.Text("Tp", "CdOrPrtry", "Cd");

    private AccountIdentification? Identification() =>
        (_account?.Text("Id", "IBAN") ?? _account?.Text("Id", "Othr", "Id")) is { } id ? new AccountIdentification(id) : null;

    private IEnumerable<CamtElement> Booked(params string[] codes) =>
        codes.SelectMany(code => _balances.Where(balance => Code(balance) == code));

    // Some statements give a balance in several currencies; the statement's own counts.
    private (Money? Amount, DateOnly? Day) Balance(Currency currency, Action<RejectedLine> reject, string which, params string[] codes)
    {
        var balances = Booked(codes).ToList();
        if (balances.Count == 0 || _announces)
        {
            return (null, null);
        }

        var balance = balances.Find(other => CamtValues.CurrencyOf(other.Child("Amt")) == currency);
        if (balance is null)
        {
            reject(new RejectedLine(
                balances[0].Line, $"The {which} balance is in {balances[0].Child("Amt")?.Currency ?? "no currency"}, the statement in {currency}."));
            return (null, CamtValues.Day(balances[0].Child("Dt")));
        }

        if (CamtValues.Number(balance.Child("Amt")) is { } number && CamtValues.IsOut(balance) is { } isOut
            && ExactMoney.Of(isOut ? -number : number, currency, out _) is { } amount)
        {
            return (amount, CamtValues.Day(balance.Child("Dt")));
        }

        reject(new RejectedLine(balance.Line, $"The {which} balance is not an amount."));
        return (null, CamtValues.Day(balance.Child("Dt")));
    }
}
