using Npgsql;

namespace Financbase.Infrastructure.Database.Backups;

/// <summary>How many rows a table has, and the sum of their hashes: the same in whatever order they lie.</summary>
public sealed record TableSum(long Rows, string Checksum);

/// <summary>Reads the sums of every table, partitions as part of their parent.</summary>
internal static class TableSums
{
    private const string Tables = """
        SELECT c.relname FROM pg_class c
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition ORDER BY 1
        """;

    // A row's text must not depend on who reads it.
    private const string Settings = """
        SET LOCAL TimeZone = 'UTC'; SET LOCAL DateStyle = 'ISO'; SET LOCAL IntervalStyle = 'postgres';
        SET LOCAL bytea_output = 'hex'; SET LOCAL extra_float_digits = 3
        """;

    public static async Task<IReadOnlyDictionary<string, TableSum>> ReadAsync(string ownerConnectionString, CancellationToken ct)
    {
        await using var source = NpgsqlDataSource.Create(ownerConnectionString);
        await using var connection = await source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, ct);
        return await ReadAsync(connection, ct);
    }

    /// <param name="connection">In a transaction, as the owner role.</param>
    /// <param name="ct">Ends it.</param>
    public static async Task<IReadOnlyDictionary<string, TableSum>> ReadAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using (var settings = new NpgsqlCommand(Settings, connection))
            await settings.ExecuteNonQueryAsync(ct);

        var sums = new SortedDictionary<string, TableSum>(StringComparer.Ordinal);
        foreach (var table in await NamesAsync(connection, ct))
            sums.Add(table, await SumAsync(connection, table, ct));
        return sums;
    }

    private static async Task<IReadOnlyList<string>> NamesAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(Tables, connection);
        await using var row = await command.ExecuteReaderAsync(ct);
        var names = new List<string>();
        while (await row.ReadAsync(ct))
            names.Add(row.GetString(0));

        return names;
    }

    private static async Task<TableSum> SumAsync(NpgsqlConnection connection, string table, CancellationToken ct)
    {
        var name = new NpgsqlCommandBuilder().QuoteIdentifier(table);
        await using var command = new NpgsqlCommand(
            $"SELECT count(*), COALESCE(sum(hashtextextended(\"#\"::text, 0)::numeric), 0)::text FROM {name} AS \"#\"", connection)
        {
            CommandTimeout = 0,
        };
        await using var row = await command.ExecuteReaderAsync(ct);
        await row.ReadAsync(ct);
        return new TableSum(row.GetInt64(0), row.GetString(1));
    }
}
