using System.Text.RegularExpressions;

namespace Financbase.Web.Monitoring;

/// <summary>
/// The last net under the logs: no line is meant to hold a secret or a person's data, and messages of exceptions from
/// elsewhere sometimes do. Keys, passwords, tokens, e-mail addresses, IBANs and card numbers are taken out wherever they
/// stand.
/// </summary>
internal static partial class Redaction
{
    private const string Hidden = "[redacted]";

    public static string Value(string name, string value) => SecretName().IsMatch(name) ? Hidden : Text(value);

    public static string Text(string text)
    {
        text = ApiKey().Replace(text, $"$1{Hidden}");
        text = Credentials().Replace(text, $"$1 {Hidden}");
        text = Assignment().Replace(text, $"$1{Hidden}");
        text = Email().Replace(text, Hidden);
        text = Iban().Replace(text, Hidden);
        return CardNumber().Replace(text, match => IsCard(match.Value) ? Hidden : match.Value);
    }

    /// <summary>ISO/IEC 7812's check digit, so that ids and counts of the same length stay readable.</summary>
    private static bool IsCard(string text)
    {
        var sum = 0;
        var isSecond = false;
        foreach (var digit in text.Where(char.IsAsciiDigit).Reverse().Select(character => character - '0'))
        {
            var weighted = isSecond ? digit * 2 : digit;
            sum += weighted > 9 ? weighted - 9 : weighted;
            isSecond = !isSecond;
        }

        return sum % 10 == 0;
    }

    [GeneratedRegex("password|passwd|secret|token|authorization|cookie|api_?key|connection_?string|iban", RegexOptions.IgnoreCase)]
    private static partial Regex SecretName();

    [GeneratedRegex("(fb_(?:live|test)_[0-9A-Za-z]{8})[0-9A-Za-z]+")]
    private static partial Regex ApiKey();

    [GeneratedRegex(@"\b(Bearer|Basic)\s+[A-Za-z0-9._~+/=-]{6,}", RegexOptions.IgnoreCase)]
    private static partial Regex Credentials();

    [GeneratedRegex("""((?:password|passwd|pwd|secret|token|api[_-]?key)["']?\s*[=:]\s*)("[^"]*"|'[^']*'|[^\s;,&"']+)""", RegexOptions.IgnoreCase)]
    private static partial Regex Assignment();

    [GeneratedRegex(@"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+")]
    private static partial Regex Email();

    [GeneratedRegex(@"\b[A-Z]{2}[0-9]{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b")]
    private static partial Regex Iban();

    [GeneratedRegex(@"\b[0-9](?:[ -]?[0-9]){12,18}\b")]
    private static partial Regex CardNumber();
}
