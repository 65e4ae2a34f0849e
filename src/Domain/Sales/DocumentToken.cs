using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Financbase.Domain.Sales;

/// <summary>The secret in a link that shows one document to whoever has it: 256 random bits. Only its hash is kept, which needs no salt for that.</summary>
public static class DocumentToken
{
    private const int Bytes = 32;

    public static string Generate() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    public static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
