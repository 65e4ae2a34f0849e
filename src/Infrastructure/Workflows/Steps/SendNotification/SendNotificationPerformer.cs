using Financbase.Domain.Workflows.Expressions;
using Financbase.Domain.Workflows.Steps;
using Financbase.Infrastructure.Notifications;

namespace Financbase.Infrastructure.Workflows.Steps;

/// <summary><c>sendNotification</c>: one row for each recipient, once, by the step's idempotency key.</summary>
internal sealed class SendNotificationPerformer(NotificationWriter notifications) : IStepPerformer
{
    public string Type => "sendNotification";

    public async Task<StepResult> PerformAsync(StepCall call, CancellationToken ct)
    {
        var to = Text("to");
        var recipients = await notifications.WriteAsync(
            call.Organization, to, new NotificationText(Text("title"), Text("body"), Text("link")), call.IdempotencyKey, ct);
        return recipients switch
        {
            null => StepResult.Fail(
                ErrorClass.RateLimited, "notifications.too_many",
                $"Workflows of an organization write at most {NotificationWriter.PerHour} notifications an hour.", TimeSpan.FromMinutes(10)),
            0 => StepResult.Fail(ErrorClass.Refused, "notifications.nobody", $"Nobody in the organization is “{to}”."),
            { } count => StepResult.Succeed(Json.Build(writer =>
            {
                writer.WriteStartObject();
                writer.WriteNumber("recipients", count);
                writer.WriteEndObject();
            })),
        };

        string Text(string member) => call.Input.GetProperty(member).GetString()!;
    }
}
