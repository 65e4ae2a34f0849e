using System.Globalization;
using Financbase.Application.Ledger;

namespace Financbase.Web.Shell;

/// <summary>An amount in another currency as people write it into a form: 1250.00 USD.</summary>
internal static class FormMoney
{
    /// <returns>False where it is no amount with a currency; nothing at all is null.</returns>
    public static bool TryRead(string? text, out ForeignAmount? amount)
    {
        amount = null;
        if (string.IsNullOrWhiteSpace(text))
            return true;
        if (text.Split(' ', StringSplitOptions.RemoveEmptyEntries) is not [var number, var currency]
            || !decimal.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value))
            return false;

        amount = new ForeignAmount(value, currency.ToUpperInvariant());
        return true;
    }
}
