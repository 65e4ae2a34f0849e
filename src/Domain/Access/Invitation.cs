using Financbase.Domain.Organizations;
using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Access;

/// <summary>Asks the person behind an e-mail address to join. Good for seven days and one use, by that address alone.</summary>
public sealed class Invitation : AggregateRoot, IOrganizationOwned
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    private static readonly TimeSpan PauseBetweenMails = TimeSpan.FromMinutes(1);

    private Invitation()
    {
    }

    public InvitationId Id { get; private init; }

    public OrganizationId OrganizationId { get; private init; }

    public string Email { get; private init; } = "";

    /// <summary>The key of the role that it brings.</summary>
    public string Role { get; private init; } = "";

    public byte[] TokenHash { get; private set; } = [];

    public UserId InvitedBy { get; private set; }

    public DateTimeOffset CreatedAt { get; private init; }

    public DateTimeOffset SentAt { get; private set; }

    public DateTimeOffset ExpiresAt { get; private set; }

    public DateTimeOffset? AcceptedAt { get; private set; }

    public DateTimeOffset? RevokedAt { get; private set; }

    public static Invitation Make(
        OrganizationId organization, EmailAddress email, Role role, string token, ActingMember by, DateTimeOffset now)
    {
        by.MayGive(role);
        var invitation = new Invitation
        {
            Id = EntityId.New<InvitationId>(),
            OrganizationId = organization,
            Email = email.Value.ToLowerInvariant(),
            Role = role.Key,
            TokenHash = InvitationToken.Hash(token),
            InvitedBy = by.Id,
            CreatedAt = now,
            SentAt = now,
            ExpiresAt = now + Lifetime,
        };
        invitation.Raise(new InvitationSent(invitation.Id, role.Key, by.Id));
        return invitation;
    }

    /// <summary>A new link for seven more days; the old one is dead. Whoever sends it answers for the role.</summary>
    public void SendAgain(Role role, string token, ActingMember by, DateTimeOffset now)
    {
        by.MayGive(role);
        BeOpen();
        if (now < SentAt + PauseBetweenMails)
            throw new DomainException(AccessErrors.InvitationJustSent);

        (TokenHash, InvitedBy, SentAt, ExpiresAt) = (InvitationToken.Hash(token), by.Id, now, now + Lifetime);
        Raise(new InvitationSent(Id, Role, by.Id));
    }

    public void Revoke(UserId by, DateTimeOffset now)
    {
        BeOpen();
        RevokedAt = now;
        Raise(new InvitationRevoked(Id, Role, by));
    }

    /// <summary>Makes the person a member, if the one who invited them could still give the role.</summary>
    public Membership Accept(UserId person, string email, Role? role, ActingMember? inviter, DateTimeOffset now)
    {
        BeOpen();
        if (now >= ExpiresAt || role is null || inviter?.RefusalToGive(role) is not null || inviter is null)
            throw new DomainException(AccessErrors.InvitationDead);
        if (!string.Equals(email, Email, StringComparison.OrdinalIgnoreCase))
            throw new DomainException(AccessErrors.InvitationForAnother);

        AcceptedAt = now;
        Raise(new InvitationAccepted(Id, Role, person));
        return Membership.Join(OrganizationId, person, role, now);
    }

    private void BeOpen()
    {
        if (AcceptedAt is not null || RevokedAt is not null)
            throw new DomainException(AccessErrors.InvitationDead);
    }
}
