using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace Financbase.Infrastructure.RateLimits;

/// <summary>
/// Counts in Redis while it answers, and in this process while it does not: a lost Redis makes the limits laxer, by the
/// number of instances, and never lifts them. It comes back by itself.
/// </summary>
public sealed partial class SharedRateLimits : IRateLimits, IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly RateLimitOptions _options;
    private readonly LocalRateLimits _local;
    private readonly TimeProvider _clock;
    private readonly ILogger<SharedRateLimits> _logger;
    private readonly Task<ConnectionMultiplexer> _connecting;
    private RedisRateLimits? _shared;
    private long _askAgain;
    private int _isLost;

    /// <param name="connection">As StackExchange.Redis writes it, e.g. <c>cache.internal:6379,password=…</c>.</param>
    /// <param name="options">The limits.</param>
    /// <param name="local">Counts while Redis does not answer.</param>
    /// <param name="clock">For the pause between two tries.</param>
    /// <param name="logger">Hears when Redis is lost and found.</param>
    public SharedRateLimits(
        string connection, RateLimitOptions options, LocalRateLimits local, TimeProvider clock, ILogger<SharedRateLimits> logger)
    {
        (_options, _local, _clock, _logger) = (options, local, clock, logger);
        var redis = ConfigurationOptions.Parse(connection);
        redis.AbortOnConnectFail = false;
        redis.BacklogPolicy = BacklogPolicy.FailFast;
        redis.AsyncTimeout = (int)Patience.TotalMilliseconds;
        redis.ReconnectRetryPolicy = new LinearRetry((int)Pause.TotalMilliseconds);
        _connecting = ConnectionMultiplexer.ConnectAsync(redis);
    }

    /// <summary>Whether the last request was counted in Redis.</summary>
    public bool IsShared { get; private set; }

    public async ValueTask<bool> TakeAsync(ReadOnlyMemory<RateKey> keys, int units, Memory<RateState> states, CancellationToken ct)
    {
        if (MayAsk)
        {
            try
            {
                _shared ??= new RedisRateLimits(_options, await _connecting);
                var admitted = await _shared.TakeAsync(keys, units, states, ct);
                IsShared = true;
                if (Interlocked.Exchange(ref _isLost, 0) == 1)
                    Found();
                return admitted;
            }
            catch (Exception lost) when (lost is RedisException or TimeoutException)
            {
                Interlocked.Exchange(ref _askAgain, _clock.GetUtcNow().Ticks + Pause.Ticks);
                if (Interlocked.Exchange(ref _isLost, 1) == 0)
                    Lost(lost);
            }
        }

        IsShared = false;
        return await _local.TakeAsync(keys, units, states, ct);
    }

    /// <summary>Whether Redis answers now; asked by hand, whatever the last request was told.</summary>
    public async Task<bool> AnswersAsync(CancellationToken ct)
    {
        try
        {
            await (await _connecting.WaitAsync(ct)).GetDatabase().PingAsync().WaitAsync(ct);
            return true;
        }
        catch (Exception lost) when (lost is RedisException or TimeoutException)
        {
            return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await using var connection = await _connecting;
    }

    // Nobody waits for a Redis that is known not to answer.
    private bool MayAsk => _connecting.IsCompletedSuccessfully && _clock.GetUtcNow().Ticks >= Interlocked.Read(ref _askAgain);

    [LoggerMessage(LogLevel.Warning, "Redis does not answer; each instance counts its own requests until it does")]
    private partial void Lost(Exception reason);

    [LoggerMessage(LogLevel.Information, "Redis answers again; all instances count together")]
    private partial void Found();
}
