using System.Net;
using Financbase.Application.Access;
using Financbase.Domain.Organizations;
using Financbase.Domain.SharedKernel;
using Financbase.Infrastructure.Database;
using Financbase.Infrastructure.Encryption;
using Npgsql;

namespace Financbase.Infrastructure.Access;

internal sealed class MailAllowance(DataSources dataSources, MasterKey master) : IMailAllowance
{
    public const int MailsPerAddress = 5;
    public const int MailsPerNetwork = 100;
    public const int InvitationsPerAddress = 5;
    public const int InvitationsPerOrganization = 200;

    // One statement counts and answers: of requests that arrive together, no two see the same count.
    private const string Count = """
        INSERT INTO mail_allowances AS a (subject, mails, ends_at) VALUES ($1, 1, app_now() + interval '1 hour')
        ON CONFLICT (subject) DO UPDATE SET
            mails = CASE WHEN a.ends_at <= app_now() THEN 1 ELSE a.mails + 1 END,
            ends_at = CASE WHEN a.ends_at <= app_now() THEN app_now() + interval '1 hour' ELSE a.ends_at END
        RETURNING mails
        """;

    private readonly AttemptSubjects _subjects = new(master, "mail subjects");
    private readonly AttemptSubjects _invited = new(master, "invitation subjects");

    public async Task<MailAdmission> AdmitAsync(EmailAddress to, IPAddress? asker, CancellationToken ct)
    {
        if (asker is not null && await CountAsync(_subjects.Network(asker), ct) > MailsPerNetwork)
            return MailAdmission.NetworkFull;

        return await CountAsync(_subjects.Account(to.Value), ct) > MailsPerAddress ? MailAdmission.AddressFull : MailAdmission.Admitted;
    }

    public async Task<MailAdmission> AdmitInvitationAsync(EmailAddress to, OrganizationId from, CancellationToken ct)
    {
        if (await CountAsync(_invited.Organization(from), ct) > InvitationsPerOrganization)
            return MailAdmission.OrganizationFull;

        return await CountAsync(_invited.Account(to.Value), ct) > InvitationsPerAddress ? MailAdmission.AddressFull : MailAdmission.Admitted;
    }

    private async Task<int> CountAsync(byte[] subject, CancellationToken ct)
    {
        await using var command = dataSources.Aside.CreateCommand(Count);
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = subject });
        return (int)(await command.ExecuteScalarAsync(ct))!;
    }
}
