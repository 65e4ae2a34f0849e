using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using Financbase.Domain.Secrets;

namespace Financbase.Infrastructure.Workflows.Steps;

/// <summary>The ways in which another system may write down a text that it was given.</summary>
internal static class SecretForms
{
    private static readonly char[] PartEnds = ['/', '?', '&', '=', '#'];

    public static IEnumerable<string> Of(string secret) =>
        Parts(secret).Prepend(secret).SelectMany(Written).Distinct(StringComparer.OrdinalIgnoreCase);

    // What is secret in an address is its path; the other side knows no more of it.
    private static IEnumerable<string> Parts(string secret)
    {
        if (!Uri.TryCreate(secret, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            return [];
        return address.PathAndQuery.Split(PartEnds).Append(address.PathAndQuery).Append(address.AbsolutePath)
            .Where(part => part.Length >= OrganizationSecret.ShortestValue);
    }

    private static IEnumerable<string> Written(string secret)
    {
        var bytes = Encoding.UTF8.GetBytes(secret);
        string[] plain =
        [
            secret,
            JavaScriptEncoder.Default.Encode(secret),
            JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(secret),
            Uri.EscapeDataString(secret),
            WebUtility.UrlEncode(secret),
            WebUtility.HtmlEncode(secret),
            Convert.ToHexString(bytes),
            string.Join('\0', secret.ToCharArray()),
        ];
        return plain.Concat(Base64(bytes));
    }

    // Inside a longer text the same bytes have three looks, by where they begin; the characters at both ends also tell
    // of their neighbours and are left out.
    private static IEnumerable<string> Base64(byte[] bytes)
    {
        for (var offset = 0; offset < 3; offset++)
        {
            byte[] shifted = [.. new byte[offset], .. bytes];
            var whole = Convert.ToBase64String(shifted);
            var from = (offset * 8 + 5) / 6;
            var certain = whole[from..(shifted.Length * 8 / 6)];
            yield return certain;
            yield return certain.Replace('+', '-').Replace('/', '_');
        }
    }
}
