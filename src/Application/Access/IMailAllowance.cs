using System.Net;
using Financbase.Domain.Organizations;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Access;

public enum MailAdmission
{
    Admitted,

    /// <summary>This address got enough mails for now. Its owner is left alone; the asker is told what everybody is told.</summary>
    AddressFull,

    /// <summary>This network asked for too many mails, to whomever.</summary>
    NetworkFull,

    /// <summary>This organization invited too many people, whomever.</summary>
    OrganizationFull,
}

/// <summary>
/// Bounds the mails that strangers can make us send, per address and per network, and invitations per address and per
/// organization. It counts in its own short transaction, so that a refused command still counts.
/// </summary>
public interface IMailAllowance
{
    Task<MailAdmission> AdmitAsync(EmailAddress to, IPAddress? asker, CancellationToken ct);

    /// <summary>Counted apart from the mails that the address's owner asks for, so that nobody locks them out by inviting them.</summary>
    Task<MailAdmission> AdmitInvitationAsync(EmailAddress to, OrganizationId from, CancellationToken ct);
}
