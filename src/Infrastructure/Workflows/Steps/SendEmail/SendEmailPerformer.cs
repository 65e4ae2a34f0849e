using Financbase.Domain.Workflows.Expressions;
using Financbase.Domain.Workflows.Steps;
using Financbase.Infrastructure.Database;
using Financbase.Infrastructure.Events;
using Financbase.Infrastructure.Mail;
using Financbase.Infrastructure.Workflows.Plans;

namespace Financbase.Infrastructure.Workflows.Steps;

/// <summary>
/// <c>sendEmail</c>: puts the mails into the outbox, all or none. A row of each carries the step's idempotency key, so
/// that an attempt after a lost result adds nothing.
/// </summary>
internal sealed class SendEmailPerformer(
    DataSources dataSources, MailComposer composer, MailSeal seal, OrganizationFacts organizations, WakeUps wakeUps) : IStepPerformer
{
    private const string Kind = "workflow";
    private const int MailsPerHour = 500;

    public string Type => "sendEmail";

    public async Task<StepResult> PerformAsync(StepCall call, CancellationToken ct)
    {
        var organization = (await organizations.GetAsync(call.Organization, ct)).GetProperty("name").GetString()!;
        await using var connection = await dataSources.System.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await OutgoingMails.LockAsync(call.Organization, Kind, connection, ct);
        var added = false;
        var to = call.Input.GetProperty("to");
        foreach (var (number, address) in to.EnumerateArray().Index())
        {
            var mail = composer.Compose(
                address.GetString()!, call.Input.GetProperty("subject").GetString()!, call.Input.GetProperty("body").GetString()!, organization);
            added |= await OutgoingMails.InsertAsync(
                new NewMail(Guid.CreateVersion7(), Kind, seal.Close(mail))
                {
                    Organization = call.Organization.Value,
                    Key = $"{call.IdempotencyKey}/{number}",
                },
                connection,
                ct);
        }

        // Counted with these: what goes beyond is rolled back. An attempt that adds nothing told its mails before.
        if (added && await OutgoingMails.CountLastHourAsync(call.Organization, Kind, connection, ct) > MailsPerHour)
        {
            return StepResult.Fail(
                ErrorClass.RateLimited, "mail.too_many", $"Workflows of an organization send at most {MailsPerHour} mails an hour.", TimeSpan.FromMinutes(10));
        }

        await transaction.CommitAsync(ct);
        wakeUps.Signal(OutgoingMails.Channel);
        return StepResult.Succeed(Json.Build(writer =>
        {
            writer.WriteStartObject();
            writer.WritePropertyName("to");
            to.WriteTo(writer);
            writer.WriteEndObject();
        }));
    }
}
