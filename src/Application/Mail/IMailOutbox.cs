namespace Financbase.Application.Mail;

/// <summary>
/// Mails leave through rows: queuing writes one in the current transaction, so that a mail goes out if and only if the
/// fact that it tells of is committed. A background loop sends it, at least once, always under the same Message-ID.
/// </summary>
public interface IMailOutbox
{
    Task QueueAsync(Letter letter, CancellationToken ct);
}
