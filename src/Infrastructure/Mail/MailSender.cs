using System.Security.Cryptography;
using Financbase.Infrastructure.Events;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Financbase.Infrastructure.Mail;

/// <summary>
/// Sends what is due. Several processes may run it at once: a claimed mail is leased, and one whose sender was killed is
/// due again when the lease ends. So a mail goes at least once, and never twice unless a process died in between.
/// </summary>
internal sealed partial class MailSender(
    OutgoingMails mails, MailSeal seal, MailOptions options, IMailTransport transport, WakeUps wakeUps, ILogger<MailSender> logger)
    : BackgroundService
{
    // A batch takes at most BatchSize / AtOnce times Patience, well within the lease.
    private const int BatchSize = 16;
    private const int AtOnce = 4;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(6);
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Leaves)
        {
            NoServer();
            return;
        }

        while (!stoppingToken.IsCancellationRequested)
        {
            if (await GuardAsync(SendDueAsync, stoppingToken) < BatchSize)
                await wakeUps.WaitAsync(OutgoingMails.Channel, Poll, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<int> SendDueAsync(CancellationToken ct)
    {
        var claimed = await mails.ClaimAsync(BatchSize, Lease, ct);
        await Parallel.ForEachAsync(claimed, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (mail, _) => await SendAsync(mail, ct));
        return claimed.Count;
    }

    private async Task SendAsync(ClaimedMail mail, CancellationToken stopping)
    {
        var delivery = await TryAsync(mail, stopping);

        // What became of the mail is written down even while the process stops.
        await (delivery.Outcome switch
        {
            MailOutcome.Sent => mails.SentAsync(mail, CancellationToken.None),
            MailOutcome.Captured => mails.CapturedAsync(mail, CancellationToken.None),
            MailOutcome.Failed when mail.Attempt < OutgoingMails.MaxAttempts => mails.PostponeAsync(mail, delivery.Reason, CancellationToken.None),
            _ => mails.DeadAsync(mail, delivery.Reason, CancellationToken.None),
        });
        if (delivery.Outcome is MailOutcome.Failed or MailOutcome.Refused)
            NotSent(mail.Id, mail.Attempt, delivery.Reason);
    }

    private async Task<MailDelivery> TryAsync(ClaimedMail mail, CancellationToken stopping)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        patience.CancelAfter(Patience);
        try
        {
            return await transport.SendAsync(mail, seal.Open(mail.Sealed), patience.Token);
        }
        catch (OperationCanceledException)
        {
            return new(MailOutcome.Failed, stopping.IsCancellationRequested ? "stopped" : "timeout");
        }
        catch (CryptographicException)
        {
            return new(MailOutcome.Refused, "the key that encrypted it is gone");
        }
    }

    /// <summary>A loop outlives the database's absence and its own faults; it never ends before it is told to.</summary>
    private async Task<int> GuardAsync(Func<CancellationToken, Task<int>> work, CancellationToken stopping)
    {
        try
        {
            return await work(stopping);
        }
        catch (Exception fault) when (!stopping.IsCancellationRequested)
        {
            LoopFailed(fault);
            await Task.Delay(Poll, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        catch (Exception stopped) when (stopped is OperationCanceledException or NpgsqlException)
        {
            Stopping();
        }

        return 0;
    }

    [LoggerMessage(LogLevel.Warning, "No SMTP server is configured (Email__Smtp__Host): mails wait until there is one")]
    private partial void NoServer();

    [LoggerMessage(LogLevel.Warning, "Mail {MailId} was not sent at attempt {Attempt}: {Reason}")]
    private partial void NotSent(Guid mailId, int attempt, string reason);

    [LoggerMessage(LogLevel.Error, "The loop that sends mails failed; it goes on")]
    private partial void LoopFailed(Exception exception);

    [LoggerMessage(LogLevel.Debug, "The loop that sends mails stops")]
    private partial void Stopping();
}
