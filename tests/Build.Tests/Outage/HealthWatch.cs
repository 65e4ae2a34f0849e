using System.Collections.Concurrent;
using System.Net;

namespace Financbase.Build.Tests.Outage;

/// <summary>Asks a process how it is, the way an orchestrator does, all the time.</summary>
internal sealed class HealthWatch : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly HttpClient _client;
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentDictionary<HttpStatusCode, bool> _live = new();
    private volatile int _ready;

    private HealthWatch(Uri address)
    {
        _client = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(15) };
        _ = WatchAsync("/health/live", status => _live[status] = true);
        _ = WatchAsync("/health/ready", status => _ready = (int)status);
    }

    /// <summary>Every answer that liveness has given.</summary>
    public IEnumerable<HttpStatusCode> Live => _live.Keys;

    public static HealthWatch Start(Uri address) => new(address);

    public async Task ReadyAsync(HttpStatusCode wanted, TimeSpan within)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (_ready != (int)wanted)
        {
            TimeProvider.System.GetElapsedTime(started).ShouldBeLessThan(within, $"Readiness still answers {_ready}.");
            await Task.Delay(Interval);
        }
    }

    public void Dispose()
    {
        _end.Cancel();
        _client.Dispose();
        _end.Dispose();
    }

    // No answer at all counts as one that is not OK.
    private async Task WatchAsync(string path, Action<HttpStatusCode> seen)
    {
        while (!_end.IsCancellationRequested)
        {
            try
            {
                using var answer = await _client.GetAsync(path, _end.Token);
                seen(answer.StatusCode);
                await Task.Delay(Interval, _end.Token);
            }
            catch (Exception) when (_end.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failed) when (failed is HttpRequestException or OperationCanceledException)
            {
                seen(0);
            }
        }
    }
}
