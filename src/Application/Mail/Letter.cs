using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Mail;

/// <summary>A mail that a template writes. The factories are the list of what the product ever writes to people.</summary>
/// <param name="Template">Name of the template.</param>
/// <param name="To">Who gets it; nobody else sees the address.</param>
/// <param name="Values">What the template fills in. As text: it cannot become markup, another line or a header.</param>
public sealed record Letter(string Template, EmailAddress To, IReadOnlyDictionary<string, string> Values)
{
    /// <summary>Asks a person who is not a member yet to join; <paramref name="link"/> is good for one use.</summary>
    public static Letter Invitation(EmailAddress to, string organization, string inviter, string role, Uri link) =>
        Of("invitation", to, ("organization", organization), ("inviter", inviter), ("role", role), ("link", link.AbsoluteUri));

    /// <summary>Proves a new person's address; <paramref name="link"/> leads to choosing a password.</summary>
    public static Letter ConfirmAddress(EmailAddress to, Uri link) => Of("confirm-address", to, ("link", link.AbsoluteUri));

    /// <summary>Answers a sign-up with an address that somebody signs in with already; <paramref name="link"/> lets them choose a new password.</summary>
    public static Letter AccountExists(EmailAddress to, Uri link) => Of("account-exists", to, ("link", link.AbsoluteUri));

    public static Letter ResetPassword(EmailAddress to, Uri link) => Of("reset-password", to, ("link", link.AbsoluteUri));

    /// <summary>Answers a forgotten password with an address that nobody signs in with.</summary>
    public static Letter NoAccount(EmailAddress to, Uri link) => Of("no-account", to, ("link", link.AbsoluteUri));

    public static Letter PasswordChanged(EmailAddress to, Uri link) => Of("password-changed", to, ("link", link.AbsoluteUri));

    /// <summary>Proves the address that a person wants to sign in with from now on.</summary>
    public static Letter ConfirmNewAddress(EmailAddress to, string old, Uri link) =>
        Of("confirm-new-address", to, ("old", old), ("link", link.AbsoluteUri));

    /// <summary>Tells the old address.</summary>
    public static Letter AddressChanged(EmailAddress to, string now, Uri link) =>
        Of("address-changed", to, ("now", now), ("link", link.AbsoluteUri));

    /// <summary>Asks a member to decide what a workflow asks.</summary>
    public static Letter Approval(EmailAddress to, string organization, string workflow, string title, Uri link) =>
        Of("approval", to, ("organization", organization), ("workflow", workflow), ("title", title), ("link", link.AbsoluteUri));

    /// <summary>Words of an organization above ours; null where it has none. Empty lines part its paragraphs.</summary>
    public string? Message { get; private init; }

    public IReadOnlyList<LetterFile> Files { get; private init; } = [];

    /// <summary>Brings a customer an invoice; <paramref name="link"/> shows it to whoever has it.</summary>
    public static Letter Invoice(EmailAddress to, string organization, string number, string amount, string due, Uri link, string? message, LetterFile file) =>
        Of("invoice", to, ("organization", organization), ("number", number), ("amount", amount), ("due", due), ("link", link.AbsoluteUri)) with
        {
            Message = message,
            Files = [file],
        };

    /// <summary>Brings a customer a quote; <paramref name="link"/> shows it to whoever has it, who may answer it.</summary>
    public static Letter Quote(EmailAddress to, string organization, string number, string amount, string due, Uri link, string? message, LetterFile file) =>
        Invoice(to, organization, number, amount, due, link, message, file) with { Template = "quote" };

    /// <summary>Reminds a customer of an invoice in the organization's words; <paramref name="link"/> shows it to whoever has it.</summary>
    public static Letter Reminder(EmailAddress to, string organization, string subject, string body, Uri link, LetterFile file) =>
        Of("reminder", to, ("organization", organization), ("subject", subject), ("link", link.AbsoluteUri)) with
        {
            Message = body,
            Files = [file],
        };

    // A record prints its members, and a link is a secret.
    public override string ToString() => $"{nameof(Letter)} {Template}";

    private static Letter Of(string template, EmailAddress to, params (string Name, string Value)[] values) =>
        new(template, to, values.ToDictionary(value => value.Name, value => value.Value));
}

/// <summary>Comes with a letter.</summary>
/// <param name="Name">Of the file; plain letters.</param>
/// <param name="Content">A PDF.</param>
public sealed record LetterFile(string Name, byte[] Content)
{
    public override string ToString() => nameof(LetterFile);
}
