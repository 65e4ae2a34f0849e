using Financbase.Application.Specifications;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Persistence;

/// <summary>Reads rows of the current organization by specification.</summary>
public interface IReadRepository<T> where T : class
{
    Task<T?> FindAsync(ISingleResultSpecification<T> specification, CancellationToken ct);

    Task<IReadOnlyList<T>> ListAsync(Specification<T> specification, CancellationToken ct);

    Task<bool> AnyAsync(Specification<T> specification, CancellationToken ct);
}

/// <summary>A collection of aggregates. Adding and removing never save: the pipeline commits once.</summary>
public interface IRepository<T> : IReadRepository<T> where T : AggregateRoot
{
    Task<T?> FindAsync<TId>(TId id, CancellationToken ct) where TId : struct, IEntityId<TId>;

    void Add(T aggregate);

    void Remove(T aggregate);
}

public static class RepositoryExtensions
{
    /// <summary>The aggregate itself, added.</summary>
    public static T Added<T>(this IRepository<T> repository, T aggregate) where T : AggregateRoot
    {
        repository.Add(aggregate);
        return aggregate;
    }
}

/// <summary>Flat rows, projected in the database to a read model; for anything with sums or children write a port.</summary>
public interface IReadStore
{
    Task<IReadOnlyList<TModel>> ListAsync<T, TModel>(Specification<T> specification, CancellationToken ct) where T : class;

    Task<TModel?> FindAsync<T, TModel>(ISingleResultSpecification<T> specification, CancellationToken ct)
        where T : class
        where TModel : class;
}
