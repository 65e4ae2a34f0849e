using Financbase.Application.Specifications;
using Microsoft.EntityFrameworkCore;

namespace Financbase.Infrastructure.Database;

internal static class SpecificationEvaluator
{
    public static IQueryable<T> Apply<T>(this IQueryable<T> rows, Specification<T> specification) where T : class
    {
        rows = specification.WhereExpressions.Aggregate(rows, (query, condition) => query.Where(condition));
        IOrderedQueryable<T>? ordered = null;
        foreach (var (key, descending) in specification.OrderExpressions)
        {
            ordered = (ordered, descending) switch
            {
                (null, false) => rows.OrderBy(key),
                (null, true) => rows.OrderByDescending(key),
                (_, false) => ordered.ThenBy(key),
                (_, true) => ordered.ThenByDescending(key),
            };
        }

        rows = ordered ?? rows;
        rows = specification.SkipCount is { } skip ? rows.Skip(skip) : rows;
        rows = specification.TakeCount is { } take ? rows.Take(take) : rows;
        return specification.IsNoTracking ? rows.AsNoTracking() : rows;
    }
}
