using System.Text.Json;
using Financbase.Application.Idempotency;
using Financbase.Application.Tenancy;
using Financbase.Domain.SharedKernel;
using Financbase.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace Financbase.Infrastructure.Idempotency;

/// <summary>
/// A lock for the length of the transaction tells a call in flight from a used key; the row itself, written with the
/// effect, is what survives.
/// </summary>
internal sealed class IdempotencyStore(FinancbaseDbContext context, IMultiTenantContextAccessor tenant) : IIdempotencyStore
{
    private Guid Organization => tenant.OrganizationId.Value;

    public async Task<KeyState> TakeAsync(IdempotentCall call, string principal, CancellationToken ct)
    {
        var name = $"{Organization}|{principal}|{call.Route}|{call.Key}";
        var free = await context.Database
            .SqlQuery<bool>($"""SELECT pg_try_advisory_xact_lock(hashtextextended({name}, 0)) AS "Value" """)
            .SingleAsync(ct);
        if (!free)
        {
            return new KeyState.InFlight();
        }

        var used = await context.Database.SqlQuery<Row>($"""
            SELECT request_hash, answer FROM idempotency_keys
            WHERE organization_id = {Organization} AND principal = {principal} AND route = {call.Route} AND key = {call.Key}
              AND created_at > app_now() - interval '24 hours'
            """).SingleOrDefaultAsync(ct);
        return used is null
            ? new KeyState.Taken()
            : new KeyState.Used(used.RequestHash, JsonSerializer.Deserialize<StoredAnswer>(used.Answer, WireJson.Options)!);
    }

    public async Task StoreAsync(IdempotentCall call, string principal, StoredAnswer answer, CancellationToken ct)
    {
        var json = JsonSerializer.Serialize(answer, WireJson.Options);
        await context.Database.ExecuteSqlAsync($"""
            INSERT INTO idempotency_keys (organization_id, principal, route, key, request_hash, answer)
            VALUES ({Organization}, {principal}, {call.Route}, {call.Key}, {call.RequestHash}, {json})
            ON CONFLICT (organization_id, principal, route, key) DO UPDATE
                SET request_hash = excluded.request_hash, answer = excluded.answer, created_at = app_now()
            """, ct);
    }

    private sealed record Row(byte[] RequestHash, string Answer);
}
