using Financbase.Application.Access;
using Financbase.Application.Paging;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace Financbase.Infrastructure.Access;

internal sealed class ApiKeyReads(FinancbaseDbContext context, IMultiTenantContextAccessor tenant) : IApiKeyReads
{
    private static readonly Keyset<ApiKeyView, Guid> Orders = new Keyset<ApiKeyView, Guid>(ListApiKeys.Sorts, row => row.Id)
        .ById("createdAt").By("name", row => row.Name).By("expiresAt", row => row.ExpiresAt);

    public Task<Page<ApiKeyView>> ListAsync(ApiKeyFilter filter, PageRequest page, CancellationToken ct) =>
        Orders.ReadAsync(Query(null, filter), page, ct);

    public Task<ApiKeyView?> FindAsync(ApiKeyId id, CancellationToken ct) =>
        Query(id.Value, null).SingleOrDefaultAsync(ct);

    private IQueryable<ApiKeyView> Query(Guid? id, ApiKeyFilter? filter)
    {
        var (pattern, state) = (LikePattern.Containing(filter?.Text), filter?.State?.ToString().ToLowerInvariant());
        var organization = tenant.OrganizationId.Value;
        return context.Database.SqlQuery<ApiKeyView>($"""
            SELECT k.id, k.name, k.public_id, k.scopes, k.allowed_networks::text[] AS allowed_networks, u.email AS created_by,
                k.created_at, k.expires_at, k.revoked_at, k.last_used_at
            FROM api_keys k JOIN users u ON u.id = k.created_by
            WHERE k.organization_id = {organization}
                AND ({id}::uuid IS NULL OR k.id = {id})
                AND ({pattern}::text IS NULL OR k.name ILIKE {pattern} OR u.email ILIKE {pattern})
                AND ({state}::text IS NULL OR {state} =
                    CASE WHEN k.revoked_at IS NOT NULL THEN 'revoked' WHEN k.expires_at > {filter?.At}::timestamptz THEN 'active' ELSE 'expired' END)
            """);
    }
}
