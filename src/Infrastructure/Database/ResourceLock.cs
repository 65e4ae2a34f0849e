using Financbase.Application.Pipeline;
using Financbase.Application.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Financbase.Infrastructure.Database;

internal sealed class ResourceLock(FinancbaseDbContext context, IMultiTenantContextAccessor tenant) : IResourceLock
{
    public Task HoldAsync(string resource, CancellationToken ct)
    {
        var name = $"resource|{tenant.OrganizationId}|{resource}";
        return context.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtextextended({name}, 0))", ct);
    }
}
