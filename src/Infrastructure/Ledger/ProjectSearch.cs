using Financbase.Application.Search;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace Financbase.Infrastructure.Ledger;

/// <summary>Projects, by name or code.</summary>
internal sealed class ProjectSearch(FinancbaseDbContext context, IMultiTenantContextAccessor tenant) : ISearchSource
{
    public SearchKind Kind { get; } = new("project", "Projects", "folder", Permissions.Ledger.Read, 26);

    public async Task<IReadOnlyList<FoundThing>> FindAsync(SearchTerm term, Rights rights, int most, CancellationToken ct)
    {
        var rows = await context.Database.SqlQuery<Row>($"""
            SELECT p.id, p.name, p.code FROM projects p
            WHERE p.organization_id = {tenant.OrganizationId.Value}
                AND (p.name ILIKE {LikePattern.Containing(term.Text)} OR p.code ILIKE {LikePattern.Containing(term.Text)})
            ORDER BY search_rank(p.name, {term.Text}), lower(p.name), p.id LIMIT {most}
            """).ToListAsync(ct);
        return [.. rows.Select(row => new FoundThing($"{row.Id}", row.Name, row.Code, $"/projects/{row.Id}"))];
    }

    private sealed record Row(Guid Id, string Name, string Code);
}
