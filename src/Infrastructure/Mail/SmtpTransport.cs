using System.Net.Sockets;
using Financbase.Application.Mail;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using MimeKit.Text;

namespace Financbase.Infrastructure.Mail;

/// <summary>One mail, one connection: a server that chokes on one mail says nothing about the next.</summary>
internal sealed class SmtpTransport(SmtpOptions options) : IMailTransport
{
    private static readonly TimeSpan StepPatience = TimeSpan.FromSeconds(30);

    public async Task<MailDelivery> SendAsync(ClaimedMail claimed, ComposedMail mail, CancellationToken ct)
    {
        try
        {
            using var client = new SmtpClient { Timeout = (int)StepPatience.TotalMilliseconds };
            await client.ConnectAsync(options.Host, options.Port, options.Security, ct);
            if (options.User is { Length: > 0 } user)
                await client.AuthenticateAsync(user, options.Password, ct);
            using var message = Message(claimed, mail);
            await client.SendAsync(message, ct);
            await LeaveAsync(client, ct);
            return MailDelivery.Sent;
        }
        catch (SmtpCommandException refused)
        {
            var final = (int)refused.StatusCode >= 500
                && refused.ErrorCode is SmtpErrorCode.RecipientNotAccepted or SmtpErrorCode.MessageNotAccepted;
            return new(final ? MailOutcome.Refused : MailOutcome.Failed, $"smtp {(int)refused.StatusCode} {refused.ErrorCode}");
        }
        catch (Exception fault) when (fault is ProtocolException or AuthenticationException or SslHandshakeException
            or SocketException or IOException or TimeoutException or NotSupportedException or ServiceNotConnectedException
            or ServiceNotAuthenticatedException)
        {
            return new(MailOutcome.Failed, fault.GetType().Name);
        }
    }

    // The mail is the server's by now: how the connection ends must not make it go twice.
    private static async Task LeaveAsync(SmtpClient client, CancellationToken ct)
    {
        try
        {
            await client.DisconnectAsync(quit: true, ct);
        }
        catch (Exception ended) when (ended is IOException or SocketException or ProtocolException or OperationCanceledException)
        {
            client.Dispose();
        }
    }

    // The same Message-ID and date at each attempt: a reader's program shows a repeated mail once.
    private MimeMessage Message(ClaimedMail claimed, ComposedMail mail)
    {
        var text = new TextPart(TextFormat.Plain) { Text = mail.Text };
        MimeEntity body = mail.Html is null ? text : new MultipartAlternative(text, new TextPart(TextFormat.Html) { Text = mail.Html });
        var message = new MimeMessage
        {
            MessageId = $"{claimed.Id:N}@{options.From.Address.Split('@')[^1]}",
            Date = claimed.QueuedAt,
            Subject = mail.Subject,
            Body = mail.Files.Count == 0 ? body : WithFiles(body, mail.Files),
        };
        message.From.Add(options.From);
        message.To.Add(new MailboxAddress("", mail.To));
        message.Headers.Add("Auto-Submitted", "auto-generated");
        return message;
    }

    private static Multipart WithFiles(MimeEntity body, IReadOnlyList<LetterFile> files)
    {
        var whole = new Multipart("mixed") { body };
        foreach (var file in files)
        {
            whole.Add(new MimePart("application", "pdf")
            {
                Content = new MimeContent(new MemoryStream(file.Content)),
                ContentDisposition = new ContentDisposition(ContentDisposition.Attachment),
                ContentTransferEncoding = ContentEncoding.Base64,
                FileName = file.Name,
            });
        }

        return whole;
    }
}
