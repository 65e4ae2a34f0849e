using Financbase.Domain.Banking;
using Financbase.Domain.SharedKernel;

namespace Financbase.Infrastructure.Banking.Statements.Ofx;

/// <summary>One <c>STMTTRN</c>.</summary>
internal static class OfxTransaction
{
    public static LineReading Read(OfxElement transaction, Currency currency)
    {
        if (OfxValues.Day(transaction.Text("DTPOSTED")) is not { } day)
        {
            return Refuse(transaction.Text("DTPOSTED") is { } wrong ? $"“{wrong}” is not a date." : "There is no date.");
        }

        if (OfxValues.Amount(transaction.Text("TRNAMT")) is not { } amount)
        {
            return Refuse(transaction.Text("TRNAMT") is { } wrong ? $"“{wrong}” is not an amount." : "There is no amount.");
        }

        // CURRENCY says that the amount is in another currency; ORIGCURRENCY only tells where it came from.
        if (transaction.Text("CURRENCY", "CURSYM") is { } other && !other.Equals(currency.Code, StringComparison.OrdinalIgnoreCase))
        {
            return Refuse($"The amount is in {other}, the statement in {currency}.");
        }

        return ExactMoney.Of(amount, currency, out var why) is { } money ? LineReading.Of(Line(day, money)) : Refuse(why);

        LineReading Refuse(string reason) => LineReading.Refuse(transaction.Line, reason);

        StatementLine Line(DateOnly on, Money exact)
        {
            var name = transaction.Text("NAME") ?? transaction.Text("PAYEE", "NAME");
            return new StatementLine(
                transaction.Line, on, exact, transaction.Text("MEMO") ?? name ?? "", name, Reference(transaction),
                transaction.Text("FITID"));
        }
    }

    // Many banks write 0 for "no cheque".
    private static string? Reference(OfxElement transaction) =>
        transaction.Text("CHECKNUM") is { } cheque && cheque.Any(c => c != '0') ? cheque : transaction.Text("REFNUM");
}
