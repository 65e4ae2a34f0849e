using System.Security.Cryptography;
using Financbase.Domain.Organizations;
using Npgsql;

namespace Financbase.Infrastructure.Encryption;

/// <summary>The rows of <c>organization_keys</c> and <c>data_keys</c> of one organization, in one transaction.</summary>
internal sealed class KeyRows(NpgsqlConnection connection, OrganizationId organization, IKeyEncryptionKeyProvider provider)
{
    private const int KeyLength = 32;

    public OrganizationKeyRing Read()
    {
        // In this order: whoever adds a key meanwhile adds its owner before it.
        var wrapped = WrappedKeys();
        var owners = OrganizationKeys().ToDictionary(key => key.Id);
        return new OrganizationKeyRing([.. wrapped.Select(key => new DataKey(
            key.Id, key.Purpose, key.Version, Aead.Open(owners[key.Owner].Bytes, key.Bytes, DataPlace(key.Id, key.Purpose, key.Version))))]);
    }

    public OrganizationKey? CurrentOrganizationKey() => OrganizationKeys().MaxBy(key => key.Version);

    /// <summary>Adds the version unless another transaction does; answers the one that is there then.</summary>
    public OrganizationKey AddOrganizationKey(int version)
    {
        var (id, bytes) = (Guid.CreateVersion7(), RandomNumberGenerator.GetBytes(KeyLength));
        using var command = Command(
            "INSERT INTO organization_keys (organization_id, id, version, kek, wrapped) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING",
            id, version, provider.CurrentId, provider.Wrap(bytes, OwnerPlace(id)));
        command.ExecuteNonQuery();
        return OrganizationKeys().Single(key => key.Version == version);
    }

    public bool AddDataKey(OrganizationKey owner, string purpose, int version)
    {
        var (id, bytes) = (Guid.CreateVersion7(), RandomNumberGenerator.GetBytes(KeyLength));
        using var command = Command(
            """
            INSERT INTO data_keys (organization_id, id, purpose, version, organization_key_id, wrapped)
            VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING
            """,
            id, purpose, version, owner.Id, Aead.Seal(owner.Bytes, bytes, DataPlace(id, purpose, version)));
        return command.ExecuteNonQuery() == 1;
    }

    public int Rewrap() => OrganizationKeys().Where(key => key.Kek != provider.CurrentId).Sum(key =>
    {
        using var command = Command(
            "UPDATE organization_keys SET kek = $3, wrapped = $4 WHERE organization_id = $1 AND id = $2",
            key.Id, provider.CurrentId, provider.Wrap(key.Bytes, OwnerPlace(key.Id)));
        return command.ExecuteNonQuery();
    });

    private List<(Guid Id, string Purpose, int Version, byte[] Bytes, Guid Owner)> WrappedKeys()
    {
        using var command = Command("SELECT id, purpose, version, wrapped, organization_key_id FROM data_keys WHERE organization_id = $1");
        using var row = command.ExecuteReader();
        var keys = new List<(Guid, string, int, byte[], Guid)>();
        while (row.Read())
            keys.Add((row.GetGuid(0), row.GetString(1), row.GetInt32(2), row.GetFieldValue<byte[]>(3), row.GetGuid(4)));
        return keys;
    }

    private List<OrganizationKey> OrganizationKeys()
    {
        using var command = Command("SELECT id, version, kek, wrapped FROM organization_keys WHERE organization_id = $1");
        using var row = command.ExecuteReader();
        var keys = new List<OrganizationKey>();
        while (row.Read())
        {
            var (id, kek) = (row.GetGuid(0), row.GetString(2));
            keys.Add(new OrganizationKey(id, row.GetInt32(1), kek, provider.Unwrap(kek, row.GetFieldValue<byte[]>(3), OwnerPlace(id))));
        }

        return keys;
    }

    private NpgsqlCommand Command(string sql, params object[] values)
    {
        var command = new NpgsqlCommand(sql, connection);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = organization.Value });
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        return command;
    }

    private string OwnerPlace(Guid id) => $"organization key|{organization.Value}|{id}";

    private string DataPlace(Guid id, string purpose, int version) => $"data key|{organization.Value}|{purpose}|{version}|{id}";
}

/// <summary>The key that wraps an organization's data keys.</summary>
internal sealed record OrganizationKey(Guid Id, int Version, string Kek, byte[] Bytes);
