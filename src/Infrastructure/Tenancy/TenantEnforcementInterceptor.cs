using Financbase.Domain.SharedKernel;
using Financbase.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Financbase.Infrastructure.Tenancy;

/// <summary>Refuses to save a row of another organization than the scope's: a programming error, stopped early.</summary>
internal sealed class TenantEnforcementInterceptor : SaveChangesInterceptor
{
    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        var context = (FinancbaseDbContext)eventData.Context!;
        foreach (var entry in context.ChangeTracker.Entries<IOrganizationOwned>())
        {
            if (entry.State is EntityState.Added or EntityState.Modified or EntityState.Deleted
                && entry.Entity.OrganizationId != context.CurrentOrganizationId)
            {
                throw new InvalidOperationException(
                    $"A {entry.Metadata.ClrType.Name} of another organization was about to be saved.");
            }
        }

        return ValueTask.FromResult(result);
    }
}
