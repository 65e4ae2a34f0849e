using System.Linq.Expressions;

namespace Financbase.Application.Specifications;

/// <summary>The fluent side of <see cref="Specification{T}"/>.</summary>
public sealed class SpecificationBuilder<T>
{
    private readonly Specification<T> _specification;

    internal SpecificationBuilder(Specification<T> specification) => _specification = specification;

    public SpecificationBuilder<T> Where(Expression<Func<T, bool>> condition)
    {
        _specification.AddWhere(condition);
        return this;
    }

    /// <summary>The first call orders; each further one breaks ties.</summary>
    public SpecificationBuilder<T> OrderBy(Expression<Func<T, object?>> key)
    {
        _specification.AddOrder(key, descending: false);
        return this;
    }

    public SpecificationBuilder<T> OrderByDescending(Expression<Func<T, object?>> key)
    {
        _specification.AddOrder(key, descending: true);
        return this;
    }

    public SpecificationBuilder<T> Skip(int count)
    {
        _specification.SetSkip(count);
        return this;
    }

    public SpecificationBuilder<T> Take(int count)
    {
        _specification.SetTake(count);
        return this;
    }

    public SpecificationBuilder<T> AsNoTracking()
    {
        _specification.SetNoTracking();
        return this;
    }
}
