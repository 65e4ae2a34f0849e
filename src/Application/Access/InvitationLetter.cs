using Financbase.Application.Mail;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Access;

/// <summary>Writes the mail with the link that only its reader knows.</summary>
internal sealed class InvitationLetter(
    IMailOutbox outbox, ISiteAddress site, IMemberships mine, IMultiTenantContextAccessor tenant)
{
    public async Task SendAsync(EmailAddress to, Role role, string token, UserId inviter, CancellationToken ct)
    {
        var from = (await mine.OfAsync(inviter, approvalsIn: null, ct)).Email;
        await outbox.QueueAsync(Letter.Invitation(to, tenant.Tenant!.Name, from, role.Title, site.Link($"/invitations/{token}")), ct);
    }
}
