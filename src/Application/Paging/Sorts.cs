namespace Financbase.Application.Paging;

/// <summary>A list that is read in more than one order.</summary>
public interface ISorted
{
    static abstract Sorts Sorts { get; }
}

/// <summary>The orders of a list as an address words them: a key, with <c>-</c> the other way round.</summary>
public sealed class Sorts
{
    /// <param name="normally">The order without a word; null when no word says it.</param>
    /// <param name="others">More keys.</param>
    public Sorts(string? normally, params IReadOnlyList<string> others)
    {
        Normally = normally;
        Words = [.. (normally is null ? others : [normally.TrimStart('-'), .. others]).SelectMany(key => new[] { key, $"-{key}" })];
    }

    public string? Normally { get; }

    public IReadOnlyList<string> Words { get; }
}
