using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Financbase.Domain.Access;

/// <summary>The secret in an invitation's link: 256 random bits. Only its hash is kept, which needs no salt for that.</summary>
public static class InvitationToken
{
    private const int Bytes = 32;

    public static string Generate() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    public static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
