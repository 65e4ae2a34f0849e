using Financbase.Application.Access;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Domain.Organizations;
using Financbase.Domain.SharedKernel;
using Financbase.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace Financbase.Infrastructure.Access;

internal sealed class Invitations(FinancbaseDbContext context, IMultiTenantContextAccessor tenant) : IInvitations
{
    public async Task<FoundInvitation?> FindAsync(byte[] tokenHash, CancellationToken ct)
    {
        var rows = await context.Database.SqlQuery<FoundRow>($"""
            SELECT id, organization_id, slug, name, base_currency, state, email, role, role_name, inviter, is_open
            FROM lookup_invitation({tokenHash})
            """).ToListAsync(ct);
        return rows.SingleOrDefault()?.ToFound();
    }

    public async Task<IReadOnlyList<InvitationView>> ListOpenAsync(CancellationToken ct)
    {
        var organization = tenant.OrganizationId.Value;
        var rows = await context.Database.SqlQuery<OpenRow>($"""
            SELECT i.id, i.email, i.role, r.name AS role_name, u.email AS invited_by, i.sent_at, i.expires_at
            FROM invitations i JOIN users u ON u.id = i.invited_by
            LEFT JOIN roles r ON r.organization_id = i.organization_id AND r.key = i.role
            WHERE i.organization_id = {organization} AND i.accepted_at IS NULL AND i.revoked_at IS NULL
            ORDER BY i.id DESC
            """).ToListAsync(ct);
        return [.. rows.Select(row => row.ToView())];
    }

    public async Task<bool> IsMemberAsync(string email, CancellationToken ct)
    {
        var organization = tenant.OrganizationId.Value;
        return await context.Database.SqlQuery<bool>($"""
            SELECT EXISTS (
                SELECT FROM memberships m JOIN users u ON u.id = m.user_id
                WHERE m.organization_id = {organization} AND u.normalized_email = upper({email})) AS "Value"
            """).SingleAsync(ct);
    }

    private static string TitleOf(string role, string? name) => name ?? Role.Find(role)?.Title ?? role;

    private sealed record FoundRow(
        Guid Id, Guid OrganizationId, string Slug, string Name, string BaseCurrency, string State,
        string Email, string Role, string? RoleName, string Inviter, bool IsOpen)
    {
        public FoundInvitation ToFound() => new(
            new TenantInfo(new OrganizationId(OrganizationId), Slug, Name, Currency.Of(BaseCurrency))
            {
                State = Enum.Parse<OrganizationState>(State, ignoreCase: true),
            },
            new InvitationId(Id), Email, TitleOf(Role, RoleName), Inviter, IsOpen);
    }

    private sealed record OpenRow(
        Guid Id, string Email, string Role, string? RoleName, string InvitedBy, DateTimeOffset SentAt, DateTimeOffset ExpiresAt)
    {
        public InvitationView ToView() => new(Id, Email, Role, TitleOf(Role, RoleName), InvitedBy, SentAt, ExpiresAt);
    }
}
