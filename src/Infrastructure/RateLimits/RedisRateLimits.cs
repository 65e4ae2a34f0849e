using System.Globalization;
using StackExchange.Redis;

namespace Financbase.Infrastructure.RateLimits;

/// <summary>
/// Counts in Redis, so that all instances share the counters. One script decides over all counters of a request at once,
/// by the server's clock: no instance's clock matters, and nothing comes in between.
/// </summary>
internal sealed class RedisRateLimits(RateLimitOptions options, IConnectionMultiplexer redis) : IRateLimits
{
    // KEYS: the counters. ARGV: the units, then interval and window of each counter in microseconds.
    // Numbers are written with %.0f: a microsecond of today does not fit into the 14 digits that Lua writes by itself.
    private const string Script = """
        local time = redis.call('TIME')
        local now = time[1] * 1000000 + time[2]
        local units = tonumber(ARGV[1])
        local admitted, answers, whole = 1, {}, {}
        for i, key in ipairs(KEYS) do
            local interval, window = tonumber(ARGV[2 * i]), tonumber(ARGV[2 * i + 1])
            local before = math.max(tonumber(redis.call('GET', key) or 0), now)
            whole[i] = before + interval * units
            local late = whole[i] - now - window
            if late > 0 then
                admitted = 0
                answers[i] = { math.floor((window - (before - now)) / interval), before - now, late }
            else
                answers[i] = { math.floor((window - (whole[i] - now)) / interval), whole[i] - now, 0 }
            end
        end
        if admitted == 1 then
            for i, key in ipairs(KEYS) do
                redis.call('SET', key, string.format('%.0f', whole[i]), 'PX', math.max(1, math.ceil((whole[i] - now) / 1000)))
            end
        end
        return { admitted, answers }
        """;

    public async ValueTask<bool> TakeAsync(ReadOnlyMemory<RateKey> keys, int units, Memory<RateState> states, CancellationToken ct)
    {
        var names = new RedisKey[keys.Length];
        var arguments = new RedisValue[1 + 2 * keys.Length];
        arguments[0] = units;
        for (var i = 0; i < keys.Length; i++)
        {
            var key = keys.Span[i];
            var limit = options[key.Partition];
            // The braces keep one request's counters on one node of a cluster, which the script needs.
            names[i] = string.Create(CultureInfo.InvariantCulture, $"{{financbase-rate}}:{(int)key.Partition}:{key.Owner:x}");
            arguments[2 * i + 1] = Microseconds(limit.Interval);
            arguments[2 * i + 2] = Microseconds(limit.Window);
        }

        var answer = (RedisResult[])(await redis.GetDatabase().ScriptEvaluateAsync(Script, names, arguments))!;
        var counters = (RedisResult[])answer[1]!;
        for (var i = 0; i < counters.Length; i++)
        {
            var counter = (long[])counters[i]!;
            states.Span[i] = new((int)counter[0], TimeSpan.FromMicroseconds(counter[1]), TimeSpan.FromMicroseconds(counter[2]));
        }

        return (long)answer[0] == 1;
    }

    private static long Microseconds(TimeSpan span) => Math.Max(1, span.Ticks / TimeSpan.TicksPerMicrosecond);
}
