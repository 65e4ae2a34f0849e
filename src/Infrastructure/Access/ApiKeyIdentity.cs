using System.Security.Claims;
using Financbase.Application.Access;
using Financbase.Domain.Access;

namespace Financbase.Infrastructure.Access;

/// <summary>A request that showed a valid key. A type of its own, since no cookie can bring one along.</summary>
public sealed class ApiKeyIdentity : ClaimsIdentity
{
    public ApiKeyIdentity(ApiKeyCredential key, string publicId) : base("ApiKey")
    {
        Key = key;
        PublicId = publicId;
        Principal = Principal.Of($"api_key:{key.Id}", PrincipalKind.ApiKey, key.CreatedBy, key.LiveRights());
        AddClaim(new Claim(FinancbaseClaims.ApiKey, key.Id.ToString()));
        AddClaim(new Claim(FinancbaseClaims.Organization, key.OrganizationId.ToString()));
    }

    public Principal Principal { get; }

    /// <summary>As it was when the request came.</summary>
    public ApiKeyCredential Key { get; }

    public string PublicId { get; }
}
