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

    /// <summary>Writes what earlier work left in memory, so that it does not fall into what is measured next.</summary>
    public static Task SettleAsync() => AskAsync("CHECKPOINT");

    private static async Task<object> AskAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(TestCluster.Admin + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync() ?? "";
    }
}
