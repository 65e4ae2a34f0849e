namespace Financbase.Infrastructure.Encryption;

/// <summary>Key-encryption keys from the configured master key, and from earlier ones for as long as they are listed.</summary>
internal sealed class MasterKeyProvider : IKeyEncryptionKeyProvider
{
    private readonly Dictionary<string, byte[]> _keys = [];

    public MasterKeyProvider(MasterKey current, IEnumerable<MasterKey> previous)
    {
        CurrentId = Add(current);
        foreach (var key in previous)
            Add(key);
    }

    public string CurrentId { get; }

    public byte[] Wrap(ReadOnlySpan<byte> key, string associated) => Aead.Seal(_keys[CurrentId], key, associated);

    public byte[] Unwrap(string id, ReadOnlySpan<byte> wrapped, string associated) => _keys.TryGetValue(id, out var key)
        ? Aead.Open(key, wrapped, associated)
        : throw new InvalidOperationException(
            $"The database's keys are wrapped by the master key {id}, which is not configured. Set Encryption__Key or Encryption__KeyFile "
            + "to it, or list it under Encryption__PreviousKeys.");

    private string Add(MasterKey master)
    {
        var id = Convert.ToHexStringLower(master.Derive("key id").AsSpan(0, 8));
        _keys[id] = master.Derive("key encryption");
        return id;
    }
}
