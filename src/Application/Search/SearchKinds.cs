namespace Financbase.Application.Search;

/// <summary>The kinds of things that the search knows, for who shows its hits.</summary>
public sealed class SearchKinds(IEnumerable<ISearchSource> sources)
{
    private readonly Dictionary<string, SearchKind> _kinds = sources.ToDictionary(source => source.Kind.Type, source => source.Kind, StringComparer.Ordinal);

    public SearchKind this[string type] => _kinds[type];
}
