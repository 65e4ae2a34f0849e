using Financbase.Domain.Access;
using Financbase.Domain.Workflows;
using Financbase.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Financbase.Infrastructure.Access;

/// <summary>Lets every process forget what it remembers of rights and keys, once a change to them is committed; somebody’s own things belong to it.</summary>
internal sealed class AccessChanges(CommittedWork committed) : SaveChangesInterceptor
{
    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        if (eventData.Context!.ChangeTracker.Entries().Any(entry =>
                (entry.Entity is Membership or CustomRole or RolePermission or ApiKey or ResourceGrant
                    && entry.State is EntityState.Added or EntityState.Modified or EntityState.Deleted)
                || entry is { Entity: Workflow { CreatedBy: not null }, State: EntityState.Added }))
        {
            committed.Wake(RightsCache.Channel);
        }

        return ValueTask.FromResult(result);
    }
}
