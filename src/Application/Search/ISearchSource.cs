using Financbase.Domain.Access;

namespace Financbase.Application.Search;

/// <summary>
/// One kind of thing that the search finds. A class that implements it takes part by being there: it is registered by itself,
/// and asked only for callers who hold its permission for anything.
/// </summary>
public interface ISearchSource
{
    SearchKind Kind { get; }

    /// <summary>Things that the rights reach in the current organization, the best first, each found by an index or in a table that is small.</summary>
    Task<IReadOnlyList<FoundThing>> FindAsync(SearchTerm term, Rights rights, int most, CancellationToken ct);
}

/// <param name="Type">For programs, e.g. <c>bank_account</c>.</param>
/// <param name="Title">Of a group of them, for people.</param>
/// <param name="Icon">One of the shell's.</param>
/// <param name="Permission">To read them.</param>
/// <param name="Place">Of things that fit equally well, the kind with the lower number comes first.</param>
public sealed record SearchKind(string Type, string Title, string Icon, string Permission, int Place)
{
    /// <summary>Shorter texts are not looked for.</summary>
    public int Shortest { get; init; } = SearchTerm.Shortest;
}

/// <param name="Id">Of the thing.</param>
/// <param name="Title">What people call it.</param>
/// <param name="Subtitle">What tells it from others of that name.</param>
/// <param name="Path">Where it is shown, below the organization's address.</param>
public sealed record FoundThing(string Id, string Title, string? Subtitle, string Path)
{
    /// <summary>How well it fits, where the title does not tell.</summary>
    public SearchFit? Fit { get; init; }
}
