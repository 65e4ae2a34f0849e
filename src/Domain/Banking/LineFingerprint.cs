using System.Globalization;
using System.Security.Cryptography;
using System.Text;

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

        // 128 of SHA-256's bits fit a uuid column, and nobody gains by making two lines of their own books collide.
        return new LineFingerprint(new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16)));
    }

    private static string Words(string? text) =>
        string.Join(' ', (text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).ToUpperInvariant();
}
