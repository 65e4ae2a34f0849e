using Financbase.Application.Mail;
using Financbase.Application.Persistence;
using Financbase.Testing.Hosting;
using Microsoft.Extensions.DependencyInjection;
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
