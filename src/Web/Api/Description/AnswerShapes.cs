namespace Financbase.Web.Api.Description;

// The envelope as types, so that the description's schemas are read off what the use cases answer. Nothing is made of them.

/// <summary>A success.</summary>
/// <param name="Success">Always true.</param>
/// <param name="Data">What was asked for.</param>
/// <param name="Message">One sentence for people.</param>
/// <param name="Timestamp">When the answer was made.</param>
internal sealed record ApiData<T>(bool Success, T Data, string Message, DateTimeOffset Timestamp) where T : notnull;

/// <summary>One page of a list.</summary>
/// <param name="Success">Always true.</param>
/// <param name="Data">The rows.</param>
/// <param name="Pagination">How to read on.</param>
/// <param name="Message">One sentence for people.</param>
/// <param name="Timestamp">When the answer was made.</param>
internal sealed record ApiPage<T>(bool Success, IReadOnlyList<T> Data, ApiPagination Pagination, string Message, DateTimeOffset Timestamp)
    where T : notnull;

/// <summary>Where the page ends.</summary>
/// <param name="Limit">The most rows of a page.</param>
/// <param name="NextCursor">For <c>?cursor=</c> of the next page; null on the last.</param>
internal sealed record ApiPagination(int Limit, string? NextCursor);

/// <summary>There is nothing to tell: <c>data</c> is null.</summary>
internal sealed record NoData;

/// <summary>What was made.</summary>
/// <param name="Id">Its id.</param>
public sealed record MadeThing(Guid Id);
