using System.Security.Cryptography;
using System.Text;

namespace Financbase.Infrastructure.Encryption;

/// <summary>AES-256-GCM as <c>nonce|ciphertext|tag</c>. What it was sealed for is told again when it is opened.</summary>
internal static class Aead
{
    public const int NonceLength = 12;
    public const int TagLength = 16;

    public static byte[] Seal(ReadOnlySpan<byte> key, ReadOnlySpan<byte> plain, string associated)
    {
        var value = new byte[NonceLength + plain.Length + TagLength];
        Seal(key, plain, associated, value);
        return value;
    }

    /// <summary>Writes into a place of exactly the right length.</summary>
    public static void Seal(ReadOnlySpan<byte> key, ReadOnlySpan<byte> plain, string associated, Span<byte> place)
    {
        var nonce = place[..NonceLength];
        RandomNumberGenerator.Fill(nonce);
        using var cipher = new AesGcm(key, TagLength);
        cipher.Encrypt(nonce, plain, place[NonceLength..^TagLength], place[^TagLength..], Encoding.UTF8.GetBytes(associated));
    }

    /// <exception cref="CryptographicException">Another key, another place, or a changed value.</exception>
    public static byte[] Open(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value, string associated)
    {
        if (value.Length < NonceLength + TagLength)
        {
            throw new CryptographicException("A sealed value was cut short.");
        }

        var plain = new byte[value.Length - NonceLength - TagLength];
        using var cipher = new AesGcm(key, TagLength);
        cipher.Decrypt(value[..NonceLength], value[NonceLength..^TagLength], value[^TagLength..], plain, Encoding.UTF8.GetBytes(associated));
        return plain;
    }
}
