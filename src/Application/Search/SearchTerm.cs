namespace Financbase.Application.Search;

/// <summary>How well a name fits a text; the best first. The database's <c>search_rank</c> says the same.</summary>
public enum SearchFit
{
    Same,
    Begins,
    WordBegins,
    Contains,
    Elsewhere,
}

/// <summary>What is looked for, without what nobody means.</summary>
public sealed record SearchTerm
{
    public const int Shortest = 2;
    public const int Longest = 200;

    private SearchTerm(string text) => Text = text;

    public string Text { get; }

    public static SearchTerm Of(string? text) => new(string.Join(
        ' ', (text ?? "").Replace("\0", "", StringComparison.Ordinal).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));

    public SearchFit FitOf(string title)
    {
        if (title.Equals(Text, StringComparison.OrdinalIgnoreCase))
            return SearchFit.Same;

        var fit = SearchFit.Elsewhere;
        for (var at = title.IndexOf(Text, StringComparison.OrdinalIgnoreCase); at >= 0; at = title.IndexOf(Text, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            if (at == 0)
                return SearchFit.Begins;
            if (!char.IsLetterOrDigit(title[at - 1]))
                return SearchFit.WordBegins;
            fit = SearchFit.Contains;
        }

        return fit;
    }
}
