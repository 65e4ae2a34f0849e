using Financbase.Application.Mail;
using Financbase.Application.Persistence;
using Financbase.Domain.Organizations;
using Financbase.Infrastructure.Mail;
using Financbase.Testing.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using ISender = Financbase.Application.Pipeline.ISender;

namespace Financbase.Testing.Mail;

/// <summary>Mails of a test app, which keeps them as Development does.</summary>
public static class TestMails
{
    /// <summary>Queues a letter in a transaction of its own, as a use case would.</summary>
    public static async Task QueueMailAsync(this TestApp app, Letter letter, bool commit = true)
    {
        await using var scope = app.CreateScope();
        await using var work = await scope.ServiceProvider.GetRequiredService<IUnitOfWork>().BeginAsync(readOnly: false, CancellationToken.None);
        await scope.ServiceProvider.GetRequiredService<IMailOutbox>().QueueAsync(letter, CancellationToken.None);
        if (commit)
            await work.CommitAsync(CancellationToken.None);
    }

    /// <summary>Every mail kept for this address, latest first.</summary>
    public static async Task<IReadOnlyList<CapturedMail>> MailsToAsync(this TestApp app, string address)
    {
        await using var scope = app.CreateScope();
        var mails = await scope.ServiceProvider.GetRequiredService<ISender>().Send(new ListCapturedMails(), CancellationToken.None);
        return [.. mails.Value.Newest.Where(mail => string.Equals(mail.To, address, StringComparison.OrdinalIgnoreCase))];
    }

    /// <summary>Every mail that was written since then (by the database's clock), whether it has left or not, but for those of one organization.</summary>
    public static async Task<IReadOnlyList<CapturedMail>> MailsSinceAsync(this TestApp app, DateTime since, OrganizationId except)
    {
        await using var command = app.Database.SuperuserSource.CreateCommand(
            "SELECT id, queued_at, sealed FROM outgoing_mails WHERE queued_at >= $1 AND organization_id IS DISTINCT FROM $2 AND sealed IS NOT NULL");
        command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = since });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = except.Value });
        await using var reader = await command.ExecuteReaderAsync();
        var seal = app.Services.GetRequiredService<MailSeal>();
        var found = new List<CapturedMail>();
        while (await reader.ReadAsync())
        {
            var mail = seal.Open(reader.GetFieldValue<byte[]>(2));
            found.Add(new(reader.GetGuid(0), reader.GetFieldValue<DateTimeOffset>(1), mail.To, mail.Subject, mail.Text, mail.Html, [.. mail.Files.Select(file => file.Name)]));
        }

        return found;
    }

    /// <summary>Waits until at least so many mails to this address are kept; answers them, latest first.</summary>
    public static async Task<IReadOnlyList<CapturedMail>> WaitForMailsAsync(this TestApp app, string address, int count = 1)
    {
        IReadOnlyList<CapturedMail> found = [];
        await Eventually.HoldsAsync(async () => (found = await app.MailsToAsync(address)).Count >= count);
        return found;
    }

    /// <summary>The link that the mail asks to follow, as path and query.</summary>
    public static string Link(this CapturedMail mail) =>
        new Uri(mail.Text.Split('\n').Single(line => line.StartsWith("http", StringComparison.Ordinal))).PathAndQuery;
}
