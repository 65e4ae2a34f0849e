using StackExchange.Redis;

namespace Financbase.Infrastructure.RateLimits;

/// <summary>Asks a Redis for a sign of life, on a connection of its own.</summary>
public static class RedisProbe
{
    /// <param name="connection">As StackExchange.Redis writes it.</param>
    /// <param name="patience">How long the answer may take.</param>
    /// <param name="ct">Ends the wait.</param>
    /// <returns>False also where it does not let one in.</returns>
    public static async Task<bool> AnswersAsync(string connection, TimeSpan patience, CancellationToken ct)
    {
        var options = ConfigurationOptions.Parse(connection);
        options.AbortOnConnectFail = true;
        options.ConnectRetry = 0;
        options.ConnectTimeout = options.AsyncTimeout = (int)patience.TotalMilliseconds;
        try
        {
            await using var redis = await ConnectionMultiplexer.ConnectAsync(options).WaitAsync(ct);
            await redis.GetDatabase().PingAsync().WaitAsync(ct);
            return true;
        }
        catch (Exception lost) when (lost is RedisException or TimeoutException)
        {
            return false;
        }
    }
}
