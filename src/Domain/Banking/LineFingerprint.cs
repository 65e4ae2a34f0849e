using System.Globalization;

namespace Financbase.Domain.Banking;

/// <summary>
/// What makes two lines look the same: day, amount, and every word, whatever the case and the spaces. Equal
/// fingerprints need not be the same payment (two coffees on one day); that is for counting to decide.
/// </summary>
public readonly record struct LineFingerprint(Guid Value)
{
    private const char Separator = '\u001f';

    public static LineFingerprint Of(StatementLine line)
    {
        var text = string.Join(
            Separator,
            line.Date.ToString("yyyyMMdd", CultureInfo.InvariantCulture),
            line.Amount.Minor.ToString(CultureInfo.InvariantCulture),
            line.Amount.Currency.Code,
            Words(line.Description),
            Words(line.Counterparty),
            Words(line.Reference));

        return new LineFingerprint(TextHash.Of(text));
    }

    private static string Words(string? text) =>
        string.Join(' ', (text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).ToUpperInvariant();
}
