using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;

namespace Financbase.Infrastructure.Mail;

/// <summary>
/// Encrypts a mail while it waits: it names a person and may hold a link that lets its reader in. With the database
/// alone nobody reads it; once it is sent, it is erased.
/// </summary>
internal sealed class MailSeal(IDataProtectionProvider protection)
{
    private readonly IDataProtector _protector = protection.CreateProtector("outgoing mails");

    public byte[] Close(ComposedMail mail) => _protector.Protect(JsonSerializer.SerializeToUtf8Bytes(mail));

    public ComposedMail Open(byte[] value) => JsonSerializer.Deserialize<ComposedMail>(_protector.Unprotect(value))!;
}
