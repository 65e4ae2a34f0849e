using Financbase.Domain.Access;
using Financbase.Domain.Organizations;
using Financbase.Infrastructure.Database;
using Financbase.Infrastructure.Events;
using Microsoft.Extensions.Caching.Memory;
using Npgsql;

namespace Financbase.Infrastructure.Access;

/// <summary>
/// Members' rights, remembered for a second at most: that bounds both the load of a busy person and how long a lost right
/// lives on. A change wakes every process to forget at once, all of them or the one whom it concerns.
/// </summary>
internal sealed class RightsCache : IDisposable
{
    /// <summary>The wake-up that follows a change to members, roles or keys.</summary>
    public const string Channel = "access";

    public static readonly TimeSpan Remembered = TimeSpan.FromSeconds(1);

    private readonly DataSources _dataSources;
    private readonly MemoryCache _cache = new(new MemoryCacheOptions { SizeLimit = 10_000 });
    private long _changes;

    public RightsCache(DataSources dataSources, WakeUps wakeUps)
    {
        _dataSources = dataSources;
        wakeUps.Subscribe(Channel, Forget);
    }

    /// <summary>The wake-up that follows a change to one member's rights alone.</summary>
    public static string ChannelOf(OrganizationId organization, UserId user) => WakeUps.About(Channel, $"{organization.Value}/{user.Value}");

    public async Task<LiveRights?> FindAsync(OrganizationId organization, UserId user, CancellationToken ct)
    {
        var key = (organization, user);
        if (_cache.TryGetValue(key, out LiveRights? known))
            return known;

        var seen = Interlocked.Read(ref _changes);
        var found = await ReadAsync(organization, user, ct);

        // What was read while somebody changed it may be the old state.
        if (seen == Interlocked.Read(ref _changes))
            _cache.Set(key, found, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = Remembered });
        return found;
    }

    public void Dispose() => _cache.Dispose();

    private void Forget(string? whose)
    {
        Interlocked.Increment(ref _changes);
        if (whose is null)
            _cache.Clear();
        else if (whose.Split('/') is [var organization, var user])
            _cache.Remove((new OrganizationId(Guid.Parse(organization)), new UserId(Guid.Parse(user))));
    }

    private async Task<LiveRights?> ReadAsync(OrganizationId organization, UserId user, CancellationToken ct)
    {
        await using var batch = _dataSources.App.CreateBatch();
        batch.BatchCommands.Add(new("SELECT set_config('app.organization_id', $1, true)")
        {
            Parameters = { new NpgsqlParameter<string> { TypedValue = organization.Value.ToString() } },
        });
        batch.BatchCommands.Add(LiveRights.Query(organization, user));
        await using var row = await batch.ExecuteReaderAsync(ct);
        await row.NextResultAsync(ct);
        return await LiveRights.ReadAsync(row, user, ct);
    }
}
