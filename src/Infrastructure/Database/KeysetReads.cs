using Financbase.Application.Paging;
using Microsoft.EntityFrameworkCore;

namespace Financbase.Infrastructure.Database;

internal static class KeysetReads
{
    /// <summary>The page's rows out of all that the query finds.</summary>
    public static async Task<Page<T>> ReadAsync<T, TId>(this Keyset<T, TId> keyset, IQueryable<T> found, PageRequest page, CancellationToken ct)
        where TId : notnull => keyset.PageOf(await keyset.Narrow(found, page).ToListAsync(ct), page);
}
