using Financbase.Application.Search;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace Financbase.Infrastructure.Access;

/// <summary>API keys that are not revoked, by name.</summary>
internal sealed class ApiKeySearch(FinancbaseDbContext context, IMultiTenantContextAccessor tenant) : ISearchSource
{
    public SearchKind Kind { get; } = new("api_key", "API keys", "key-round", Permissions.ApiKeys.Read, 40);

    public async Task<IReadOnlyList<FoundThing>> FindAsync(SearchTerm term, Rights rights, int most, CancellationToken ct)
    {
        var rows = await context.Database.SqlQuery<Row>($"""
            SELECT k.id, k.name, u.email::text AS maker
            FROM api_keys k JOIN users u ON u.id = k.created_by
            WHERE k.organization_id = {tenant.OrganizationId.Value} AND k.revoked_at IS NULL AND k.name ILIKE {LikePattern.Containing(term.Text)}
            ORDER BY search_rank(k.name, {term.Text}), lower(k.name), k.id LIMIT {most}
            """).ToListAsync(ct);
        return [.. rows.Select(row => new FoundThing($"{row.Id}", row.Name, $"by {row.Maker}", $"/settings/api-keys?text={Uri.EscapeDataString(row.Name)}"))];
    }

    private sealed record Row(Guid Id, string Name, string Maker);
}
