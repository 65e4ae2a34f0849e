using System.Text;
using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Sales;

/// <summary>
/// What the QR code of an invoice says, so that a banking app fills in the transfer: EPC069-12, version 002, in UTF-8. Lines are
/// separated by a line feed; those at the end that say nothing are left out.
/// </summary>
public static class CreditTransferCode
{
    public const int LongestName = 70;
    public const int LongestText = 140;

    private const long MostMinor = 999_999_999_99;

    /// <summary>Null where no such code can be: the amount is not in euros or outside 0.01 to 999,999,999.99, or no IBAN is known.</summary>
    /// <param name="payee">Who is paid; null where nobody is known.</param>
    /// <param name="amount">What is to be paid.</param>
    /// <param name="text">By what the payee knows the payment, e.g. the number of the invoice.</param>
    public static string? Of(IssuedBy? payee, Money amount, string text)
    {
        if (payee?.Iban is null || amount.Currency.Code != "EUR" || amount.Minor is <= 0 or > MostMinor)
            return null;

        string[] lines =
        [
            "BCD", "002", "1", "SCT", payee.Bic ?? "", Cut(payee.Name, LongestName), payee.Iban, $"EUR{amount.ToPlainString()}", "", "", Cut(text, LongestText),
        ];
        return string.Join('\n', lines);
    }

    // One line, and no half of a character at its end.
    private static string Cut(string text, int longest)
    {
        var cut = new StringBuilder();
        foreach (var rune in text.EnumerateRunes().Where(rune => !Rune.IsControl(rune)))
        {
            if (cut.Length + rune.Utf16SequenceLength > longest)
                break;
            cut.Append(rune);
        }

        return cut.ToString().Trim();
    }
}
