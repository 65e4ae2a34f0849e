using Financbase.Application.Search;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace Financbase.Infrastructure.Workflows.Reads;

/// <summary>Workflows by name or description, all but the archived.</summary>
internal sealed class WorkflowSearch(FinancbaseDbContext context, IMultiTenantContextAccessor tenant) : ISearchSource
{
    public SearchKind Kind { get; } = new("workflow", "Workflows", "workflow", Permissions.Workflows.Read, 10);

    public async Task<IReadOnlyList<FoundThing>> FindAsync(SearchTerm term, Rights rights, int most, CancellationToken ct)
    {
        var reach = rights.Reach(Permissions.Workflows.Read);
        var pattern = LikePattern.Containing(term.Text);
        var rows = await context.Database.SqlQuery<Row>($"""
            SELECT w.id, w.name, w.status, w.description FROM workflows w
            WHERE w.organization_id = {tenant.OrganizationId.Value} AND (w.id = ANY ({reach.Ids.ToArray()})) <> {reach.IsOpen}
                AND w.status <> 'archived' AND (w.name ILIKE {pattern} OR w.description ILIKE {pattern})
            ORDER BY search_rank(w.name, {term.Text}), lower(w.name), w.id LIMIT {most}
            """).ToListAsync(ct);
        return [.. rows.Select(row => new FoundThing($"{row.Id}", row.Name, Subtitle(row), $"/workflows/{row.Id}"))];
    }

    private static string Subtitle(Row row)
    {
        var status = $"{char.ToUpperInvariant(row.Status[0])}{row.Status[1..]}";
        return string.IsNullOrWhiteSpace(row.Description) ? status : $"{status} · {row.Description}";
    }

    private sealed record Row(Guid Id, string Name, string Status, string? Description);
}
