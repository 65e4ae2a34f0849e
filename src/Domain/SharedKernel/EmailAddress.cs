using System.Globalization;

namespace Financbase.Domain.SharedKernel;

/// <summary>
/// An e-mail address as one writes it in a form: <c>local@domain.tld</c>. Narrower than RFC 5321 on purpose: quoted
/// local parts, comments, address literals and letters outside ASCII before the @ are refused, since nobody types them
/// and each is a way to smuggle something past a mail server. A domain in another script is kept in its ASCII form.
/// </summary>
public readonly record struct EmailAddress
{
    public const int MaximumLength = 254;

    private const int LocalLength = 64;
    private const string LocalSymbols = "!#$%&'*+-/=?^_`{|}~.";
    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true };

    private readonly string? _value;

    private EmailAddress(string value) => _value = value;

    public string Value => _value ?? throw new InvalidOperationException("An e-mail address was never set.");

    public string Domain => Value[(Value.IndexOf('@', StringComparison.Ordinal) + 1)..];

    public static bool TryParse(string? text, out EmailAddress address)
    {
        address = default;
        var trimmed = text?.Trim() ?? "";
        if (trimmed.Length > MaximumLength || trimmed.Split('@') is not [var local, var domain])
            return false;
        if (!IsLocalPart(local) || Ascii(domain) is not { } ascii || local.Length + 1 + ascii.Length > MaximumLength)
            return false;

        address = new EmailAddress($"{local}@{ascii}");
        return true;
    }

    public override string ToString() => Value;

    private static bool IsLocalPart(string local) =>
        local.Length is > 0 and <= LocalLength
        && local.All(c => char.IsAsciiLetterOrDigit(c) || LocalSymbols.Contains(c, StringComparison.Ordinal))
        && local[0] != '.' && local[^1] != '.' && !local.Contains("..", StringComparison.Ordinal);

    private static string? Ascii(string domain)
    {
        if (!domain.Contains('.', StringComparison.Ordinal) || domain[^1] == '.')
            return null;

        try
        {
            return Idn.GetAscii(domain).ToLowerInvariant();
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
