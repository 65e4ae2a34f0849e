using System.Linq.Expressions;

namespace Financbase.Application.Specifications;

/// <summary>
/// A named question over one kind of row, in the vocabulary of Ardalis.Specification: build it in the constructor with
/// <see cref="Query"/>; evaluate it in a database or, with <see cref="IsSatisfiedBy"/>, on an object in hand.
/// </summary>
public abstract class Specification<T>
{
    private readonly List<Expression<Func<T, bool>>> _where = [];
    private readonly List<(Expression<Func<T, object?>> Key, bool Descending)> _orderBy = [];
    private Func<T, bool>[]? _compiled;

    protected Specification() => Query = new SpecificationBuilder<T>(this);

    public IReadOnlyList<Expression<Func<T, bool>>> WhereExpressions => _where;

    public IReadOnlyList<(Expression<Func<T, object?>> Key, bool Descending)> OrderExpressions => _orderBy;

    public int? SkipCount { get; private set; }

    public int? TakeCount { get; private set; }

    public bool IsNoTracking { get; private set; }

    protected SpecificationBuilder<T> Query { get; }

    public bool IsSatisfiedBy(T candidate) =>
        (_compiled ??= [.. _where.Select(condition => condition.Compile())]).All(holds => holds(candidate));

    internal void AddWhere(Expression<Func<T, bool>> condition) => _where.Add(condition);

    internal void AddOrder(Expression<Func<T, object?>> key, bool descending) => _orderBy.Add((key, descending));

    internal void SetSkip(int count) => SkipCount = count;

    internal void SetTake(int count) => TakeCount = count;

    internal void SetNoTracking() => IsNoTracking = true;
}

/// <summary>At most one row satisfies it, by a key.</summary>
public interface ISingleResultSpecification<T>
{
    Specification<T> Specification { get; }
}

public abstract class SingleResultSpecification<T> : Specification<T>, ISingleResultSpecification<T>
{
    Specification<T> ISingleResultSpecification<T>.Specification => this;
}
