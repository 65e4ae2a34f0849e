using Financbase.Domain.SharedKernel;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Financbase.Infrastructure.Events;

/// <summary>Books what the tracked aggregates raised, in the transaction that saves them.</summary>
internal sealed class EventLogInterceptor(EventLog log) : SaveChangesInterceptor
{
    public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        var raised = eventData.Context!.ChangeTracker.Entries<AggregateRoot>()
            .Where(entry => entry.Entity is IOrganizationOwned)
            .Select(entry => entry.Entity)
            .Where(aggregate => aggregate.Events.Count > 0)
            .ToList();
        foreach (var organization in raised.GroupBy(aggregate => ((IOrganizationOwned)aggregate).OrganizationId))
        {
            await log.BookAsync(
                organization.Key, [.. organization.SelectMany(aggregate => aggregate.TakeEvents())], cancellationToken);
        }

        return result;
    }
}
