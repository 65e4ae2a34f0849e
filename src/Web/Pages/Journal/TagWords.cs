namespace Financbase.Web.Pages.Journal;

/// <summary>Tags as they are typed: with commas between.</summary>
internal static class TagWords
{
    public static IReadOnlyList<string> Read(string? typed) => (typed ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    public static string Write(IReadOnlyList<string> tags) => string.Join(", ", tags);
}
