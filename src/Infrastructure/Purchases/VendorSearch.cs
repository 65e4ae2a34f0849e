using Financbase.Application.Search;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace Financbase.Infrastructure.Purchases;

/// <summary>Vendors by name or e-mail address.</summary>
internal sealed class VendorSearch(FinancbaseDbContext context, IMultiTenantContextAccessor tenant) : ISearchSource
{
    public SearchKind Kind { get; } = new("vendor", "Vendors", "truck", Permissions.Vendors.Read, 16);

    public async Task<IReadOnlyList<FoundThing>> FindAsync(SearchTerm term, Rights rights, int most, CancellationToken ct)
    {
        var rows = await context.Database.SqlQuery<Row>($"""
            SELECT v.id, v.name, v.email, v.city FROM vendors v
            WHERE v.organization_id = {tenant.OrganizationId.Value}
                AND (v.name ILIKE {LikePattern.Containing(term.Text)} OR v.email ILIKE {LikePattern.Containing(term.Text)})
            ORDER BY search_rank(v.name, {term.Text}), lower(v.name), v.id LIMIT {most}
            """).ToListAsync(ct);
        return [.. rows.Select(row => new FoundThing($"{row.Id}", row.Name, row.Email ?? row.City, $"/vendors/{row.Id}"))];
    }

    private sealed record Row(Guid Id, string Name, string? Email, string? City);
}
