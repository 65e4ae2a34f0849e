using System.Globalization;
using System.Net;
using Financbase.Domain.SharedKernel;
using MailKit.Security;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using MimeKit;

namespace Financbase.Infrastructure.Mail;

/// <summary>Reads <c>Email:…</c>, and refuses at start what would otherwise fail with the first mail.</summary>
internal static class MailSettings
{
    private const int Submission = 587;
    private const int ImplicitTls = 465;

    public static MailOptions Read(IConfiguration configuration, IHostEnvironment environment)
    {
        var smtp = configuration.GetSection("Email:Smtp");
        if (smtp["Host"] is not { Length: > 0 } host)
            return new MailOptions(null, environment.IsDevelopment());
        if (!environment.IsDevelopment() && configuration[SiteAddress.Setting] is null)
            throw new InvalidOperationException("Set Site__Address to the address at which people reach this installation: mails link to it.");

        var port = Port(smtp["Port"]);
        return new MailOptions(
            new SmtpOptions(
                host, port, Security(smtp["Security"], host, port), smtp["User"], smtp["Password"] ?? "", Sender(configuration["Email:From"])),
            Captures: false);
    }

    private static int Port(string? text) => text is null ? Submission
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= ushort.MaxValue ? port
        : throw new InvalidOperationException("Email__Smtp__Port is a number from 1 to 65535.");

    // A mail in the clear may only travel inside this machine, unless the operator says otherwise.
    private static SecureSocketOptions Security(string? word, string host, int port) => (word, port) switch
    {
        (null, ImplicitTls) or ("tls", _) => SecureSocketOptions.SslOnConnect,
        ("none", _) => SecureSocketOptions.None,
        (null, _) when IsThisMachine(host) => SecureSocketOptions.None,
        (null or "startTls", _) => SecureSocketOptions.StartTls,
        _ => throw new InvalidOperationException("Email__Smtp__Security is “startTls”, “tls” or “none”."),
    };

    private static bool IsThisMachine(string host) =>
        host == "localhost" || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));

    private static MailboxAddress Sender(string? text) =>
        text is null ? new MailboxAddress("Financbase", "no-reply@localhost.localdomain")
        : MailboxAddress.TryParse(text, out var mailbox) && EmailAddress.TryParse(mailbox.Address, out _) ? mailbox
        : throw new InvalidOperationException("Email__From is an address such as “Financbase <no-reply@books.example>”.");
}
