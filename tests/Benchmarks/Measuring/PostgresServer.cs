using System.Globalization;
using Financbase.Testing.Database;
using Npgsql;

namespace Financbase.Benchmarks.Measuring;

/// <summary>The server that the benchmarks run on.</summary>
internal static class PostgresServer
{
    /// <summary>The folder with the server's data, which <c>build -- bench</c> names when the server is its own.</summary>
    private const string OwnFolder = "FINANCBASE_BENCH_CLUSTER";

    private static string? _programs;

    private static string? Folder => Environment.GetEnvironmentVariable(OwnFolder);

    /// <exception cref="InvalidOperationException">The server is somebody's, and may not be stopped.</exception>
    public static void DemandOwn()
    {
        if (string.IsNullOrEmpty(Folder))
            throw new InvalidOperationException("This stops PostgreSQL, so it needs one of its own: run it by “dotnet run --project build -- bench chaos”.");
    }

    /// <param name="mode">As pg_ctl knows it: <c>fast</c> or <c>immediate</c>.</param>
    /// <param name="ct">Kills pg_ctl.</param>
    public static async Task StopAsync(string mode, CancellationToken ct)
    {
        _programs ??= (string)await AskAsync("SELECT setting FROM pg_config() WHERE name = 'BINDIR'");
        await ControlAsync(["stop", "-m", mode, "-t", "120"], ct);
    }

    /// <summary>With the options that it had; one that does not run is started all the same.</summary>
    public static Task StartAsync(CancellationToken ct) => ControlAsync(["restart", "-t", "600", "-l", $"{Folder}.log"], ct);

    private static async Task ControlAsync(string[] words, CancellationToken ct)
    {
        DemandOwn();
        var program = Path.Combine(_programs ?? "", "pg_ctl");
        string[] line = [program, words[0], "-s", "-w", "-D", Folder!, .. words[1..]];
        if (Environment.IsPrivilegedProcess)
            line = ["runuser", "-u", "postgres", "--", .. line];
        using var control = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo(line[0], line[1..]) { WorkingDirectory = "/", RedirectStandardError = true })!;
        var said = await control.StandardError.ReadToEndAsync(ct);
        await control.WaitForExitAsync(ct);
        if (control.ExitCode != 0)
            throw new InvalidOperationException($"pg_ctl {words[0]} ended with {control.ExitCode}: {said}");
    }

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
