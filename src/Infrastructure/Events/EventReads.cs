using System.Text.Json;
using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Events;
using Financbase.Application.Paging;
using Financbase.Application.Tenancy;
using Financbase.Domain.Events;
using Financbase.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace Financbase.Infrastructure.Events;

internal sealed class EventReads(
    FinancbaseDbContext context, IMultiTenantContextAccessor tenant, EventWriter writer, CommittedWork committed, IAuditNotes notes,
    ICurrentPrincipal principal) : IEventReads
{
    private static readonly Keyset<EventRecord, long> Orders =
        new Keyset<EventRecord, long>(ListEvents.Sorts, row => row.Position).ById("occurredAt");

    private Guid Organization => tenant.OrganizationId.Value;

    // Who hands an event over again has a hand in what comes of it.
    private Guid[] People => principal.Current.UserId is { } person ? [person.Value] : [];

    public IReadOnlyList<string> Consumers => writer.Consumers;

    public async Task<Page<EventView>> ListAsync(EventReach reach, EventFilter filter, PageRequest page, CancellationToken ct)
    {
        var (exact, family) = Split(filter.Type);
        var state = filter.Delivery?.ToString().ToLowerInvariant();
        var origin = filter.Origin?.ToString().ToLowerInvariant();
        var found = context.Database.SqlQuery<EventRecord>($"""
            SELECT e.position, e.id, e.type, e.version, e.occurred_at, e.organization_id, e.data::text AS data, e.caused_by, e.origin, e.depth
            FROM events e
            WHERE e.organization_id = {Organization}
                AND ({exact}::text IS NULL OR e.type = {exact})
                AND ({family}::text IS NULL OR starts_with(e.type, {family}))
                AND ({filter.From}::timestamptz IS NULL OR e.occurred_at >= {filter.From})
                AND ({filter.To}::timestamptz IS NULL OR e.occurred_at < {filter.To})
                AND ({filter.CausedBy}::uuid IS NULL OR e.caused_by = {filter.CausedBy})
                AND ({origin}::text IS NULL OR e.origin = {origin})
                AND ({state}::text IS NULL OR EXISTS (SELECT FROM event_deliveries d
                    WHERE d.organization_id = e.organization_id AND d.event_id = e.id AND d.state = {state}))
                AND ({reach.IsEverything} OR event_is_within(e.organization_id, e.id,
                    {reach.Accounts.Ids.ToArray()}, {reach.Accounts.IsOpen}, {reach.Workflows.Ids.ToArray()}, {reach.Workflows.IsOpen}, {reach.Hidden}))
            """);
        return (await Orders.ReadAsync(found, page, ct)).Select(row => row.ToView());
    }

    public async Task<EventDetail?> FindAsync(Guid id, EventReach reach, CancellationToken ct)
    {
        var found = await context.Database.SqlQuery<EventRecord>($"""
            SELECT e.position, e.id, e.type, e.version, e.occurred_at, e.organization_id, e.data::text AS data, e.caused_by, e.origin, e.depth
            FROM events e WHERE e.organization_id = {Organization} AND e.id = {id} AND ({reach.IsEverything} OR event_is_within(e.organization_id, e.id,
                    {reach.Accounts.Ids.ToArray()}, {reach.Accounts.IsOpen}, {reach.Workflows.Ids.ToArray()}, {reach.Workflows.IsOpen}, {reach.Hidden}))
            """).ToListAsync(ct);
        if (found is not [var single])
        {
            return null;
        }

        var deliveries = await context.Database.SqlQuery<DeliveryRecord>($"""
            SELECT consumer, state, attempts, due_at, last_error
            FROM event_deliveries WHERE organization_id = {Organization} AND event_id = {id} ORDER BY consumer
            """).ToListAsync(ct);
        var caused = await context.Database.SqlQuery<EventRecord>($"""
            SELECT e.position, e.id, e.type, e.version, e.occurred_at, e.organization_id, e.data::text AS data, e.caused_by, e.origin, e.depth
            FROM events e WHERE e.organization_id = {Organization} AND e.caused_by = {id} AND ({reach.IsEverything} OR event_is_within(e.organization_id, e.id,
                    {reach.Accounts.Ids.ToArray()}, {reach.Accounts.IsOpen}, {reach.Workflows.Ids.ToArray()}, {reach.Workflows.IsOpen}, {reach.Hidden}))
            ORDER BY e.position LIMIT {EventDetail.MostCaused}
            """).ToListAsync(ct);
        return new(
            single.ToView(), single.Depth, [.. deliveries.Select(row => row.ToDelivery())], [.. caused.Select(row => row.ToView())]);
    }

    public async Task<bool> RetryAsync(Guid id, EventReach reach, string consumer, CancellationToken ct)
    {
        var changed = await context.Database.ExecuteSqlAsync($"""
            UPDATE event_deliveries SET state = 'pending', attempts = 0, due_at = app_now(), people = CASE WHEN people @> {People} THEN people ELSE people || {People} END
            WHERE organization_id = {Organization} AND event_id = {id} AND consumer = {consumer} AND state = 'dead'
                AND ({reach.IsEverything} OR event_is_within(organization_id, event_id,
                    {reach.Accounts.Ids.ToArray()}, {reach.Accounts.IsOpen}, {reach.Workflows.Ids.ToArray()}, {reach.Workflows.IsOpen}, {reach.Hidden}))
            """, ct);
        committed.Wake(EventDispatcher.Channel(consumer));
        notes.About(new("event", id.ToString()));
        notes.Tell("consumer", consumer);
        return changed == 1;
    }

    // The note that a consumer has handled an event is forgotten after a while: then it is made anew.
    public async Task<Replayed> ReplayAsync(string consumer, EventReach reach, EventFilter filter, int most, CancellationToken ct)
    {
        var (exact, family) = Split(filter.Type);
        var replayed = (await context.Database.SqlQuery<Replayed>($"""
            WITH chosen AS MATERIALIZED (
                SELECT e.organization_id, e.id, e.position FROM events e
                WHERE e.organization_id = {Organization} AND e.occurred_at >= {filter.From} AND e.occurred_at < {filter.To}
                    AND ({exact}::text IS NULL OR e.type = {exact})
                    AND ({family}::text IS NULL OR starts_with(e.type, {family}))
                    AND ({reach.IsEverything} OR event_is_within(e.organization_id, e.id,
                        {reach.Accounts.Ids.ToArray()}, {reach.Accounts.IsOpen}, {reach.Workflows.Ids.ToArray()}, {reach.Workflows.IsOpen}, {reach.Hidden}))
                ORDER BY e.position LIMIT {most}),
            changed AS (
                INSERT INTO event_deliveries AS d (organization_id, event_id, position, consumer, people)
                SELECT organization_id, id, position, {consumer}, {People} FROM chosen
                ON CONFLICT (organization_id, event_id, consumer) DO UPDATE
                SET state = 'pending', attempts = 0, due_at = app_now(), people = CASE WHEN d.people @> excluded.people THEN d.people ELSE d.people || excluded.people END
                WHERE d.state <> 'pending'
                RETURNING 1)
            SELECT (SELECT count(*) FROM chosen)::int AS chosen, (SELECT count(*) FROM changed)::int AS changed
            """).ToListAsync(ct))[0];
        committed.Wake(EventDispatcher.Channel(consumer));
        notes.Tell("consumer", consumer);
        notes.Tell("from", $"{filter.From:O}");
        notes.Tell("to", $"{filter.To:O}");
        notes.Tell("type", filter.Type ?? "every type");
        notes.Count("deliveries", replayed.Changed);
        return replayed;
    }

    private static (string? Exact, string? Family) Split(string? type) =>
        type?.EndsWith(EventFilter.Family, StringComparison.Ordinal) == true ? (null, type[..^1]) : (type, null);

    private sealed record EventRecord(
        long Position, Guid Id, string Type, int Version, DateTimeOffset OccurredAt, Guid OrganizationId, string Data, Guid? CausedBy, string Origin, int Depth)
    {
        public EventView ToView() => new(
            Id, Type, Version, OccurredAt, OrganizationId, JsonElement.Parse(Data), CausedBy, Enum.Parse<EventOrigin>(Origin, ignoreCase: true));
    }

    private sealed record DeliveryRecord(string Consumer, string State, int Attempts, DateTimeOffset DueAt, string? LastError)
    {
        public EventDelivery ToDelivery()
        {
            var state = Enum.Parse<EventDeliveryState>(State, ignoreCase: true);
            return new(Consumer, state, Attempts, state == EventDeliveryState.Pending ? DueAt : null, LastError);
        }
    }
}
