using System.Globalization;
using System.Text.RegularExpressions;
using Financbase.Domain.Banking;
using Financbase.Domain.SharedKernel;

namespace Financbase.Infrastructure.Banking.Statements.Mt940;

/// <summary>A balance field: <c>C</c> or <c>D</c>, day, currency, amount.</summary>
internal sealed partial record Mt940Balance(DateOnly? Day, Currency Currency, Money? Amount)
{
    /// <summary>Null without a field, and, with a word about it, when the field is no balance.</summary>
    public static Mt940Balance? Read(SwiftField? field, Action<RejectedLine> reject)
    {
        if (field is null)
        {
            return null;
        }

        var written = field.Lines[0].Trim();
        if (Balance().Match(written) is not { Success: true } match || !Currency.TryParse(match.Groups["currency"].Value, out var currency))
        {
            reject(new RejectedLine(field.Line, $"“{Csv.CsvLineReader.Short(written)}” is not a balance."));
            return null;
        }

        var amount = Number(match.Groups["amount"].Value) is { } number
            ? ExactMoney.Of(match.Groups["mark"].Value == "D" ? -number : number, currency, out var why)
            : NotANumber(out why);
        if (amount is null)
        {
            reject(new RejectedLine(field.Line, why));
        }

        return new Mt940Balance(Mt940Dates.Day(match.Groups["day"].Value), currency, amount);
    }

    /// <summary>Digits with a decimal comma; some banks write a point.</summary>
    public static decimal? Number(string text) => decimal.TryParse(
        text.Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
        ? number
        : null;

    private static Money? NotANumber(out string why)
    {
        why = "The amount is too large.";
        return null;
    }

    [GeneratedRegex(@"^(?<mark>[CD])(?<day>\d{6})(?<currency>[A-Z]{3})(?<amount>\d+(?:[,.]\d*)?)$")]
    private static partial Regex Balance();
}
