using Financbase.Infrastructure.RateLimits;
using Financbase.Testing;
using Financbase.Testing.Redis;

namespace Financbase.Web.Tests.RateLimits;

public sealed class LostRedisTests
{
    private static readonly RateKey Key = new(Partition.ApiKey, 1);

    [Test]
    public async Task Two_instances_count_together_go_on_alone_without_redis_and_find_back()
    {
        await using var redis = await TestRedis.StartAsync();
        await using var one = RateLimitTests.Shared(redis);
        await using var other = RateLimitTests.Shared(redis);
        await Eventually.HoldsAsync(() => IsSharedAsync(one));
        await Eventually.HoldsAsync(() => IsSharedAsync(other));

        (await CountAsync(one, 6), await CountAsync(other, 20)).ShouldBe((6, 4));

        await redis.StopAsync();
        var began = TimeProvider.System.GetTimestamp();
        (await CountAsync(one, 20), await CountAsync(other, 20)).ShouldBe((10, 10), "Each counts for itself, and still counts.");
        TimeProvider.System.GetElapsedTime(began).ShouldBeLessThan(TimeSpan.FromSeconds(3), "Nobody waits for it at each request.");
        one.IsShared.ShouldBeFalse();

        await redis.StartAgainAsync();
        await Eventually.HoldsAsync(() => IsSharedAsync(one));
        await Eventually.HoldsAsync(() => IsSharedAsync(other));
        (await CountAsync(one, 6), await CountAsync(other, 20)).ShouldBe((6, 4));
    }

    private static async Task<bool> IsSharedAsync(SharedRateLimits limits)
    {
        await RateLimitTests.TakeAsync(limits, 1, new RateKey(Partition.User, 9));
        return limits.IsShared;
    }

    private static async Task<int> CountAsync(IRateLimits limits, int tries)
    {
        var admitted = 0;
        for (var i = 0; i < tries; i++)
            admitted += (await RateLimitTests.TakeAsync(limits, 1, Key)).Admitted ? 1 : 0;
        return admitted;
    }
}
