using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Financbase.Build.Machine;

namespace Financbase.Build.Web;

/// <summary>The web application as a child process, from its first answer to its last.</summary>
internal static class WebServer
{
    public static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan StartPatience = TimeSpan.FromMinutes(2);

    /// <exception cref="Failure">Another program listens at the address.</exception>
    public static void EnsureFree(Uri url)
    {
        try
        {
            using var listener = new TcpListener(ListenAddress(url), url.Port);
            listener.Start();
        }
        catch (SocketException cause)
        {
            throw new Failure(cause.SocketErrorCode switch
            {
                SocketError.AddressAlreadyInUse => $"Port {url.Port} is used by another program: end it, or choose another port with --url http://{url.Host}:{url.Port + 1}.",
                SocketError.AccessDenied => $"Port {url.Port} is reserved for root: choose a port above 1023 with --url.",
                _ => $"{url.Host} is not an address of this machine: choose another with --url, such as http://127.0.0.1:5080.",
            });
        }
    }

    /// <summary>Serves until told to stop; <paramref name="started"/> and <paramref name="ready"/> run once each, in this order.</summary>
    public static async Task ServeAsync(Command command, Uri url, Action<Process> started, Action ready, CancellationToken ct)
    {
        using var process = command.StartOnTerminal();
        try
        {
            started(process);
            await AnswerAsync(process, url, ct);
            ready();
            await process.WaitForExitAsync(ct);
        }
        finally
        {
            await Signal.StopAsync(process, StopPatience);
        }

        throw new Failure($"The web application ended by itself with code {process.ExitCode}: its last lines above say why.");
    }

    private static async Task AnswerAsync(Process process, Uri url, CancellationToken ct)
    {
        using var client = new HttpClient { BaseAddress = Reachable(url), Timeout = TimeSpan.FromSeconds(5) };
        var clock = Stopwatch.StartNew();
        while (!await IsLiveAsync(client, ct))
        {
            if (process.HasExited)
                throw new Failure($"The web application ended with code {process.ExitCode} before it answered: its lines above say why.");
            if (clock.Elapsed > StartPatience)
                throw new Failure($"The web application did not answer at {url} within {StartPatience.TotalMinutes:0} minutes: its lines above may say why.");
            await Task.Delay(TimeSpan.FromMilliseconds(200), ct);
        }
    }

    private static async Task<bool> IsLiveAsync(HttpClient client, CancellationToken ct)
    {
        try
        {
            using var answer = await client.GetAsync("/health/live", ct);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException && !ct.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>An address that means "all of this machine's" is listened at, but not called.</summary>
    private static Uri Reachable(Uri url) =>
        IPAddress.TryParse(url.Host.Trim('[', ']'), out var address) && (address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any))
            ? new UriBuilder(url) { Host = "127.0.0.1" }.Uri
            : url;

    private static IPAddress ListenAddress(Uri url) =>
        url.IsLoopback && !IPAddress.TryParse(url.Host.Trim('[', ']'), out _) ? IPAddress.Loopback
        : IPAddress.TryParse(url.Host.Trim('[', ']'), out var address) ? address
        : throw new Failure($"--url must name an address of this machine, such as http://127.0.0.1:{url.Port}, not '{url.Host}'.");
}
