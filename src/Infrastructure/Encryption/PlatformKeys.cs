using System.Collections.Concurrent;
using Npgsql;

namespace Financbase.Infrastructure.Encryption;

/// <summary>Keys of no organization: the pepper of API keys, and what wraps Data Protection's keys.</summary>
public interface IPlatformKeys
{
    byte[] Get(string purpose);
}

/// <summary>
/// Stored wrapped, so that the master key can change without them. The first value is what the master key alone gave
/// before they were stored: what was hashed and wrapped then stays good.
/// </summary>
internal sealed class PlatformKeys(KeyConnections connections, IKeyEncryptionKeyProvider provider, MasterKey master) : IPlatformKeys
{
    private readonly ConcurrentDictionary<string, byte[]> _known = new(StringComparer.Ordinal);

    public byte[] Get(string purpose) => _known.GetOrAdd(purpose, Read);

    /// <summary>Wraps them anew where another key-encryption key than today's did it.</summary>
    public int Rewrap() => connections.InTransaction(null, connection =>
    {
        List<(string Purpose, byte[] Key)> old = [];
        using (var command = new NpgsqlCommand("SELECT purpose, kek, wrapped FROM platform_keys WHERE kek <> $1", connection))
        {
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = provider.CurrentId });
            using var row = command.ExecuteReader();
            while (row.Read())
                old.Add((row.GetString(0), provider.Unwrap(row.GetString(1), row.GetFieldValue<byte[]>(2), Place(row.GetString(0)))));
        }

        return old.Sum(key => Write(connection, "UPDATE platform_keys SET kek = $2, wrapped = $3 WHERE purpose = $1", key.Purpose, key.Key));
    });

    private byte[] Read(string purpose) => connections.InTransaction(null, connection =>
    {
        if (Find(connection, purpose) is { } found)
            return found;

        Write(
            connection, "INSERT INTO platform_keys (purpose, kek, wrapped) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
            purpose, master.Derive(purpose));
        return Find(connection, purpose)!;
    });

    private byte[]? Find(NpgsqlConnection connection, string purpose)
    {
        using var command = new NpgsqlCommand("SELECT kek, wrapped FROM platform_keys WHERE purpose = $1", connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = purpose });
        using var row = command.ExecuteReader();
        return row.Read() ? provider.Unwrap(row.GetString(0), row.GetFieldValue<byte[]>(1), Place(purpose)) : null;
    }

    private int Write(NpgsqlConnection connection, string sql, string purpose, byte[] key)
    {
        using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = purpose });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = provider.CurrentId });
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = provider.Wrap(key, Place(purpose)) });
        return command.ExecuteNonQuery();
    }

    private static string Place(string purpose) => $"platform key|{purpose}";
}
