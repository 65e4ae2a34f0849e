using Financbase.Application.Search;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace Financbase.Infrastructure.Access;

/// <summary>Members by their e-mail address.</summary>
internal sealed class MemberSearch(FinancbaseDbContext context, IMultiTenantContextAccessor tenant) : ISearchSource
{
    public SearchKind Kind { get; } = new("member", "Members", "users", Permissions.Members.Read, 30);

    public async Task<IReadOnlyList<FoundThing>> FindAsync(SearchTerm term, Rights rights, int most, CancellationToken ct)
    {
        var rows = await context.Database.SqlQuery<Row>($"""
            SELECT m.user_id AS id, u.email::text AS email, m.role, r.name AS role_name
            FROM memberships m JOIN users u ON u.id = m.user_id
            LEFT JOIN roles r ON r.organization_id = m.organization_id AND r.id = m.role_id
            WHERE m.organization_id = {tenant.OrganizationId.Value} AND u.email ILIKE {LikePattern.Containing(term.Text)}
            ORDER BY search_rank(u.email::text, {term.Text}), lower(u.email::text), m.user_id LIMIT {most}
            """).ToListAsync(ct);
        return
        [
            .. rows.Select(row => new FoundThing(
                $"{row.Id}", row.Email, row.RoleName ?? Role.Find(row.Role)?.Title ?? row.Role, $"/settings/members?text={Uri.EscapeDataString(row.Email)}")),
        ];
    }

    private sealed record Row(Guid Id, string Email, string Role, string? RoleName);
}
