using Financbase.Application.Access;
using Financbase.Domain.Access;
using Financbase.Domain.Workflows;
using Financbase.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Financbase.Infrastructure.Access;

/// <summary>
/// Lets every process forget what it remembers of rights and keys, once a change to them is committed. A new workflow is part
/// of its maker's rights, where a role reaches its holder's own only, and of nobody else's.
/// </summary>
internal sealed class AccessChanges(CommittedWork committed, ICurrentPrincipal principal) : SaveChangesInterceptor
{
    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        foreach (var entry in eventData.Context!.ChangeTracker.Entries())
        {
            if (entry.Entity is Membership or CustomRole or RolePermission or ApiKey or ResourceGrant
                && entry.State is EntityState.Added or EntityState.Modified or EntityState.Deleted)
            {
                committed.Wake(RightsCache.Channel);
            }
            else if (entry is { Entity: Workflow { CreatedBy: { } maker } workflow, State: EntityState.Added } && AreOfOwnThings(principal.Current.Rights))
            {
                committed.Wake(RightsCache.ChannelOf(workflow.OrganizationId, maker));
            }
        }

        return ValueTask.FromResult(result);
    }

    private static bool AreOfOwnThings(Rights rights) =>
        rights.Constraints.Values.Any(constraint => constraint.OwnOnly) || (rights.Ceiling is { } ceiling && AreOfOwnThings(ceiling));
}
