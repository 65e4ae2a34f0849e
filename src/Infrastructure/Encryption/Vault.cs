using System.Security.Cryptography;
using System.Text;
using Financbase.Domain.Organizations;

namespace Financbase.Infrastructure.Encryption;

/// <summary>
/// Seals values for their place and opens them there. A value is <c>version|key id|nonce|ciphertext|tag</c>, bound to
/// organization, table, column and row.
/// </summary>
public sealed class Vault
{
    private const byte Format = 1;
    private const int HeaderLength = 1 + 16;
    private const string IndexSuffix = " index";

    private readonly KeyStore _keys;

    internal Vault(KeyStore keys) => _keys = keys;

    public byte[] Seal(OrganizationId organization, SealedColumn column, string row, ReadOnlySpan<byte> plain)
    {
        var key = _keys.Current(organization, column.Purpose);
        var value = new byte[HeaderLength + Aead.NonceLength + plain.Length + Aead.TagLength];
        value[0] = Format;
        key.Id.TryWriteBytes(value.AsSpan(1), bigEndian: true, out _);
        Aead.Seal(key.Bytes, plain, Place(organization, column, row), value.AsSpan(HeaderLength));
        return value;
    }

    public byte[] Seal(OrganizationId organization, SealedColumn column, string row, string text) =>
        Seal(organization, column, row, Encoding.UTF8.GetBytes(text));

    /// <exception cref="SealBrokenException">It was not sealed for this place, or was changed.</exception>
    public byte[] Open(OrganizationId organization, SealedColumn column, string row, ReadOnlySpan<byte> value)
    {
        if (value.Length < HeaderLength || value[0] != Format
            || _keys.Find(organization, new Guid(value[1..HeaderLength], bigEndian: true)) is not { } key
            || key.Purpose != column.Purpose)
        {
            throw new SealBrokenException(column, row);
        }

        try
        {
            return Aead.Open(key.Bytes, value[HeaderLength..], Place(organization, column, row));
        }
        catch (CryptographicException broken)
        {
            throw new SealBrokenException(column, row, broken);
        }
    }

    public string OpenText(OrganizationId organization, SealedColumn column, string row, ReadOnlySpan<byte> value) =>
        Encoding.UTF8.GetString(Open(organization, column, row, value));

    /// <summary>
    /// A blind index: the same for equal texts of an organization's column, so that they can be found and kept unique,
    /// and meaningless without its key, which no rotation changes.
    /// </summary>
    public byte[] Index(OrganizationId organization, SealedColumn column, string text) => HMACSHA256.HashData(
        _keys.Current(organization, column.Purpose + IndexSuffix).Bytes,
        Encoding.UTF8.GetBytes($"{column.Table}|{column.Column}|{text}"));

    /// <summary>The same over a part of the column's texts: never equal to the index of a whole one.</summary>
    public byte[] PartIndex(OrganizationId organization, SealedColumn column, string part) => Index(organization, column, $"part|{part}");

    internal static bool IsOfIndex(string purpose) => purpose.EndsWith(IndexSuffix, StringComparison.Ordinal);

    private static string Place(OrganizationId organization, SealedColumn column, string row) =>
        $"{organization.Value}|{column.Table}|{column.Column}|{row}";
}
