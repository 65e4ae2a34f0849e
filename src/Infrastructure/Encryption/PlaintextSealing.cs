using Financbase.Domain.Organizations;
using Npgsql;

namespace Financbase.Infrastructure.Encryption;

/// <summary>A column that held a property's values in the clear, under the name that a migration gave it.</summary>
public sealed record PlaintextColumn(SealedProperty Property, string Plain);

/// <summary>
/// Seals what was stored in the clear before the vault was there, then drops its columns. Part of <c>migrate</c>, as
/// the owner; repeating it does nothing, and stopped anywhere it goes on with the rows that are left.
/// </summary>
public sealed class PlaintextSealing(Vault vault, IEnumerable<PlaintextColumn> columns)
{
    private const int Batch = 200;

    /// <summary>Answers how many values were sealed.</summary>
    public async Task<int> RunAsync(string ownerConnectionString, CancellationToken ct)
    {
        await using var source = NpgsqlDataSource.Create(ownerConnectionString);
        var count = 0;
        foreach (var (property, plain) in columns)
        {
            if (!await ExistsAsync(source, property.Column.Table, plain, ct))
                continue;

            while (await SealBatchAsync(source, property, plain, ct) is > 0 and var moved)
                count += moved;
            await using var drop = source.CreateCommand($"ALTER TABLE {property.Column.Table} DROP COLUMN {plain}");
            await drop.ExecuteNonQueryAsync(ct);
        }

        return count;
    }

    private static async Task<bool> ExistsAsync(NpgsqlDataSource source, string table, string column, CancellationToken ct)
    {
        await using var command = source.CreateCommand(
            "SELECT EXISTS (SELECT FROM pg_attribute WHERE attrelid = $1::regclass AND attname = $2 AND NOT attisdropped)");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = table });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = column });
        return (bool)(await command.ExecuteScalarAsync(ct))!;
    }

    private async Task<int> SealBatchAsync(NpgsqlDataSource source, SealedProperty property, string plain, CancellationToken ct)
    {
        var column = property.Column;
        await using var read = source.CreateCommand(
            $"SELECT organization_id, {column.Row}, {plain}::text FROM {column.Table} WHERE {plain} IS NOT NULL LIMIT {Batch}");
        var rows = new List<(OrganizationId Organization, string Row, string Text)>();
        await using (var reader = await read.ExecuteReaderAsync(ct))
        {
            while (await reader.ReadAsync(ct))
                rows.Add((new OrganizationId(reader.GetGuid(0)), reader.GetString(1), reader.GetString(2)));
        }

        foreach (var (organization, row, text) in rows)
        {
            await using var write = source.CreateCommand($"""
                UPDATE {column.Table} SET {plain} = NULL, {column.Column} = $3{(property.Index is null ? "" : $", {property.Index} = $4")}
                WHERE organization_id = $1 AND {column.Row} = $2
                """);
            write.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = organization.Value });
            write.Parameters.Add(new NpgsqlParameter<string> { TypedValue = row });
            write.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = vault.Seal(organization, column, row, text) });
            if (property.Index is not null)
                write.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = vault.Index(organization, column, text) });
            await write.ExecuteNonQueryAsync(ct);
        }

        return rows.Count;
    }
}
