using System.Globalization;

namespace Financbase.Web.Shell;

/// <summary>An amount as people write it into a form: 1250.00, without a sign.</summary>
internal static class FormAmount
{
    /// <returns>False where it is no amount; nothing at all is null.</returns>
    public static bool TryRead(string? text, out decimal? amount)
    {
        amount = null;
        if (string.IsNullOrWhiteSpace(text))
            return true;
        if (!decimal.TryParse(text.Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value))
            return false;

        amount = value;
        return true;
    }
}
