using System.Security.Claims;
using Financbase.Application.Access;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;

namespace Financbase.Infrastructure.Access;

/// <summary>
/// A person's rights are those of the membership's role and a second old at most; a key's are what it was given and its
/// creator still holds.
/// </summary>
internal sealed class PrincipalResolver(RightsCache rights) : IPrincipalResolver
{
    public async Task<Principal?> ResolveAsync(ClaimsPrincipal caller, TenantInfo? tenant, CancellationToken ct)
    {
        if (caller.Identity is ApiKeyIdentity key)
            return key.Principal;
        if (!Guid.TryParse(caller.FindFirstValue(FinancbaseClaims.User), out var id))
            return null;

        var user = new UserId(id);
        var held = tenant is null ? Rights.None : (await rights.FindAsync(tenant.Id, user, ct))?.Rights;
        return held is null ? null : Principal.Of($"user:{user}", PrincipalKind.User, user, held);
    }
}
