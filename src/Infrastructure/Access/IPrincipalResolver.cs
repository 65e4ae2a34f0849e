using System.Security.Claims;
using Financbase.Application.Access;
using Financbase.Application.Tenancy;

namespace Financbase.Infrastructure.Access;

/// <summary>The claims that a sign-in or an API key leaves; nothing else is trusted from a cookie.</summary>
public static class FinancbaseClaims
{
    public const string User = "sub";

    /// <summary>The sign-in that a cookie names.</summary>
    public const string Session = "sid";

    /// <summary>The organization that the credential is bound to; absent for people.</summary>
    public const string Organization = "organization";

    public const string ApiKey = "api_key";
}

/// <summary>Reads the live rights of whoever is authenticated.</summary>
public interface IPrincipalResolver
{
    /// <summary>Null when the caller has no place in the organization (any more).</summary>
    Task<Principal?> ResolveAsync(ClaimsPrincipal caller, TenantInfo? tenant, CancellationToken ct);
}
