using MailKit.Security;
using MimeKit;

namespace Financbase.Infrastructure.Mail;

/// <summary>How mails leave this installation.</summary>
/// <param name="Smtp">The server; null when there is none.</param>
/// <param name="Captures">Without a server: mails are kept for the developer's eyes instead of waiting for one.</param>
internal sealed record MailOptions(SmtpOptions? Smtp, bool Captures)
{
    public bool Leaves => Smtp is not null || Captures;
}

/// <param name="Host">Name or address.</param>
/// <param name="Port">Of the server.</param>
/// <param name="Security">How the connection is encrypted.</param>
/// <param name="User">With which to sign in; null for a server that asks for nothing.</param>
/// <param name="Password">Of the user.</param>
/// <param name="From">Who writes.</param>
internal sealed record SmtpOptions(
    string Host, int Port, SecureSocketOptions Security, string? User, string Password, MailboxAddress From)
{
    // A record prints its members, and a log may print a record.
    public override string ToString() => $"{Host}:{Port}";
}
