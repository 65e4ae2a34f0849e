using System.Net;
using System.Security.Claims;
using Financbase.Application.Access;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Domain.Organizations;
using Financbase.Infrastructure.Tenancy;

namespace Financbase.Infrastructure.Access;

/// <summary>Asks again who is at the other end of a long answer, as the start of a request does.</summary>
public sealed class LiveCallers(
    IPrincipalResolver principals, IMultiTenantStore organizations, LiveSessions sessions, ApiKeyDirectory keys, TimeProvider clock)
{
    /// <summary>Null for those who would not be let in any more: signed out, removed, or with a key that has ended.</summary>
    public async Task<(Principal Principal, TenantInfo Tenant)?> FindAsync(
        ClaimsPrincipal caller, IPAddress? address, OrganizationId organization, CancellationToken ct)
    {
        if (await organizations.FindByIdAsync(organization, ct) is not { } tenant)
            return null;
        var principal = caller.Identity is ApiKeyIdentity key ? await OfKeyAsync(key, address, ct) : await OfSessionAsync(caller, tenant, ct);
        return principal is null ? null : (principal, tenant);
    }

    private async Task<Principal?> OfKeyAsync(ApiKeyIdentity shown, IPAddress? address, CancellationToken ct) =>
        await keys.FindAsync(shown.PublicId, ct) is { } key && key.Refuse(shown.Key.Hash, address, clock.GetUtcNow()) is null
            ? new ApiKeyIdentity(key, shown.PublicId).Principal
            : null;

    private async Task<Principal?> OfSessionAsync(ClaimsPrincipal caller, TenantInfo tenant, CancellationToken ct) =>
        Guid.TryParse(caller.FindFirstValue(FinancbaseClaims.Session), out var session) && await sessions.IsLiveAsync(new UserSessionId(session), isSeen: false, ct)
            ? await principals.ResolveAsync(caller, tenant, ct)
            : null;
}
