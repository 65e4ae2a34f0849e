using System.Collections.Concurrent;
using System.Diagnostics;

namespace Financbase.Benchmarks.Measuring;

/// <summary>The same call again and again, from several connections at once: bounded in number, and it stops by itself.</summary>
internal static class Load
{
    private const int Fewest = 20;

    /// <param name="connections">How many callers; each waits for its answer before it calls again.</param>
    /// <param name="calls">Of all callers together.</param>
    /// <param name="call">Given the number of the caller; an exception ends the run.</param>
    /// <param name="most">After so long no further call is begun, unless there are fewer than twenty.</param>
    public static async Task<Latencies> RunAsync(int connections, int calls, Func<int, Task> call, TimeSpan? most = null)
    {
        var left = calls;
        var times = new ConcurrentBag<double>();
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, connections).Select(caller => Task.Run(async () =>
        {
            while (Interlocked.Decrement(ref left) >= 0 && !(clock.Elapsed > most && times.Count >= Fewest))
            {
                var begun = Stopwatch.GetTimestamp();
                await call(caller);
                times.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
            }
        })));
        return new Latencies([.. times.Order()], clock.Elapsed);
    }

    /// <summary>So many calls a second, whether the answers come or not: a call that had to wait is counted from when it was due.</summary>
    public static async Task<Latencies> PacedAsync(int perSecond, int calls, Func<Task> call)
    {
        var times = new ConcurrentBag<double>();
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, calls).Select(async number =>
        {
            var due = TimeSpan.FromSeconds((double)number / perSecond);
            if (due > clock.Elapsed)
                await Task.Delay(due - clock.Elapsed);
            await call();
            times.Add((clock.Elapsed - due).TotalMilliseconds);
        }));
        return new Latencies([.. times.Order()], clock.Elapsed);
    }
}

/// <summary>Times in milliseconds, the shortest first.</summary>
internal sealed record Latencies(IReadOnlyList<double> Sorted, TimeSpan Took)
{
    public double PerSecond => Sorted.Count / Took.TotalSeconds;

    /// <summary>The nearest rank: the smallest time that at least this share of calls kept to.</summary>
    public double Percentile(double share) => Sorted[Math.Max(0, (int)Math.Ceiling(share * Sorted.Count) - 1)];
}
