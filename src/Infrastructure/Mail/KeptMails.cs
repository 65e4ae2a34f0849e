using Financbase.Application.Mail;
using Financbase.Infrastructure.Database;

namespace Financbase.Infrastructure.Mail;

internal sealed class KeptMails(DataSources dataSources, MailSeal seal, MailOptions options) : ICapturedMails
{
    private const string Newest = """
        SELECT id, ended_at, sealed FROM outgoing_mails
        WHERE state = 'captured' ORDER BY ended_at DESC, id DESC LIMIT 100
        """;

    public bool AreKept => options.Captures;

    public async Task<CapturedMails?> ReadAsync(CancellationToken ct)
    {
        if (!options.Captures)
            return null;

        await using var command = dataSources.System.CreateCommand(Newest);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var found = new List<CapturedMail>();
        while (await reader.ReadAsync(ct))
        {
            var mail = seal.Open(reader.GetFieldValue<byte[]>(2));
            found.Add(new(reader.GetGuid(0), reader.GetFieldValue<DateTimeOffset>(1), mail.To, mail.Subject, mail.Text, mail.Html, [.. mail.Files.Select(file => file.Name)]));
        }

        return new CapturedMails(found);
    }
}
