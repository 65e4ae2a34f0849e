using Financbase.Application.Persistence;
using Financbase.Application.Specifications;
using Financbase.Application.Tenancy;
using Financbase.Domain.SharedKernel;
using Microsoft.EntityFrameworkCore;

namespace Financbase.Infrastructure.Database;

internal class ReadRepository<T>(FinancbaseDbContext context) : IReadRepository<T> where T : class
{
    protected DbSet<T> Rows => context.Set<T>();

    public Task<T?> FindAsync(ISingleResultSpecification<T> specification, CancellationToken ct) =>
        Rows.Apply(specification.Specification).SingleOrDefaultAsync(ct);

    public async Task<IReadOnlyList<T>> ListAsync(Specification<T> specification, CancellationToken ct) =>
        await Rows.Apply(specification).ToListAsync(ct);

    public Task<bool> AnyAsync(Specification<T> specification, CancellationToken ct) =>
        Rows.Apply(specification).AnyAsync(ct);
}

internal sealed class Repository<T>(FinancbaseDbContext context, IMultiTenantContextAccessor tenant)
    : ReadRepository<T>(context), IRepository<T> where T : AggregateRoot
{
    private static readonly bool IsOwned = typeof(T).IsAssignableTo(typeof(IOrganizationOwned));

    public Task<T?> FindAsync<TId>(TId id, CancellationToken ct) where TId : struct, IEntityId<TId> =>
        Rows.FindAsync(IsOwned ? [tenant.OrganizationId, id] : [id], ct).AsTask();

    public void Add(T aggregate) => Rows.Add(aggregate);

    public void Remove(T aggregate) => Rows.Remove(aggregate);
}
