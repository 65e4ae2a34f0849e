using Financbase.Application.Access;
using Financbase.Application.Paging;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace Financbase.Infrastructure.Access;

internal sealed class MemberReads(FinancbaseDbContext context, IMultiTenantContextAccessor tenant) : IMemberReads
{
    private static readonly Keyset<MemberRow, Guid> Orders =
        new Keyset<MemberRow, Guid>(ListMembers.Sorts, row => row.Id).By("email", row => row.Email).By("joinedAt", row => row.JoinedAt);

    public async Task<Page<MemberView>> ListAsync(string? text, string? role, PageRequest page, CancellationToken ct)
    {
        var organization = tenant.OrganizationId.Value;
        var pattern = LikePattern.Containing(text);
        var found = context.Database.SqlQuery<MemberRow>($"""
            SELECT m.user_id AS id, u.email, m.role, r.name AS role_name, m.joined_at
            FROM memberships m JOIN users u ON u.id = m.user_id
            LEFT JOIN roles r ON r.organization_id = m.organization_id AND r.id = m.role_id
            WHERE m.organization_id = {organization} AND ({pattern}::text IS NULL OR u.email ILIKE {pattern})
                AND ({role}::text IS NULL OR m.role = {role})
            """);
        return (await Orders.ReadAsync(found, page, ct)).Select(row => row.ToView());
    }

    public async Task<MemberView?> FindAsync(UserId id, CancellationToken ct)
    {
        var organization = tenant.OrganizationId.Value;
        var rows = await context.Database.SqlQuery<MemberRow>($"""
            SELECT m.user_id AS id, u.email, m.role, r.name AS role_name, m.joined_at
            FROM memberships m JOIN users u ON u.id = m.user_id
            LEFT JOIN roles r ON r.organization_id = m.organization_id AND r.id = m.role_id
            WHERE m.organization_id = {organization} AND m.user_id = {id.Value}
            """).ToListAsync(ct);
        return rows.SingleOrDefault()?.ToView();
    }

    private sealed record MemberRow(Guid Id, string Email, string Role, string? RoleName, DateTimeOffset JoinedAt)
    {
        public MemberView ToView() => new(Id, Email, Role, RoleName ?? Domain.Access.Role.Find(Role)?.Title ?? Role, JoinedAt);
    }
}
