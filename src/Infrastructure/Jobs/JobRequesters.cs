using System.Security.Claims;
using Financbase.Application.Access;
using Financbase.Application.Tenancy;
using Financbase.Infrastructure.Access;

namespace Financbase.Infrastructure.Jobs;

/// <summary>Who asked for a job, with what they may do now: a key within its scopes, and only while it works.</summary>
internal sealed class JobRequesters(IPrincipalResolver principals, ApiKeyDirectory keys, TimeProvider clock)
{
    /// <summary>Null when they are no member any more, or the key is revoked or has expired.</summary>
    public async Task<Principal?> FindAsync(JobRun run, TenantInfo? tenant, CancellationToken ct)
    {
        if (!run.IsByKey)
        {
            return await principals.ResolveAsync(
                new ClaimsPrincipal(new ClaimsIdentity([new Claim(FinancbaseClaims.User, run.User.ToString())])), tenant, ct);
        }

        return run.KeyPublicId is { } id && await keys.FindAsync(id, ct) is { RevokedAt: null, CreatorRights: not null } key
            && clock.GetUtcNow() < key.ExpiresAt
            ? new ApiKeyIdentity(key, id).Principal
            : null;
    }
}
