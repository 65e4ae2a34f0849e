using Financbase.Application.Persistence;
using Financbase.Application.Specifications;
using Mapster;
using Microsoft.EntityFrameworkCore;

namespace Financbase.Infrastructure.Database;

internal sealed class ReadStore(FinancbaseDbContext context, TypeAdapterConfig mappings) : IReadStore
{
    public async Task<IReadOnlyList<TModel>> ListAsync<T, TModel>(Specification<T> specification, CancellationToken ct)
        where T : class =>
        await Project<T, TModel>(specification).ToListAsync(ct);

    public Task<TModel?> FindAsync<T, TModel>(ISingleResultSpecification<T> specification, CancellationToken ct)
        where T : class
        where TModel : class =>
        Project<T, TModel>(specification.Specification).SingleOrDefaultAsync(ct);

    private IQueryable<TModel> Project<T, TModel>(Specification<T> specification) where T : class =>
        context.Set<T>().AsNoTracking().Apply(specification).ProjectToType<TModel>(mappings);
}
