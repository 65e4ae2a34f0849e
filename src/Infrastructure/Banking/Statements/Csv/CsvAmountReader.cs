using Financbase.Domain.Banking;
using Financbase.Domain.SharedKernel;

namespace Financbase.Infrastructure.Banking.Statements.Csv;

/// <summary>Reads a row's amount from one signed column, from a column with a direction beside it, or from two columns.</summary>
internal sealed class CsvAmountReader(CsvSheet sheet, CsvProfile profile)
{
    private readonly char _decimalSeparator = profile.DecimalSeparator![0];
    private readonly int? _amount = sheet.Find(profile.Amount);
    private readonly int? _in = sheet.Find(profile.AmountIn);
    private readonly int? _out = sheet.Find(profile.AmountOut);
    private readonly int? _indicator = sheet.Find(profile.Indicator);

    /// <summary>Positive is money in; null, with the reason, when the row tells no amount.</summary>
    public Money? Read(CsvRow row, Currency currency, out string why)
    {
        var signed = _amount is null ? FromTwoColumns(row, currency, out why)
            : _indicator is null ? Number(row[_amount], currency, out why)
            : WithIndicator(row, currency, out why);
        return signed is { } amount ? ExactMoney.Of(profile.InvertSign ? -amount : amount, currency, out why) : null;
    }

    private decimal? FromTwoColumns(CsvRow row, Currency currency, out string why)
    {
        var (inText, outText) = (row[_in], row[_out]);
        decimal? moneyIn = 0, moneyOut = 0;
        why = "There is no amount.";
        if (inText.Length > 0 && (moneyIn = Number(inText, currency, out why)) is null
            || outText.Length > 0 && (moneyOut = Number(outText, currency, out why)) is null
            || inText.Length + outText.Length == 0)
        {
            return null;
        }

        why = "There is both money in and money out.";
        return (moneyIn, moneyOut) is (not 0, not 0)
            ? null
            // Banks differ in whether money out bears a minus of its own.
            : moneyIn - decimal.Abs(moneyOut ?? 0);
    }

    private decimal? WithIndicator(CsvRow row, Currency currency, out string why)
    {
        if (Number(row[_amount], currency, out why) is not { } amount)
        {
            return null;
        }

        if (DirectionWords.IsOut(row[_indicator], profile.OutWord) is not { } isOut)
        {
            why = $"“{CsvLineReader.Short(row[_indicator])}” does not say whether this is money in or out.";
            return null;
        }

        if (amount < 0 && !isOut)
        {
            why = "The amount is negative, but the line is marked as money in.";
            return null;
        }

        return isOut ? -decimal.Abs(amount) : amount;
    }

    private decimal? Number(string text, Currency currency, out string why)
    {
        why = text.Length == 0 ? "There is no amount." : $"“{CsvLineReader.Short(text)}” is not an amount.";
        if (!AmountText.TryParse(text, _decimalSeparator, out var amount, out var written))
        {
            return null;
        }

        why = $"The amount is in {written}, not in {currency}.";
        return written is null || written == currency ? amount : null;
    }
}
