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

    /// <summary>
    /// Kills one session of the product outright. PostgreSQL takes that for damage to what all sessions share: it ends all of
    /// them, refuses new ones, and recovers from its log, as after a power cut.
    /// </summary>
    public static async Task FallAsync(TestDatabase database)
    {
        var session = await AskAsync("SELECT pid FROM pg_stat_activity WHERE usename LIKE 'financbase%' AND datname = current_database() LIMIT 1", database.Superuser);
        if (session is int id)
            System.Diagnostics.Process.GetProcessById(id).Kill();
    }

    private static async Task<object> AskAsync(string sql, string? connectionString = null)
    {
        await using var connection = new NpgsqlConnection((connectionString ?? TestCluster.Admin) + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync() ?? "";
    }
}
