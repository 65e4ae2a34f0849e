using Financbase.Domain.Access;
using Financbase.Domain.Organizations;
using Financbase.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace Financbase.Infrastructure.Access;

/// <summary>Members who hold a permission by their role or an exception, at least for something.</summary>
internal static class PossibleHolders
{
    public static Task<List<Guid>> ListAsync(FinancbaseDbContext context, OrganizationId organization, string permission, CancellationToken ct)
    {
        string[] roles = [.. Role.BuiltIn.Where(role => role.Permissions.Contains(permission)).Select(role => role.Key)];
        return context.Database.SqlQuery<Guid>($"""
            SELECT m.user_id AS "Value" FROM memberships m
            WHERE m.organization_id = {organization.Value} AND (
                m.role::text = ANY ({roles})
                OR EXISTS (SELECT FROM role_permissions p WHERE p.organization_id = m.organization_id AND p.role_id = m.role_id AND p.permission = {permission})
                OR EXISTS (
                    SELECT FROM resource_grants g
                    WHERE g.organization_id = m.organization_id AND (g.user_id = m.user_id OR g.role = m.role) AND g.permission = {permission} AND g.effect = 'allow'))
            ORDER BY m.user_id
            """).ToListAsync(ct);
    }
}
