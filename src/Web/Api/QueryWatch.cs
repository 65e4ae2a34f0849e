using System.Collections;
using System.Diagnostics.CodeAnalysis;
using Financbase.Domain.SharedKernel;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace Financbase.Web.Api;

/// <summary>
/// Notes which words of the address are looked at. One that nobody looks at is a filter that the caller believes in and
/// that does nothing, so it is refused; and no route has to say twice which words it knows.
/// </summary>
internal sealed class QueryWatch(IQueryCollection query) : IQueryCollection
{
    private readonly HashSet<string> _known = new(StringComparer.OrdinalIgnoreCase);

    public int Count => query.Count;

    public ICollection<string> Keys => query.Keys;

    public StringValues this[string key] => query[Note(key)];

    public static void Begin(HttpContext http)
    {
        if (http.Request.QueryString.HasValue)
            http.Features.Set<IQueryFeature>(new QueryFeature(new QueryWatch(http.Request.Query)));
    }

    /// <summary>Null when every word was looked at.</summary>
    public static Error? Unknown(HttpContext http) =>
        http.Request.Query is QueryWatch watch && watch.Keys.FirstOrDefault(word => !watch._known.Contains(word)) is { } unknown
            ? Error.Validation(unknown, watch._known.Count == 0
                ? "This address takes no parameters."
                : $"This address does not know that parameter; it knows {string.Join(", ", watch._known.Order(StringComparer.Ordinal))}.")
            : null;

    public bool ContainsKey(string key) => query.ContainsKey(Note(key));

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out StringValues value) => query.TryGetValue(Note(key), out value);

    public IEnumerator<KeyValuePair<string, StringValues>> GetEnumerator() => query.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private string Note(string key)
    {
        _known.Add(key);
        return key;
    }
}
