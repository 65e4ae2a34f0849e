using System.Net;
using Financbase.Domain.Access;
using Financbase.Domain.Organizations;
using Financbase.Infrastructure.Database;
using Financbase.Infrastructure.Events;
using Microsoft.Extensions.Caching.Memory;
using Npgsql;

namespace Financbase.Infrastructure.Access;

/// <summary>
/// Finds keys before their organization is known, through a look-up function. Remembers each for a second at most, misses
/// too: that bounds both the load of a busy key and how long a revoked one lives on. A change wakes it to forget at once.
/// </summary>
public sealed class ApiKeyDirectory : IDisposable
{
    private readonly DataSources _dataSources;
    private readonly RightsCache _rights;
    private readonly MemoryCache _cache = new(new MemoryCacheOptions { SizeLimit = 10_000 });
    private long _changes;

    internal ApiKeyDirectory(DataSources dataSources, RightsCache rights, WakeUps wakeUps)
    {
        _dataSources = dataSources;
        _rights = rights;
        wakeUps.Subscribe(RightsCache.Channel, Forget);
    }

    public async Task<ApiKeyCredential?> FindAsync(string publicId, CancellationToken ct)
    {
        var key = await FindStoredAsync(publicId, ct);
        return key is null ? null
            : key with { CreatorRights = (await _rights.FindAsync(key.OrganizationId, key.CreatedBy, ct))?.Rights };
    }

    public void Dispose() => _cache.Dispose();

    // One member's rights are asked for each time.
    private void Forget(string? whose)
    {
        if (whose is not null)
            return;
        Interlocked.Increment(ref _changes);
        _cache.Clear();
    }

    private async Task<ApiKeyCredential?> FindStoredAsync(string publicId, CancellationToken ct)
    {
        if (_cache.TryGetValue(publicId, out ApiKeyCredential? known))
            return known;

        var seen = Interlocked.Read(ref _changes);
        var found = await ReadAsync(publicId, ct) is { } read ? read with { Grants = await ReadGrantsAsync(read, ct) } : null;
        if (seen == Interlocked.Read(ref _changes))
            _cache.Set(publicId, found, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = RightsCache.Remembered });
        return found;
    }

    private async Task<IReadOnlyList<Grant>> ReadGrantsAsync(ApiKeyCredential key, CancellationToken ct)
    {
        await using var batch = _dataSources.App.CreateBatch();
        batch.BatchCommands.Add(new("SELECT set_config('app.organization_id', $1, true)")
        {
            Parameters = { new NpgsqlParameter<string> { TypedValue = key.OrganizationId.ToString() } },
        });
        batch.BatchCommands.Add(new("""
            SELECT jsonb_agg(jsonb_build_object('permission', g.permission, 'resourceType', g.resource_type, 'resourceId', g.resource_id, 'effect', g.effect))::text
            FROM resource_grants g
            WHERE g.organization_id = $1 AND g.api_key_id = $2 AND (g.expires_at IS NULL OR g.expires_at > app_now())
            """)
        {
            Parameters =
            {
                new NpgsqlParameter<Guid> { TypedValue = key.OrganizationId.Value },
                new NpgsqlParameter<Guid> { TypedValue = key.Id.Value },
            },
        });
        await using var row = await batch.ExecuteReaderAsync(ct);
        await row.NextResultAsync(ct);
        return await row.ReadAsync(ct) && !row.IsDBNull(0) ? LiveRights.GrantsOf(row.GetString(0)) : [];
    }

    private async Task<ApiKeyCredential?> ReadAsync(string publicId, CancellationToken ct)
    {
        await using var command = _dataSources.App.CreateCommand("""
            SELECT id, organization_id, hash, scopes, allowed_networks, expires_at, revoked_at, created_by
            FROM lookup_api_key($1)
            """);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = publicId });
        await using var row = await command.ExecuteReaderAsync(ct);
        return await row.ReadAsync(ct)
            ? new ApiKeyCredential(
                new ApiKeyId(row.GetGuid(0)),
                new OrganizationId(row.GetGuid(1)),
                row.GetFieldValue<byte[]>(2),
                row.GetFieldValue<string[]>(3),
                row.GetFieldValue<IPNetwork[]>(4),
                row.GetFieldValue<DateTimeOffset>(5),
                row.IsDBNull(6) ? null : row.GetFieldValue<DateTimeOffset>(6),
                new UserId(row.GetGuid(7)),
                CreatorRights: null)
            : null;
    }
}
