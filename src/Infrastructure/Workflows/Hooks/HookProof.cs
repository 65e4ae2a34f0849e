using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Financbase.Domain.Workflows.Triggers;

namespace Financbase.Infrastructure.Workflows.Hooks;

/// <summary>Compares what a call shows with what the secret makes of it, in constant time.</summary>
internal static class HookProof
{
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    /// <param name="check">What is asked.</param>
    /// <param name="secret">The secret's value.</param>
    /// <param name="header">A header's value by its name, or null.</param>
    /// <param name="body">As it came.</param>
    /// <param name="now">For schemes that carry a time.</param>
    public static bool Holds(HookCheck check, string secret, Func<string, string?> header, ReadOnlySpan<byte> body, DateTimeOffset now) => check.Scheme switch
    {
        "standard" => Standard(secret, header, body, now),
        "token" => Same(header(check.Header), check.Prefix + secret),
        _ => Hmac(check, secret, header(check.Header), body),
    };

    private static bool Hmac(HookCheck check, string secret, string? shown, ReadOnlySpan<byte> body)
    {
        if (shown is null)
        {
            return false;
        }

        var mac = Mac(check.Algorithm, Encoding.UTF8.GetBytes(secret), body);
        return check.Encoding == "base64"
            ? Same(shown, check.Prefix + Convert.ToBase64String(mac))
            : Same(shown.ToLowerInvariant(), (check.Prefix + Convert.ToHexStringLower(mac)).ToLowerInvariant());
    }

    /// <summary>Standard Webhooks 1.0: the signature is over id, time and body; several may be shown, for rotation.</summary>
    private static bool Standard(string secret, Func<string, string?> header, ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        if (header("webhook-id") is not { Length: > 0 } id
            || !long.TryParse(header("webhook-timestamp"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || Math.Abs(now.ToUnixTimeSeconds() - seconds) > Tolerance.TotalSeconds
            || header("webhook-signature") is not { } shown)
        {
            return false;
        }

        byte[] signed = [.. Encoding.UTF8.GetBytes($"{id}.{seconds.ToString(CultureInfo.InvariantCulture)}."), .. body];
        var expected = "v1," + Convert.ToBase64String(HMACSHA256.HashData(KeyOf(secret), signed));
        return shown.Split(' ').Aggregate(false, (holds, one) => holds | Same(one, expected));
    }

    private static byte[] KeyOf(string secret)
    {
        const string Prefix = "whsec_";
        var text = secret.StartsWith(Prefix, StringComparison.Ordinal) ? secret[Prefix.Length..] : secret;
        var key = new byte[text.Length];
        return Convert.TryFromBase64String(text, key, out var length) ? key[..length] : Encoding.UTF8.GetBytes(secret);
    }

    private static byte[] Mac(string algorithm, byte[] key, ReadOnlySpan<byte> body) =>
        algorithm == "sha512" ? HMACSHA512.HashData(key, body) : HMACSHA256.HashData(key, body);

    private static bool Same(string? shown, string expected) =>
        shown is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(shown), Encoding.UTF8.GetBytes(expected));
}
