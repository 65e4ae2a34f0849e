using System.Globalization;

namespace Financbase.Web.Shell;

/// <summary>How the reader wants pages drawn. Kept in cookies by appearance.js; an unknown value counts as none.</summary>
/// <param name="Theme"><c>light</c> or <c>dark</c>; null follows the system.</param>
/// <param name="Sidebar"><c>closed</c>, or null for open.</param>
/// <param name="Zone">The browser's time zone; UTC until it told us.</param>
public sealed record Appearance(string? Theme, string? Sidebar, TimeZoneInfo Zone)
{
    private const int LongestZoneName = 64;

    /// <summary>The language of the pages, for <c>&lt;html lang&gt;</c>.</summary>
    public static string Language =>
        CultureInfo.CurrentUICulture is { TwoLetterISOLanguageName: not "iv" } culture ? culture.TwoLetterISOLanguageName : "en";

    public string? Class => Theme == "dark" ? "dark" : null;

    public static Appearance Of(HttpRequest request) => new(
        request.Cookies["theme"] is "light" or "dark" ? request.Cookies["theme"] : null,
        request.Cookies["sidebar"] == "closed" ? "closed" : null,
        ZoneNamed(request.Cookies["zone"]));

    private static TimeZoneInfo ZoneNamed(string? name) =>
        name is { Length: > 0 and <= LongestZoneName }
            && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '/' or '_' or '-' or '+')
            && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone)
                ? zone
                : TimeZoneInfo.Utc;
}
