using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Financbase.Domain.Workflows.Triggers;

/// <summary>
/// The secret part of a webhook trigger's address: <c>/hooks/{token}</c> for the first of a workflow,
/// <c>/hooks/{token}.2</c> for the second. Only its hash is compared.
/// </summary>
/// <param name="Hash">SHA-256 of the token.</param>
/// <param name="Number">Of the trigger among those of its kind, from 1.</param>
public readonly record struct HookToken(byte[] Hash, int Number)
{
    private const int Bytes = 24;
    private const int Letters = 32;

    internal static (string Token, byte[] Hash) Generate()
    {
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));
        return (token, HashOf(token));
    }

    /// <param name="text">The last segment of the address.</param>
    /// <param name="token">Set when the answer is true; it need not lead anywhere.</param>
    public static bool TryParse(string? text, out HookToken token)
    {
        token = default;
        if (text is not { Length: >= Letters and <= Letters + 3 })
            return false;
        var number = 1;
        if (text.Length > Letters && (text[Letters] != '.' || !int.TryParse(text.AsSpan(Letters + 1), NumberStyles.None, CultureInfo.InvariantCulture, out number)))
            return false;
        token = new HookToken(HashOf(text[..Letters]), number);
        return true;
    }

    /// <summary>The path that leads to this trigger.</summary>
    public static string Path(string token, int number) =>
        number == 1 ? $"/hooks/{token}" : string.Create(CultureInfo.InvariantCulture, $"/hooks/{token}.{number}");

    private static byte[] HashOf(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
