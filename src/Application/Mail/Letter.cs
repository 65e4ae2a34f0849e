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

    // A record prints its members, and a link is a secret.
    public override string ToString() => $"{nameof(Letter)} {Template}";

    private static Letter Of(string template, EmailAddress to, params (string Name, string Value)[] values) =>
        new(template, to, values.ToDictionary(value => value.Name, value => value.Value));
}
