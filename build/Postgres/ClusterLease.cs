using Financbase.Build.Machine;

namespace Financbase.Build.Postgres;

/// <summary>
/// Several commands may use the private cluster at a time: the first starts it, the last one out stops it. A command that
/// was killed counts as gone, because the kernel drops its locks.
/// </summary>
internal sealed class ClusterLease : IAsyncDisposable
{
    private readonly Cluster _cluster;
    private readonly DataFolder _data;
    private readonly FileStream _share;

    private ClusterLease(Cluster cluster, DataFolder data, FileStream share) => (_cluster, _data, _share) = (cluster, data, share);

    public static async Task<ClusterLease> TakeAsync(Cluster cluster, DataFolder data, CancellationToken ct)
    {
        await using var gate = await FileLock.TakeAloneAsync(GateOf(data), ct);
        var share = FileLock.TryShare(UsersOf(data)) ?? throw new Failure($"Another command is removing the data in {data.Path}: try again when it is done.");
        await cluster.StartAsync(ct);
        return new ClusterLease(cluster, data, share);
    }

    public async ValueTask DisposeAsync()
    {
        await using var gate = await FileLock.TakeAloneAsync(GateOf(_data), CancellationToken.None);
        await _share.DisposeAsync();
        await using var alone = FileLock.TryTakeAlone(UsersOf(_data));
        if (alone is not null)
            await _cluster.StopAsync(CancellationToken.None);
    }

    private static string GateOf(DataFolder data) => data.PathOf("locks", "cluster-gate");

    private static string UsersOf(DataFolder data) => data.PathOf("locks", "cluster-users");
}
