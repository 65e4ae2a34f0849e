using System.Security.Cryptography;
using System.Text.Json;
using Financbase.Application.Idempotency;
using Financbase.Application.Tenancy;
using Financbase.Domain.SharedKernel;
using Financbase.Infrastructure.Database;
using Financbase.Infrastructure.Encryption;
using Microsoft.EntityFrameworkCore;

namespace Financbase.Infrastructure.Idempotency;

/// <summary>
/// A lock for the length of the transaction tells a call in flight from a used key; the row itself, written with the
/// effect, is what survives.
/// </summary>
internal sealed class IdempotencyStore(FinancbaseDbContext context, IMultiTenantContextAccessor tenant, Vault vault) : IIdempotencyStore
{
    /// <summary>Answers are sealed: they repeat what the caller sent, bank account numbers among it.</summary>
    public static SealedColumn Answers { get; } = new(
        "idempotency_keys", "answer_sealed", "answers", "principal || '|' || route || '|' || key");

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

        var used = await context.Database.SqlQuery<KeyRow>($"""
            SELECT request_hash, answer_sealed FROM idempotency_keys
            WHERE organization_id = {Organization} AND principal = {principal} AND route = {call.Route} AND key = {call.Key}
              AND created_at > app_now() - interval '24 hours'
            """).SingleOrDefaultAsync(ct);
        return used is null
            ? new KeyState.Taken()
            : new KeyState.Used(
                CryptographicOperations.FixedTimeEquals(used.RequestHash, Keyed(call)),
                JsonSerializer.Deserialize<StoredAnswer>(
                    vault.Open(tenant.OrganizationId, Answers, Row(call, principal), used.AnswerSealed), WireJson.Options)!);
    }

    public async Task StoreAsync(IdempotentCall call, string principal, StoredAnswer answer, CancellationToken ct)
    {
        var value = vault.Seal(
            tenant.OrganizationId, Answers, Row(call, principal), JsonSerializer.SerializeToUtf8Bytes(answer, WireJson.Options));
        await context.Database.ExecuteSqlAsync($"""
            INSERT INTO idempotency_keys (organization_id, principal, route, key, request_hash, answer_sealed)
            VALUES ({Organization}, {principal}, {call.Route}, {call.Key}, {Keyed(call)}, {value})
            ON CONFLICT (organization_id, principal, route, key) DO UPDATE
                SET request_hash = excluded.request_hash, answer_sealed = excluded.answer_sealed, created_at = app_now()
            """, ct);
    }

    // A bare hash of a request would tell its bank account number to whoever tries them all.
    private byte[] Keyed(IdempotentCall call) =>
        vault.Index(tenant.OrganizationId, Answers, Convert.ToHexStringLower(call.RequestHash));

    private static string Row(IdempotentCall call, string principal) => $"{principal}|{call.Route}|{call.Key}";

    private sealed record KeyRow(byte[] RequestHash, byte[] AnswerSealed);
}
