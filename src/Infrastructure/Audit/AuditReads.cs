using System.Text.Json;
using Financbase.Application.Audit;
using Financbase.Application.Paging;
using Financbase.Application.Tenancy;
using Financbase.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace Financbase.Infrastructure.Audit;

internal sealed class AuditReads(FinancbaseDbContext context, IMultiTenantContextAccessor tenant) : IAuditReads
{
    private static readonly Keyset<Record, Guid> Orders = new Keyset<Record, Guid>(ListAuditLogs.Sorts, row => row.Id).ById("at");

    private Guid Organization => tenant.OrganizationId.Value;

    // Bounds of time are bounds of the id as well, so that only the partitions of the period are read. A caller's clock may
    // be a little off, so the id's are wider.
    public async Task<Page<AuditLogView>> ListAsync(AuditFilter filter, PageRequest page, CancellationToken ct)
    {
        var isFamily = filter.Action?.EndsWith(AuditActions.Family, StringComparison.Ordinal) == true;
        var (exact, family) = (isFamily ? null : filter.Action, isFamily ? filter.Action![..^1] : null);
        var (from, to) = (Sane(filter.From), Sane(filter.To));
        var person = Guid.TryParse(filter.Who, out var id) ? id : (Guid?)null;
        var name = person is null ? filter.Who : null;
        var found = context.Database.SqlQuery<Record>($"""
            SELECT id, at, actor_kind, actor, user_id, actor_name, action, target_kind, target_id, target_label, changes::text AS changes,
                omitted, summary::text AS summary, request_id, auth_method, session_id, api_key_id, host(address) AS address, caused_by
            FROM audit_logs
            WHERE organization_id = {Organization}
                AND ({person}::uuid IS NULL OR user_id = {person} OR api_key_id = {person})
                AND ({name}::text IS NULL OR strpos(lower(COALESCE(actor_name, actor_kind)), lower({name})) > 0)
                AND ({exact}::text IS NULL OR action = {exact})
                AND ({family}::text IS NULL OR starts_with(action, {family}))
                AND ({filter.TargetId}::text IS NULL OR target_id = {filter.TargetId})
                AND ({from}::timestamptz IS NULL OR at >= {from} AND id >= first_uuid_at({from}::timestamptz - interval '1 day'))
                AND ({to}::timestamptz IS NULL OR at < {to} AND id < first_uuid_at({to}::timestamptz + interval '1 day'))
                AND ({filter.Text}::text IS NULL OR strpos(
                    lower(concat_ws(' ', target_label, target_id, action, actor_name, summary::text, changes::text)), lower({filter.Text})) > 0)
            """);
        return (await Orders.ReadAsync(found, page, ct)).Select(row => row.ToView());
    }

    public async Task<AuditLogView?> FindAsync(Guid id, CancellationToken ct)
    {
        var rows = await context.Database.SqlQuery<Record>($"""
            SELECT id, at, actor_kind, actor, user_id, actor_name, action, target_kind, target_id, target_label, changes::text AS changes,
                omitted, summary::text AS summary, request_id, auth_method, session_id, api_key_id, host(address) AS address, caused_by
            FROM audit_logs WHERE organization_id = {Organization} AND id = {id}
            """).ToListAsync(ct);
        return rows.SingleOrDefault()?.ToView();
    }

    // An id's time starts in 1970.
    private static DateTimeOffset? Sane(DateTimeOffset? moment) =>
        moment < DateTimeOffset.UnixEpoch.AddDays(2) ? DateTimeOffset.UnixEpoch.AddDays(2) : moment;

    private sealed record Record(
        Guid Id, DateTimeOffset At, string ActorKind, string Actor, Guid? UserId, string? ActorName, string Action, string? TargetKind,
        string? TargetId, string? TargetLabel, string Changes, int Omitted, string Summary, string? RequestId, string? AuthMethod,
        Guid? SessionId, Guid? ApiKeyId, string? Address, Guid? CausedBy)
    {
        public AuditLogView ToView() => new(
            Id, At, new AuditActor(ActorKind, Actor, UserId, ActorName), Action,
            TargetKind is null ? null : new AuditTarget(TargetKind, TargetId!, TargetLabel),
            JsonElement.Parse(Changes), Omitted, JsonElement.Parse(Summary), RequestId, AuthMethod, SessionId, ApiKeyId, Address, CausedBy);
    }
}
