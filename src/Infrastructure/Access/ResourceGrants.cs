using Financbase.Application.Access;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace Financbase.Infrastructure.Access;

internal sealed class ResourceGrants(FinancbaseDbContext context, IMultiTenantContextAccessor tenant) : IResourceGrants
{
    private Guid Organization => tenant.OrganizationId.Value;

    public async Task<IReadOnlyList<GrantView>> ListAsync(CancellationToken ct)
    {
        var rows = await context.Database.SqlQuery<Record>($"""
            SELECT g.id, g.user_id, g.role, g.api_key_id, COALESCE(u.email::text, r.name::text, k.name::text) AS subject_name, g.permission,
                g.resource_type, g.resource_id, COALESCE(a.name::text, w.name::text) AS resource_name, g.effect, g.expires_at,
                COALESCE(g.expires_at <= app_now(), false) AS is_expired, COALESCE(by_whom.email::text, '') AS granted_by, g.created_at
            FROM resource_grants g
            LEFT JOIN users u ON u.id = g.user_id
            LEFT JOIN roles r ON r.organization_id = g.organization_id AND r.id = g.role_id
            LEFT JOIN api_keys k ON k.organization_id = g.organization_id AND k.id = g.api_key_id
            LEFT JOIN bank_accounts a ON g.resource_type = {ResourceTypes.BankAccount} AND a.organization_id = g.organization_id AND a.id = g.resource_id
            LEFT JOIN workflows w ON g.resource_type = {ResourceTypes.Workflow} AND w.organization_id = g.organization_id AND w.id = g.resource_id
            LEFT JOIN users by_whom ON by_whom.id = g.granted_by
            WHERE g.organization_id = {Organization}
            ORDER BY g.created_at DESC, g.id DESC
            """).ToListAsync(ct);
        return [.. rows.Select(row => row.ToView())];
    }

    public async Task<bool> ExistsAsync(string resourceType, Guid id, CancellationToken ct) => await context.Database.SqlQuery<bool>($"""
        SELECT CASE {resourceType}
            WHEN {ResourceTypes.BankAccount} THEN EXISTS (SELECT FROM bank_accounts WHERE organization_id = {Organization} AND id = {id})
            WHEN {ResourceTypes.Workflow} THEN EXISTS (SELECT FROM workflows WHERE organization_id = {Organization} AND id = {id})
            ELSE false END AS "Value"
        """).SingleAsync(ct);

    private sealed record Record(
        Guid Id, Guid? UserId, string? Role, Guid? ApiKeyId, string? SubjectName, string Permission, string ResourceType, Guid ResourceId,
        string? ResourceName, string Effect, DateTimeOffset? ExpiresAt, bool IsExpired, string GrantedBy, DateTimeOffset CreatedAt)
    {
        public GrantView ToView() => new(
            Id, UserId, Role, ApiKeyId, Role is null ? SubjectName ?? "" : $"the role “{SubjectName ?? Domain.Access.Role.Find(Role)?.Title ?? Role}”",
            Permission, ResourceType, ResourceId, ResourceName, Enum.Parse<GrantEffect>(Effect, ignoreCase: true), ExpiresAt, IsExpired,
            GrantedBy, CreatedAt);
    }
}
