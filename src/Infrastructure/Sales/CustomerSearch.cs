using Financbase.Application.Search;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace Financbase.Infrastructure.Sales;

/// <summary>Customers by name or e-mail address.</summary>
internal sealed class CustomerSearch(FinancbaseDbContext context, IMultiTenantContextAccessor tenant) : ISearchSource
{
    public SearchKind Kind { get; } = new("customer", "Customers", "contact", Permissions.Customers.Read, 15);

    public async Task<IReadOnlyList<FoundThing>> FindAsync(SearchTerm term, Rights rights, int most, CancellationToken ct)
    {
        var rows = await context.Database.SqlQuery<Row>($"""
            SELECT c.id, c.name, c.email, c.city FROM customers c
            WHERE c.organization_id = {tenant.OrganizationId.Value}
                AND (c.name ILIKE {LikePattern.Containing(term.Text)} OR c.email ILIKE {LikePattern.Containing(term.Text)})
            ORDER BY search_rank(c.name, {term.Text}), lower(c.name), c.id LIMIT {most}
            """).ToListAsync(ct);
        return [.. rows.Select(row => new FoundThing($"{row.Id}", row.Name, row.Email ?? row.City, $"/customers/{row.Id}"))];
    }

    private sealed record Row(Guid Id, string Name, string? Email, string? City);
}
