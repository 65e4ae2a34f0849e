using Financbase.Domain.Banking;
using Financbase.Domain.SharedKernel;

namespace Financbase.Infrastructure.Banking.Statements.Camt;

/// <summary>
/// One <c>Ntry</c>. It is one line, as the bank booked it; except that a batch whose details carry amounts of their own,
/// which add up to the entry to the cent, is one line for each of them.
/// </summary>
internal sealed class CamtEntry(CamtElement entry, Currency currency)
{
    private readonly List<CamtElement> _details = [.. entry.Children("NtryDtls").SelectMany(details => details.Children("TxDtls"))];

    public IEnumerable<(LineReading Reading, bool IsBooked)> Read()
    {
        var booked = (entry.Text("Sts", "Cd") ?? entry.Text("Sts")) is null or "BOOK";
        return ReadLines().Select(reading => (reading, booked));
    }

    private IEnumerable<LineReading> ReadLines()
    {
        if ((CamtValues.Day(entry.Child("BookgDt")) ?? CamtValues.Day(entry.Child("ValDt"))) is not { } day)
        {
            return [Refuse("There is no date.")];
        }

        if (CamtValues.Number(entry.Child("Amt")) is not { } number)
        {
            return [Refuse(entry.Text("Amt") is { } wrong ? $"“{Csv.CsvLineReader.Short(wrong)}” is not an amount." : "There is no amount.")];
        }

        if (entry.Child("Amt")!.Currency is { } written && !string.Equals(written.Trim(), currency.Code, StringComparison.OrdinalIgnoreCase))
        {
            return [Refuse($"The amount is in {Csv.CsvLineReader.Short(written)}, the statement in {currency}.")];
        }

        if (CamtValues.IsOut(entry) is not { } isOut)
        {
            return [Refuse("It is neither credit nor debit.")];
        }

        return ExactMoney.Of(isOut ? -number : number, currency, out var why) is not { } amount ? [Refuse(why)]
            : Split(amount) is { } amounts ? _details.Select((detail, index) => LineOf(day, amounts[index], detail, index))
            : [_details.Count == 1 ? LineOf(day, amount, _details[0], null) : Whole(day, amount)];
    }

    private LineReading LineOf(DateOnly day, Money amount, CamtElement detail, int? index)
    {
        var transaction = new CamtTransaction(detail, amount.Minor < 0 != IsReversal);
        var counterparty = transaction.Counterparty;
        return LineReading.Of(new StatementLine(
            entry.Line, day, amount,
            transaction.Description ?? Additional ?? counterparty ?? "",
            counterparty,
            transaction.Reference ?? BankIds.Meaningful(entry.Text("NtryRef")),
            index is null ? OwnId ?? transaction.BankId : transaction.BankId ?? (OwnId is { } own ? $"{own}/{index + 1}" : null)));
    }

    private LineReading Whole(DateOnly day, Money amount)
    {
        var batch = entry.At("NtryDtls", "Btch");
        return LineReading.Of(new StatementLine(
            entry.Line, day, amount,
            Additional ?? (_details.Count > 0 ? $"{_details.Count} payments in one" : ""),
            Counterparty: null,
            BankIds.Meaningful(batch?.Text("PmtInfId")) ?? BankIds.Meaningful(batch?.Text("MsgId")) ?? BankIds.Meaningful(entry.Text("NtryRef")),
            OwnId));
    }

    // The signs of the details count where they fit; some banks repeat the original payment's there, so that they do not.
    private Money[]? Split(Money total)
    {
        var amounts = _details.Select(Own).ToArray();
        if (_details.Count < 2 || amounts.Any(amount => amount is null))
        {
            return null;
        }

        Money[] unsigned = [.. amounts.Select(amount => amount!.Value)];
        Money[] signed = [.. unsigned.Select((amount, index) => (CamtValues.IsOut(_details[index]) ?? total.Minor < 0) ? -amount : amount)];
        Money[] alike = [.. unsigned.Select(amount => total.Minor < 0 ? -amount : amount)];
        return Sum(signed) == total.Minor ? signed : Sum(alike) == total.Minor ? alike : null;
    }

    private Money? Own(CamtElement detail)
    {
        CamtElement?[] places = [detail.Child("Amt"), detail.At("AmtDtls", "TxAmt", "Amt")];
        var amount = Array.Find(places, place => CamtValues.CurrencyOf(place) == currency);
        return CamtValues.Number(amount) is { } number ? ExactMoney.Of(number, currency, out _) : null;
    }

    private static decimal Sum(Money[] amounts) => amounts.Sum(amount => (decimal)amount.Minor);

    // What it takes back is named as in the original payment, so that the parties stand the other way round.
    private bool IsReversal => entry.Text("RvslInd") is "true" or "1";

    private string? Additional => entry.Text("AddtlNtryInf");

    // NtryRef only numbers the entries of a statement.
    private string? OwnId => BankIds.Meaningful(entry.Text("AcctSvcrRef"));

    private LineReading Refuse(string reason) => LineReading.Refuse(entry.Line, reason);
}
