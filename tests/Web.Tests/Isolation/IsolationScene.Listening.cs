using Financbase.Testing.Mail;

namespace Financbase.Web.Tests.Isolation;

internal sealed partial class IsolationScene
{
    /// <summary>From here on is listened to what the product writes down and sends.</summary>
    public async Task<Listening> ListenAsync() => new(_logs.Text.Length, (DateTime)(await App.Database.ScalarAsync("SELECT clock_timestamp()"))!);

    /// <summary>Where the second organization's words have been said since then, other than in answers: in the log, or in a mail that is not its own.</summary>
    public async Task<IReadOnlyList<string>> OverheardAsync(Listening since)
    {
        var mails = await App.MailsSinceAsync(since.At, Theirs.Id);
        return
        [
            .. _logs.Text[since.Logged..].Split('\n').Where(Tells).Select(line => $"The log tells another organization's words: {line}"),
            .. mails.Where(mail => Tells($"{mail.Subject} {mail.Text} {mail.Html}")).Select(mail => $"A mail to {mail.To} tells another organization's words: {mail.Subject}"),
        ];

        static bool Tells(string text) => text.Contains(Canary, StringComparison.OrdinalIgnoreCase);
    }
}

/// <param name="Logged">How many characters of the log there were.</param>
/// <param name="At">By the database's clock.</param>
internal sealed record Listening(int Logged, DateTime At);
