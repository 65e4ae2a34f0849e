using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Financbase.Testing.Redis;

/// <summary>A Redis server of a test's own, on loopback, that keeps nothing.</summary>
public sealed class TestRedis : IAsyncDisposable
{
    private readonly int _port;
    private Process? _server;

    private TestRedis(int port) => _port = port;

    public string Connection => $"127.0.0.1:{_port},connectTimeout=2000";

    public static async Task<TestRedis> StartAsync()
    {
        var redis = new TestRedis(FreePort());
        await redis.StartAgainAsync();
        return redis;
    }

    /// <summary>On the same port as before, and empty.</summary>
    public async Task StartAgainAsync()
    {
        var start = new ProcessStartInfo("redis-server") { RedirectStandardOutput = true };
        foreach (var argument in new[] { "--port", _port.ToString(CultureInfo.InvariantCulture), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no" })
            start.ArgumentList.Add(argument);
        _server = Process.Start(start)!;
        _ = _server.StandardOutput.ReadToEndAsync();
        await Eventually.HoldsAsync(AnswersAsync);
    }

    public async Task StopAsync()
    {
        if (_server is not { } server)
            return;
        _server = null;
        server.Kill();
        await server.WaitForExitAsync();
        server.Dispose();
    }

    public async ValueTask DisposeAsync() => await StopAsync();

    private async Task<bool> AnswersAsync()
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, _port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
