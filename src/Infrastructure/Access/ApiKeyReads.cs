using Financbase.Application.Access;
using Financbase.Application.Paging;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace Financbase.Infrastructure.Access;

internal sealed class ApiKeyReads(FinancbaseDbContext context, IMultiTenantContextAccessor tenant) : IApiKeyReads
{
    public async Task<Page<ApiKeyView>> ListAsync(string? text, PageRequest page, CancellationToken ct)
    {
        var before = Cursor.Read<Guid>(page.Cursor);
        var rows = await Query(null, LikePattern.Containing(text), before, page.Limit + 1).ToListAsync(ct);
        return Page<ApiKeyView>.From(rows, page, row => [row.Id]);
    }

    public Task<ApiKeyView?> FindAsync(ApiKeyId id, CancellationToken ct) =>
        Query(id.Value, null, null, 1).SingleOrDefaultAsync(ct);

    private IQueryable<ApiKeyView> Query(Guid? id, string? pattern, Guid? before, int limit)
    {
        var organization = tenant.OrganizationId.Value;
        return context.Database.SqlQuery<ApiKeyView>($"""
            SELECT k.id, k.name, k.public_id, k.scopes, k.allowed_networks::text[] AS allowed_networks, u.email AS created_by,
                k.created_at, k.expires_at, k.revoked_at, k.last_used_at
            FROM api_keys k JOIN users u ON u.id = k.created_by
            WHERE k.organization_id = {organization}
                AND ({id}::uuid IS NULL OR k.id = {id}) AND ({before}::uuid IS NULL OR k.id < {before})
                AND ({pattern}::text IS NULL OR k.name ILIKE {pattern} OR u.email ILIKE {pattern})
            ORDER BY k.id DESC LIMIT {limit}
            """);
    }
}
