using System.Text.RegularExpressions;
using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Organizations;

/// <summary>The organization's name in URLs: 2–40 lower-case letters, digits and single hyphens.</summary>
public static partial class Slug
{
    // What a reader could take for a part of the product, in an address or a mail.
    private static readonly HashSet<string> Reserved =
    [
        "about", "account", "admin", "api", "app", "assets", "auth", "billing", "connect", "docs", "financbase", "health", "help",
        "hooks", "invitations", "jobs", "lib", "login", "mail", "metrics", "new", "null", "openapi", "operators", "organizations",
        "pay", "platform", "root", "security", "settings", "sign-in", "sign-up", "static", "status", "support", "system", "undefined", "www",
    ];

    public static string Of(string text)
    {
        if (text.Length is < 2 or > 40 || !Shape().IsMatch(text))
            throw new DomainException(OrganizationsErrors.SlugInvalid);

        return Reserved.Contains(text) ? throw new DomainException(OrganizationsErrors.SlugReserved) : text;
    }

    [GeneratedRegex(@"\A[a-z0-9]+(-[a-z0-9]+)*\z")]
    private static partial Regex Shape();
}
