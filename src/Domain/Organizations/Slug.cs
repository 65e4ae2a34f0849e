using System.Text.RegularExpressions;
using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Organizations;

/// <summary>The organization's name in URLs: 2–40 lower-case letters, digits and single hyphens.</summary>
public static partial class Slug
{
    public static string Of(string text) => Shape().IsMatch(text) && text.Length is >= 2 and <= 40
        ? text
        : throw new DomainException(Error.Rule(
            "organizations.invalid_slug", "A short name has 2 to 40 lower-case letters, digits and single hyphens."));

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$")]
    private static partial Regex Shape();
}
