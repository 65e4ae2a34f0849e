using System.Security.Cryptography;
using System.Text;
using Financbase.Application.Access;
using Financbase.Domain.Access;
using Financbase.Infrastructure.Encryption;

namespace Financbase.Infrastructure.Access;

/// <summary>HMAC-SHA256. A slow hash would protect nothing: the key has 190 random bits.</summary>
internal sealed class ApiKeyHasher(IPlatformKeys keys) : IApiKeyHasher
{
    private const string Pepper = "api keys";

    public byte[] Hash(ApiKeyToken token) => HMACSHA256.HashData(keys.Get(Pepper), Encoding.ASCII.GetBytes(token.Reveal()));
}
