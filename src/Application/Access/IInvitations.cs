using Financbase.Application.Tenancy;
using Financbase.Domain.Access;

namespace Financbase.Application.Access;

/// <param name="Tenant">Where it leads.</param>
/// <param name="Id">Its id there.</param>
/// <param name="Email">Whom it is for.</param>
/// <param name="RoleTitle">What it brings.</param>
/// <param name="Inviter">The e-mail address of whoever invited.</param>
/// <param name="IsOpen">False when it has expired, was used or revoked.</param>
public sealed record FoundInvitation(TenantInfo Tenant, InvitationId Id, string Email, string RoleTitle, string Inviter, bool IsOpen);

/// <param name="Id">Its id.</param>
/// <param name="Email">Whom it is for.</param>
/// <param name="Role">The role's key.</param>
/// <param name="RoleTitle">The role's title.</param>
/// <param name="InvitedBy">The e-mail address of whoever invited.</param>
/// <param name="SentAt">When the latest link was sent.</param>
/// <param name="ExpiresAt">Until when that link works.</param>
public sealed record InvitationView(
    Guid Id, string Email, string Role, string RoleTitle, string InvitedBy, DateTimeOffset SentAt, DateTimeOffset ExpiresAt)
{
    public InvitationState StateAt(DateTimeOffset now) => now < ExpiresAt ? InvitationState.Waiting : InvitationState.Expired;
}

/// <summary>Of an invitation that was neither used nor revoked: whether its latest link works.</summary>
public enum InvitationState
{
    Waiting,
    Expired,
}

public interface IInvitations
{
    /// <summary>By the hash of its token, before the organization is known.</summary>
    Task<FoundInvitation?> FindAsync(byte[] tokenHash, CancellationToken ct);

    /// <summary>The current organization's open ones, the newest first; expired ones too, since they can be sent again.</summary>
    Task<IReadOnlyList<InvitationView>> ListOpenAsync(CancellationToken ct);

    Task<bool> IsMemberAsync(string email, CancellationToken ct);
}
