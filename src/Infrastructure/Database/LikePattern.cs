namespace Financbase.Infrastructure.Database;

internal static class LikePattern
{
    /// <summary>Matches what contains the text, taken literally; null when nothing is looked for.</summary>
    public static string? Containing(string? text) => string.IsNullOrWhiteSpace(text)
        ? null
        : $"%{text.Trim().Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal)}%";
}
