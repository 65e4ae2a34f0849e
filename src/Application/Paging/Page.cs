namespace Financbase.Application.Paging;

/// <summary>One page of a list by keyset: stable under inserts, equally fast on page one and ten thousand.</summary>
/// <param name="Items">At most <paramref name="Limit"/>.</param>
/// <param name="NextCursor">Opaque; null on the last page.</param>
/// <param name="Limit">The limit that was applied.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? NextCursor, int Limit)
{
    /// <summary>The same page of something else.</summary>
    public Page<TOther> Select<TOther>(Func<T, TOther> made) => new([.. Items.Select(made)], NextCursor, Limit);

    /// <summary>From one row more than the limit, read to learn whether there is a next page.</summary>
    public static Page<T> From(IReadOnlyList<T> rows, PageRequest request, Func<T, object[]> key) => rows.Count > request.Limit
        ? new([.. rows.Take(request.Limit)], Cursor.Write(key(rows[request.Limit - 1])), request.Limit)
        : new(rows, null, request.Limit);

    /// <summary>From a list so short that it is read as a whole; <paramref name="key"/> names each of its rows.</summary>
    public static Page<T> Slice(IReadOnlyList<T> all, PageRequest request, Func<T, string> key) =>
        From([.. all.Skip(Cursor.ReadPlace(request.Cursor, all, key)).Take(request.Limit + 1)], request, row => [key(row)]);
}

/// <summary>Which page is wanted.</summary>
/// <param name="Limit">1–200.</param>
/// <param name="Cursor">As answered by the page before; null for the first.</param>
/// <param name="Sort">One of the words of the list's <see cref="Sorts"/>; null for its usual order.</param>
public sealed record PageRequest(int Limit = PageRequest.DefaultLimit, string? Cursor = null, string? Sort = null)
{
    public const int DefaultLimit = 50;
    public const int MaxLimit = 200;
}
