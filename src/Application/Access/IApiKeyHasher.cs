using Financbase.Domain.Access;

namespace Financbase.Application.Access;

/// <summary>Hashes keys under a secret that stands outside the database.</summary>
public interface IApiKeyHasher
{
    byte[] Hash(ApiKeyToken token);
}
