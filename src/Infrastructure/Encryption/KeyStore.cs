using Financbase.Domain.Organizations;
using Microsoft.Extensions.Caching.Memory;

namespace Financbase.Infrastructure.Encryption;

/// <summary>
/// The organizations' data keys: made at first use, read and unwrapped when asked for, and forgotten again soon.
/// </summary>
internal sealed class KeyStore(KeyConnections connections, IKeyEncryptionKeyProvider provider, TimeSpan remembered) : IDisposable
{
    /// <summary>For so long another process may go on sealing with a key that has a newer version.</summary>
    public TimeSpan Remembered { get; } = remembered;

    private readonly MemoryCache _rings = new(new MemoryCacheOptions { SizeLimit = 10_000 });

    /// <summary>The key that seals from now on, made if there is none yet. Of two processes that make it at once one wins.</summary>
    public DataKey Current(OrganizationId organization, string purpose)
    {
        if (Ring(organization).Current(purpose) is { } key)
            return key;

        connections.InTransaction(organization, connection =>
        {
            var rows = new KeyRows(connection, organization, provider);
            return rows.AddDataKey(rows.CurrentOrganizationKey() ?? rows.AddOrganizationKey(version: 1), purpose, version: 1);
        });
        return Load(organization).Current(purpose)
            ?? throw new InvalidOperationException($"The key for {purpose} was made but cannot be read.");
    }

    /// <summary>Null when the organization has no such key; another process may have made it a moment ago.</summary>
    public DataKey? Find(OrganizationId organization, Guid id) => Ring(organization).Find(id) ?? Load(organization).Find(id);

    /// <summary>Reads what is there now.</summary>
    public OrganizationKeyRing Load(OrganizationId organization)
    {
        var ring = connections.InTransaction(organization, connection => new KeyRows(connection, organization, provider).Read());
        return _rings.Set(organization, ring, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = Remembered });
    }

    /// <summary>A new organization key, and under it a new version of every data key for which the answer is true.</summary>
    public OrganizationKeyRing Renew(OrganizationId organization, Func<string, bool> isRenewed)
    {
        var ring = Load(organization);
        connections.InTransaction(organization, connection =>
        {
            var rows = new KeyRows(connection, organization, provider);
            var fresh = rows.AddOrganizationKey((rows.CurrentOrganizationKey()?.Version ?? 0) + 1);
            return ring.Currents.Where(key => isRenewed(key.Purpose)).Count(key => rows.AddDataKey(fresh, key.Purpose, key.Version + 1));
        });
        return Load(organization);
    }

    /// <summary>Wraps the organization's keys anew where another key-encryption key than today's did it.</summary>
    public int Rewrap(OrganizationId organization) =>
        connections.InTransaction(organization, connection => new KeyRows(connection, organization, provider).Rewrap());

    public void Dispose() => _rings.Dispose();

    private OrganizationKeyRing Ring(OrganizationId organization) =>
        _rings.TryGetValue(organization, out OrganizationKeyRing? known) && known is not null ? known : Load(organization);
}
