using System.Text.RegularExpressions;
using Financbase.Domain.Banking;
using Financbase.Domain.SharedKernel;

namespace Financbase.Infrastructure.Banking.Statements.Mt940;

/// <summary>Whose account <c>:25:</c> names, without the currency that many banks write behind it.</summary>
internal static partial class Mt940Account
{
    private const int GermanNumber = 10;

    public static AccountIdentification? Read(SwiftField? field)
    {
        if (LineText.Clean(field?.Lines[0]) is not { } written)
        {
            return null;
        }

        var text = Trailing().Match(written) is { Success: true } match && Currency.TryParse(match.Groups["currency"].Value, out _)
            ? written[..match.Index]
            : written;

        // The number is the tail of the IBAN only with the zeros that people leave out.
        return new AccountIdentification(German().Match(text) is { Success: true } german
            ? $"{german.Groups["bank"]}/{german.Groups["number"].Value.PadLeft(GermanNumber, '0')}"
            : text);
    }

    [GeneratedRegex(@"(?:/|(?<=\d)\s*)(?<currency>[A-Z]{3})$")]
    private static partial Regex Trailing();

    [GeneratedRegex(@"^(?<bank>\d{8})/(?<number>\d{1,10})$")]
    private static partial Regex German();
}
