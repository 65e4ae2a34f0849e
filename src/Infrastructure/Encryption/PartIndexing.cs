using Financbase.Domain.Organizations;
using Npgsql;

namespace Financbase.Infrastructure.Encryption;

/// <summary>
/// Gives values that were sealed before there was an index over a part of them theirs. A step of <c>migrate</c>, as the
/// owner; repeating it does nothing, and stopped anywhere it goes on with the rows that are left.
/// </summary>
public sealed class PartIndexing(Vault vault, IEnumerable<SealedProperty> properties)
{
    private const int Batch = 200;

    /// <summary>Answers how many values have an index now.</summary>
    public async Task<int> RunAsync(string ownerConnectionString, CancellationToken ct)
    {
        await using var source = NpgsqlDataSource.Create(ownerConnectionString);
        var count = 0;
        foreach (var property in properties.Where(property => property.Part is not null))
        {
            while (await IndexBatchAsync(source, property.Column, property.Part!, ct) is > 0 and var indexed)
                count += indexed;
        }

        return count;
    }

    private async Task<int> IndexBatchAsync(NpgsqlDataSource source, SealedColumn column, PartIndex part, CancellationToken ct)
    {
        await using var read = source.CreateCommand($"""
            SELECT organization_id, {column.Row}::text, {column.Column} FROM {column.Table}
            WHERE {column.Column} IS NOT NULL AND {part.Column} IS NULL LIMIT {Batch}
            """);
        var rows = new List<(OrganizationId Organization, string Row, byte[] Value)>();
        await using (var reader = await read.ExecuteReaderAsync(ct))
        {
            while (await reader.ReadAsync(ct))
                rows.Add((new OrganizationId(reader.GetGuid(0)), reader.GetString(1), reader.GetFieldValue<byte[]>(2)));
        }

        foreach (var (organization, row, value) in rows)
        {
            await using var write = source.CreateCommand(
                $"UPDATE {column.Table} SET {part.Column} = $3 WHERE organization_id = $1 AND {column.Row}::text = $2 AND {column.Column} = $4");
            write.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = organization.Value });
            write.Parameters.Add(new NpgsqlParameter<string> { TypedValue = row });
            write.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = IndexOf(organization, column, row, value, part) });
            write.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = value });
            await write.ExecuteNonQueryAsync(ct);
        }

        return rows.Count;
    }

    // A value that does not open is not found by a part of it either.
    private byte[] IndexOf(OrganizationId organization, SealedColumn column, string row, byte[] value, PartIndex part)
    {
        try
        {
            return vault.PartIndex(organization, column, part.Of(vault.OpenText(organization, column, row, value)));
        }
        catch (SealBrokenException)
        {
            return [];
        }
    }
}
