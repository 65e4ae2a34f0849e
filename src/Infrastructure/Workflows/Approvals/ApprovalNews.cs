using Financbase.Application.Mail;
using Financbase.Domain.SharedKernel;
using Financbase.Infrastructure.Database;
using Financbase.Infrastructure.Mail;
using Financbase.Infrastructure.Notifications;
using Npgsql;

namespace Financbase.Infrastructure.Workflows.Approvals;

/// <summary>
/// Tells members that they are asked: a notification and a mail, once for each occasion, as rows of the caller's
/// transaction.
/// </summary>
internal sealed class ApprovalNews(DataSources dataSources, MailComposer composer, MailSeal seal, ISiteAddress site)
{
    private const string Kind = "approval";
    private const int MailsPerHour = 500;

    /// <param name="approval">What is asked.</param>
    /// <param name="whom">Who is told.</param>
    /// <param name="occasion">Nobody is told twice of one.</param>
    /// <param name="connection">In a transaction of the organization.</param>
    /// <param name="ct">Gives up.</param>
    public async Task TellAsync(
        AskedApproval approval, IReadOnlyList<Recipient> whom, string occasion, NpgsqlConnection connection, CancellationToken ct)
    {
        var source = $"approval:{approval.Id}:{occasion}";
        var text = new NotificationText($"To decide: {approval.Title}", $"Asked by “{approval.Workflow}”.", $"/approvals/{approval.Id}");
        await NotificationWriter.InsertAsync(approval.Organization, [.. whom.Select(one => one.User)], text, source, connection, ct);

        var room = MailsPerHour - await SentAsync(approval, ct);
        var link = site.Link($"/o/{approval.Slug}/approvals/{approval.Id}");
        foreach (var one in whom.Take((int)Math.Max(room, 0)))
        {
            if (!EmailAddress.TryParse(one.Email, out var to))
                continue;
            var letter = Letter.Approval(to, approval.OrganizationName, approval.Workflow, approval.Title, link);
            await OutgoingMails.InsertAsync(
                new NewMail(Guid.CreateVersion7(), Kind, seal.Close(composer.Compose(letter)))
                {
                    Organization = approval.Organization.Value,
                    Key = $"{source}:{one.User}",
                },
                connection,
                ct);
        }
    }

    // The queue is the platform's: the app's role puts mails in and sees none.
    private async Task<long> SentAsync(AskedApproval approval, CancellationToken ct)
    {
        await using var connection = await dataSources.System.OpenConnectionAsync(ct);
        return await OutgoingMails.CountLastHourAsync(approval.Organization, Kind, connection, ct);
    }
}
