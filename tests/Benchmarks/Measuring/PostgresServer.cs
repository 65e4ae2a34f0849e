using System.Globalization;
using Financbase.Testing.Database;
using Npgsql;

namespace Financbase.Benchmarks.Measuring;

/// <summary>The server that the benchmarks run on.</summary>
internal static class PostgresServer
{
    public static async Task<string> VersionAsync() => (string)await AskAsync("SHOW server_version");

    public static async Task<int> ProcessAsync() =>
        int.Parse((string)await AskAsync("SELECT split_part(pg_read_file('postmaster.pid'), E'\\n', 1)"), CultureInfo.InvariantCulture);

    /// <summary>
    /// What PostgreSQL does by itself within a minute or so: statistics for the planner, and to the disk what earlier work
    /// left in memory, so that neither falls into what is measured next.
    /// </summary>
    public static async Task SettleAsync(TestDatabase database)
    {
        await AskAsync("VACUUM ANALYZE", database.Superuser);
        await AskAsync("CHECKPOINT");
    }

    private static async Task<object> AskAsync(string sql, string? connectionString = null)
    {
        await using var connection = new NpgsqlConnection((connectionString ?? TestCluster.Admin) + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync() ?? "";
    }
}
