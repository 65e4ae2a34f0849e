using System.Collections.Frozen;

namespace Financbase.Infrastructure.Encryption;

/// <summary>A key that seals values of one purpose in one organization.</summary>
internal sealed record DataKey(Guid Id, string Purpose, int Version, byte[] Bytes);

/// <summary>The unwrapped data keys of an organization, as they were when they were read.</summary>
internal sealed class OrganizationKeyRing(IReadOnlyCollection<DataKey> keys)
{
    private readonly FrozenDictionary<Guid, DataKey> _byId = keys.ToFrozenDictionary(key => key.Id);
    private readonly FrozenDictionary<string, DataKey> _current = keys
        .GroupBy(key => key.Purpose)
        .ToFrozenDictionary(versions => versions.Key, versions => versions.MaxBy(key => key.Version)!);

    public IEnumerable<DataKey> Currents => _current.Values;

    public DataKey? Find(Guid id) => _byId.GetValueOrDefault(id);

    public DataKey? Current(string purpose) => _current.GetValueOrDefault(purpose);
}
