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
    private readonly List<StatementLine> _booked = [];
    private readonly List<StatementLine> _announced = [];
    private readonly List<RejectedLine> _rejected = [];
    private CamtElement? _account;
    private CamtElement? _period;
    private Currency? _currency;

    private CamtStatement(bool announces, Currency fallback) => (_announces, _fallback) = (announces, fallback);

    /// <summary>Reads the element at which the reader stands, one child after the other, telling of each line.</summary>
    public static CamtStatement Read(XmlReader reader, Currency fallback, Action count)
    {
        var statement = new CamtStatement(reader.LocalName != "Stmt", fallback);
        var depth = reader.Depth;
        if (reader.IsEmptyElement)
        {
            return statement;
        }

        reader.Read();
        while (!reader.EOF && reader.Depth > depth)
        {
            if (reader.NodeType == XmlNodeType.Element)
            {
                statement.Take(CamtElement.Read(reader), count);
            }
            else
            {
                reader.Read();
            }
        }

        return statement;
    }

    public ParsedStatement ToParsed(List<RejectedLine> rejected)
    {
        var currency = _currency ?? Booked("OPBD", "PRCD", "CLBD").Select(balance => CamtValues.CurrencyOf(balance.Child("Amt"))).FirstOrDefault() ?? _fallback;
        var (opening, _) = Balance(currency, "opening", "OPBD", "PRCD");
        var (closing, closedOn) = Balance(currency, "closing", "CLBD");
        rejected.AddRange(_rejected);
        return new ParsedStatement(
            Identification(), currency, opening, closing,
            CamtValues.Day(_period?.Text("FrDtTm")) ?? First(),
            closedOn ?? CamtValues.Day(_period?.Text("ToDtTm")) ?? Last(),
            BankIds.KeepTelling(_booked))
        {
            NotBooked = _announced,
        };
    }

    private void Take(CamtElement element, Action count)
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
                _balances.Add(element);
                break;
            case "Ntry":
                // Where the account tells no currency, its entries do: they are in it.
                _currency ??= CamtValues.CurrencyOf(element.Child("Amt"));
                foreach (var (reading, isBooked) in new CamtEntry(element, _currency ?? _fallback).Read())
                {
                    count();
                    reading.AddTo(isBooked && !_announces ? _booked : _announced, _rejected);
                }

                break;
        }
    }

    private AccountIdentification? Identification() =>
        (_account?.Text("Id", "IBAN") ?? _account?.Text("Id", "Othr", "Id")) is { } id ? new AccountIdentification(id) : null;

    private IEnumerable<CamtElement> Booked(params string[] codes) =>
        codes.SelectMany(code => _balances.Where(balance => balance.Text("Tp", "CdOrPrtry", "Cd") == code));

    // Some statements give a balance in several currencies; the statement's own counts.
    private (Money? Amount, DateOnly? Day) Balance(Currency currency, string which, params string[] codes)
    {
        var balances = Booked(codes).ToList();
        if (balances.Count == 0 || _announces)
        {
            return (null, null);
        }

        var balance = balances.Find(other => CamtValues.CurrencyOf(other.Child("Amt")) == currency);
        if (balance is null)
        {
            _rejected.Add(new RejectedLine(
                balances[0].Line, $"The {which} balance is in {balances[0].Child("Amt")?.Currency ?? "no currency"}, the statement in {currency}."));
            return (null, CamtValues.Day(balances[0].Child("Dt")));
        }

        if (CamtValues.Number(balance.Child("Amt")) is { } number && CamtValues.IsOut(balance) is { } isOut
            && ExactMoney.Of(isOut ? -number : number, currency, out _) is { } amount)
        {
            return (amount, CamtValues.Day(balance.Child("Dt")));
        }

        _rejected.Add(new RejectedLine(balance.Line, $"The {which} balance is not an amount."));
        return (null, CamtValues.Day(balance.Child("Dt")));
    }

    private DateOnly? First() => _booked.Count == 0 ? null : _booked.Min(line => line.Date);

    private DateOnly? Last() => _booked.Count == 0 ? null : _booked.Max(line => line.Date);
}
