using System.Collections.Concurrent;

namespace Financbase.Infrastructure.RateLimits;

/// <summary>Counts in this process. It keeps a bounded number of counters, and none whose allowance is whole again.</summary>
public sealed class LocalRateLimits(RateLimitOptions options, TimeProvider clock) : IRateLimits
{
    internal const int MostCounters = 100_000;

    private static readonly TimeSpan SweepEvery = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<RateKey, Counter> _counters = [];
    private readonly long _began = clock.GetTimestamp();
    private long _nextSweep = SweepEvery.Ticks;

    internal int Counters => _counters.Count;

    public ValueTask<bool> TakeAsync(ReadOnlyMemory<RateKey> keys, int units, Memory<RateState> states, CancellationToken ct) =>
        ValueTask.FromResult(Take(keys.Span, units, states.Span));

    private bool Take(ReadOnlySpan<RateKey> keys, int units, Span<RateState> states)
    {
        var now = clock.GetElapsedTime(_began).Ticks;
        SweepWhenDue(now);
        for (var i = 0; i < keys.Length; i++)
        {
            var limit = options[keys[i].Partition];
            if (!Find(keys[i]).TryTake(limit, units, now, out states[i]))
            {
                while (--i >= 0)
                    Find(keys[i]).GiveBack(options[keys[i].Partition], units);
                return false;
            }
        }

        return true;
    }

    // A crowd of strangers larger than there is room for shares one counter.
    private Counter Find(RateKey key) => _counters.TryGetValue(key, out var known) ? known
        : _counters.GetOrAdd(_counters.Count < MostCounters ? key : key with { Owner = UInt128.Zero }, static _ => new Counter());

    private void SweepWhenDue(long now)
    {
        var due = Interlocked.Read(ref _nextSweep);
        if (now < due || Interlocked.CompareExchange(ref _nextSweep, now + SweepEvery.Ticks, due) != due)
            return;
        foreach (var (key, counter) in _counters)
        {
            if (counter.IsWhole(now))
                _counters.TryRemove(key, out _);
        }
    }

    private sealed class Counter
    {
        // The theoretical arrival time: when the allowance is whole again.
        private long _whole;

        public bool IsWhole(long now) => Interlocked.Read(ref _whole) <= now;

        public bool TryTake(RateLimit limit, int units, long now, out RateState state)
        {
            var (interval, window) = (limit.Interval.Ticks, limit.Window.Ticks);
            while (true)
            {
                var before = Interlocked.Read(ref _whole);
                var after = Math.Max(before, now) + interval * units;
                var late = after - now - window;
                if (late > 0)
                {
                    var debt = Math.Max(before - now, 0);
                    state = new((int)((window - debt) / interval), new(debt), new(late));
                    return false;
                }

                if (Interlocked.CompareExchange(ref _whole, after, before) == before)
                {
                    state = new((int)((window - (after - now)) / interval), new(after - now), TimeSpan.Zero);
                    return true;
                }
            }
        }

        public void GiveBack(RateLimit limit, int units) => Interlocked.Add(ref _whole, -limit.Interval.Ticks * units);
    }
}
