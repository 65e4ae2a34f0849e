using Financbase.Build.Postgres;
using Financbase.Build.Web;

namespace Financbase.Build.Commands;

internal static class Down
{
    public static async Task<int> RunAsync(CommandLine line, CancellationToken ct)
    {
        var data = DataFolder.At(line.Data);
        Terminal.Result(data.IsOurs && await StopAllAsync(data, ct) ? "Stopped." : $"Nothing was running from {data.Path}.");
        return 0;
    }

    /// <summary>Stops the server, then the private cluster; says whether anything ran.</summary>
    public static async Task<bool> StopAllAsync(DataFolder data, CancellationToken ct)
    {
        var served = await RunningServer.StopAsync(data, ct);
        return data.HoldsCluster && await Database.PrivateCluster(data).StopAsync(ct) || served;
    }
}
