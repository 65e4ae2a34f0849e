using Financbase.Application.Search;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace Financbase.Infrastructure.Sales;

/// <summary>What is sold, by name or code.</summary>
internal sealed class ItemSearch(FinancbaseDbContext context, IMultiTenantContextAccessor tenant) : ISearchSource
{
    public SearchKind Kind { get; } = new("item", "Items", "package", Permissions.Items.Read, 25);

    public async Task<IReadOnlyList<FoundThing>> FindAsync(SearchTerm term, Rights rights, int most, CancellationToken ct)
    {
        var rows = await context.Database.SqlQuery<Row>($"""
            SELECT i.id, i.name, i.code FROM items i
            WHERE i.organization_id = {tenant.OrganizationId.Value}
                AND (i.name ILIKE {LikePattern.Containing(term.Text)} OR i.code ILIKE {LikePattern.Containing(term.Text)})
            ORDER BY search_rank(i.name, {term.Text}), lower(i.name), i.id LIMIT {most}
            """).ToListAsync(ct);
        return [.. rows.Select(row => new FoundThing($"{row.Id}", row.Name, row.Code, $"/items?text={Uri.EscapeDataString(row.Name)}"))];
    }

    private sealed record Row(Guid Id, string Name, string? Code);
}
