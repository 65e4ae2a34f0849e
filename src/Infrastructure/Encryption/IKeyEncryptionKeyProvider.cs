namespace Financbase.Infrastructure.Encryption;

/// <summary>
/// Wraps keys under a key that never enters the database, and need not even enter this process: a file or the
/// environment now, a hardware module by another implementation.
/// </summary>
public interface IKeyEncryptionKeyProvider
{
    /// <summary>Names the key that wraps from now on; it says nothing about its value.</summary>
    string CurrentId { get; }

    byte[] Wrap(ReadOnlySpan<byte> key, string associated);

    /// <exception cref="InvalidOperationException">The key of this id is not configured.</exception>
    /// <exception cref="System.Security.Cryptography.CryptographicException">The wrapped key was changed or moved.</exception>
    byte[] Unwrap(string id, ReadOnlySpan<byte> wrapped, string associated);
}
