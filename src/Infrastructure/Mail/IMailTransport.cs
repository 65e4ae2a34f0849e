namespace Financbase.Infrastructure.Mail;

/// <summary>Carries one mail away.</summary>
internal interface IMailTransport
{
    Task<MailDelivery> SendAsync(ClaimedMail claimed, ComposedMail mail, CancellationToken ct);
}

internal enum MailOutcome
{
    Sent,
    Captured,

    /// <summary>Worth another attempt.</summary>
    Failed,

    /// <summary>The server will never take it.</summary>
    Refused,
}

/// <param name="Outcome">What became of it.</param>
/// <param name="Reason">A code or the name of a fault; never the server's words, which repeat addresses.</param>
internal sealed record MailDelivery(MailOutcome Outcome, string Reason = "")
{
    public static MailDelivery Sent { get; } = new(MailOutcome.Sent);

    public static MailDelivery Captured { get; } = new(MailOutcome.Captured);
}

/// <summary>Development without SMTP: the mail stays where it is, for <c>/development/mail</c>.</summary>
internal sealed class CapturingTransport : IMailTransport
{
    public Task<MailDelivery> SendAsync(ClaimedMail claimed, ComposedMail mail, CancellationToken ct) => Task.FromResult(MailDelivery.Captured);
}
