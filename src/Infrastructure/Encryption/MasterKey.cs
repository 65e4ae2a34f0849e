using System.Security.Cryptography;
using System.Text;

namespace Financbase.Infrastructure.Encryption;

/// <summary>
/// The secret that stands outside the database: with the database alone, neither cookies can be forged nor API keys
/// checked. It is never used itself; each purpose derives a key of its own (HKDF, RFC 5869).
/// </summary>
public sealed class MasterKey(byte[] key)
{
    public const int Length = 32;

    private readonly byte[] _key = key.Length == Length
        ? key
        : throw new InvalidOperationException($"The master key has {Length} bytes, written in base 64.");

    public byte[] Derive(string purpose) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, _key, Length, info: Encoding.UTF8.GetBytes(purpose));
}
