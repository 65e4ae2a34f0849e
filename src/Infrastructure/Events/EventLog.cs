using Financbase.Application.Access;
using Financbase.Application.Events;
using Financbase.Application.Tenancy;
using Financbase.Domain.Events;
using Financbase.Domain.Organizations;
using Financbase.Domain.SharedKernel;
using Financbase.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Financbase.Infrastructure.Events;

internal sealed class EventLog(
    EventWriter writer,
    CommittedWork committed,
    ICausation causation,
    ICurrentPrincipal principal,
    IMultiTenantContextAccessor tenant,
    TimeProvider clock,
    IServiceProvider scope) : IEventLog
{
    public EventOrigin Origin { get; set; } = EventOrigin.Live;

    public Task AppendAsync(IReadOnlyList<IDomainEvent> events, CancellationToken ct) =>
        BookAsync(tenant.OrganizationId, events, ct);

    internal async Task BookAsync(
        OrganizationId organization, IReadOnlyList<IDomainEvent> events, CancellationToken ct)
    {
        if (events.Count == 0)
        {
            return;
        }

        var now = clock.GetUtcNow();
        var cause = causation.Cause.And(principal.Current.UserId);
        EventRow[] rows = [.. events.Select(fact => EventRows.Make(fact, now, cause, Origin))];
        var connection = (NpgsqlConnection)scope.GetRequiredService<FinancbaseDbContext>().Database.GetDbConnection();
        await writer.WriteAsync(new EventBatch(organization, rows), connection, ct);
        foreach (var consumer in writer.Consumers)
        {
            committed.Wake(EventDispatcher.Channel(consumer));
        }
    }
}
