using System.Diagnostics;
using Financbase.Build.Postgres;

namespace Financbase.Build.Testing;

/// <summary>A PostgreSQL server for one run of tests or benchmarks; nothing in it has to survive.</summary>
internal sealed class TestCluster : IAsyncDisposable
{
    /// <summary>For tests: nothing waits for the disk.</summary>
    private static readonly string[] Hasty =
        ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "shared_buffers=256MB", "max_connections=300", "jit=off"];

    /// <summary>For benchmarks: as durable as PostgreSQL is when nobody asks.</summary>
    private static readonly string[] Durable = ["shared_buffers=1GB", "max_wal_size=4GB", "max_connections=200", "jit=off"];

    private readonly Cluster _cluster;
    private readonly string _folder;

    private TestCluster(Cluster cluster, string folder) => (_cluster, _folder) = (cluster, folder);

    /// <summary>Npgsql's connection string of a superuser, who may create databases and roles.</summary>
    public string AdminConnection => _cluster.SuperuserConnection;

    /// <summary>The folder of its data, for pg_ctl.</summary>
    public string Data => _cluster.Data;

    public static Task<TestCluster> StartAsync(DataFolder data, CancellationToken ct) => StartAsync(data, Hasty, ct);

    public static Task<TestCluster> StartDurableAsync(DataFolder data, CancellationToken ct) => StartAsync(data, Durable, ct);

    private static async Task<TestCluster> StartAsync(DataFolder data, string[] settings, CancellationToken ct)
    {
        await RemoveAbandonedAsync(data, ct);
        var folder = FolderOf(data, Environment.ProcessId);
        var started = new TestCluster(ClusterIn(folder, data, settings), folder);
        try
        {
            await started._cluster.StartAsync(ct);
            return started;
        }
        catch
        {
            await started.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_cluster.Exists)
            await _cluster.StopAsync(CancellationToken.None);
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
    }

    /// <summary>A run that was killed could not tidy up; its folder is named after its process.</summary>
    private static async Task RemoveAbandonedAsync(DataFolder data, CancellationToken ct)
    {
        Directory.CreateDirectory(data.PathOf("tests"));
        var alive = Process.GetProcesses().Select(process => process.Id).ToHashSet();
        foreach (var folder in Directory.EnumerateDirectories(data.PathOf("tests")))
        {
            ct.ThrowIfCancellationRequested();
            if (int.TryParse(Path.GetFileName(folder), out var owner) && owner != Environment.ProcessId && alive.Contains(owner))
                continue;
            await using var abandoned = new TestCluster(ClusterIn(folder, data, Hasty), folder);
        }
    }

    private static Cluster ClusterIn(string folder, DataFolder data, string[] settings) => new(folder, data.Secrets.Get("postgres-superuser"), settings);

    private static string FolderOf(DataFolder data, int process) => data.PathOf("tests", $"{process}");
}
