using Financbase.Domain.Organizations;
using Financbase.Infrastructure.Database;
using Npgsql;
using NpgsqlTypes;

namespace Financbase.Infrastructure.Encryption;

/// <summary>The sealed columns of all features, while their values move to newer keys.</summary>
internal sealed class ResealedColumns(DataSources dataSources, Vault vault, IEnumerable<SealedColumn> columns)
{
    public async Task<int> CountAsync(OrganizationId organization, OrganizationKeyRing ring, CancellationToken ct)
    {
        var count = 0;
        foreach (var column in columns)
        {
            await using var work = await OrganizationWork.BeginAsync(dataSources.App, organization, ct);
            await using var command = Command(work, $"SELECT count(*)::int FROM {column.Table} WHERE {Old(column)}", organization, ring);
            count += (int)(await command.ExecuteScalarAsync(ct))!;
        }

        return count;
    }

    /// <summary>Answers how many values moved.</summary>
    public async Task<int> SealAnewAsync(OrganizationId organization, OrganizationKeyRing ring, List<string> broken, CancellationToken ct)
    {
        var count = 0;
        foreach (var column in columns)
        {
            for (var last = ""; last is not null;)
            {
                await using var work = await OrganizationWork.BeginAsync(dataSources.App, organization, ct);
                var old = await ReadAsync(work, column, organization, ring, last, ct);
                var moved = old.Select(value => Move(organization, column, value, broken)).OfType<MovedValue>().ToList();
                count += await WriteAsync(work, column, organization, moved, ct);
                await work.CommitAsync(ct);
                last = old.Count == column.Batch ? old[^1].Row : null;
            }
        }

        return count;
    }

    private MovedValue? Move(OrganizationId organization, SealedColumn column, OldValue old, List<string> broken)
    {
        try
        {
            var plain = vault.Open(organization, column, old.Row, old.Value);
            return new MovedValue(old.Row, old.Value, vault.Seal(organization, column, old.Row, plain));
        }
        catch (SealBrokenException unreadable)
        {
            broken.Add(unreadable.Message);
            return null;
        }
    }

    private static async Task<List<OldValue>> ReadAsync(
        OrganizationWork work, SealedColumn column, OrganizationId organization, OrganizationKeyRing ring, string after, CancellationToken ct)
    {
        await using var command = Command(
            work,
            $"SELECT {column.Row} AS row, {column.Column} FROM {column.Table} WHERE {Old(column)} AND {column.Row} > $3 ORDER BY 1 LIMIT {column.Batch}",
            organization, ring);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = after });
        await using var reader = await command.ExecuteReaderAsync(ct);
        var values = new List<OldValue>();
        while (await reader.ReadAsync(ct))
            values.Add(new OldValue(reader.GetString(0), reader.GetFieldValue<byte[]>(1)));
        return values;
    }

    // Only where the value is still the one that was read: what somebody wrote meanwhile is theirs.
    private static async Task<int> WriteAsync(
        OrganizationWork work, SealedColumn column, OrganizationId organization, List<MovedValue> moved, CancellationToken ct)
    {
        await using var command = work.Command($"""
            UPDATE {column.Table} SET {column.Column} = value.fresh FROM unnest($2, $3, $4) AS value (name, old, fresh)
            WHERE organization_id = $1 AND {column.Row} = value.name AND {column.Column} = value.old
            """);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = organization.Value });
        command.Parameters.Add(new NpgsqlParameter { Value = moved.Select(value => value.Row).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text });
        command.Parameters.Add(new NpgsqlParameter { Value = moved.Select(value => value.Old).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bytea });
        command.Parameters.Add(new NpgsqlParameter { Value = moved.Select(value => value.Fresh).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bytea });
        return await command.ExecuteNonQueryAsync(ct);
    }

    private static NpgsqlCommand Command(OrganizationWork work, string sql, OrganizationId organization, OrganizationKeyRing ring)
    {
        var command = work.Command(sql);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = organization.Value });
        command.Parameters.Add(new NpgsqlParameter<byte[][]> { TypedValue = [.. ring.Currents.Select(key => key.Id.ToByteArray(bigEndian: true))] });
        return command;
    }

    private static string Old(SealedColumn column) =>
        $"organization_id = $1 AND {column.Column} IS NOT NULL AND substring({column.Column} from 2 for 16) <> ALL ($2)";

    private sealed record OldValue(string Row, byte[] Value);

    private sealed record MovedValue(string Row, byte[] Old, byte[] Fresh);
}
