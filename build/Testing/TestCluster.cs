using System.Diagnostics;
using Financbase.Build.Postgres;

namespace Financbase.Build.Testing;

/// <summary>A PostgreSQL server for one test run: nothing in it has to survive, so nothing in it waits for the disk.</summary>
internal sealed class TestCluster : IAsyncDisposable
{
    private static readonly string[] Settings =
        ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "shared_buffers=256MB", "max_connections=300", "jit=off"];

    private readonly Cluster _cluster;
    private readonly string _folder;

    private TestCluster(Cluster cluster, string folder) => (_cluster, _folder) = (cluster, folder);

    /// <summary>Npgsql's connection string of a superuser, who may create databases and roles.</summary>
    public string AdminConnection => _cluster.SuperuserConnection;

    public static async Task<TestCluster> StartAsync(DataFolder data, CancellationToken ct)
    {
        await RemoveAbandonedAsync(data, ct);
        var started = new TestCluster(Of(data, Environment.ProcessId), FolderOf(data, Environment.ProcessId));
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
            await using var abandoned = new TestCluster(new Cluster(folder, data.Secrets.Get("postgres-superuser"), Settings), folder);
        }
    }

    private static Cluster Of(DataFolder data, int process) => new(FolderOf(data, process), data.Secrets.Get("postgres-superuser"), Settings);

    private static string FolderOf(DataFolder data, int process) => data.PathOf("tests", $"{process}");
}
