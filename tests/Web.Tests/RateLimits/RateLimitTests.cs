using Financbase.Infrastructure.RateLimits;
using Financbase.Testing;
using Financbase.Testing.Redis;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;

namespace Financbase.Web.Tests.RateLimits;

/// <summary>What holds wherever is counted: in the process and in Redis.</summary>
[TestFixture("in the process")]
[TestFixture("in Redis")]
public sealed class RateLimitTests(string place)
{
    private static readonly RateLimitOptions Options = RateLimitOptions.From(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
    {
        ["RateLimits:Anonymous:Requests"] = "5",
        ["RateLimits:Anonymous:Seconds"] = "2",
        ["RateLimits:ApiKey:Requests"] = "10",
        ["RateLimits:ApiKey:Seconds"] = "600",
        ["RateLimits:Organization:Requests"] = "15",
        ["RateLimits:Organization:Seconds"] = "600",
    }).Build());

    private TestRedis? _redis;
    private SharedRateLimits? _shared;
    private IRateLimits _limits = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _limits = new LocalRateLimits(Options, TimeProvider.System);
        if (place == "in Redis")
        {
            _redis = await TestRedis.StartAsync();
            _limits = _shared = Shared(_redis);
            await Eventually.HoldsAsync(async () =>
            {
                await TakeAsync(_shared, 1, new RateKey(Partition.User, 1));
                return _shared.IsShared;
            });
        }
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        if (_shared is { } shared)
            await shared.DisposeAsync();
        if (_redis is { } redis)
            await redis.DisposeAsync();
    }

    [Test]
    public async Task All_units_may_come_at_once_and_then_one_at_a_time()
    {
        var key = new RateKey(Partition.Address, 1);
        for (var left = 4; left >= 0; left--)
        {
            var (admitted, state) = await TakeAsync(_limits, 1, key);
            admitted.ShouldBeTrue();
            state.Remaining.ShouldBeInRange(left, left + 1);
        }

        var refused = await TakeAsync(_limits, 1, key);
        refused.Admitted.ShouldBeFalse();
        refused.State.Remaining.ShouldBe(0);
        refused.State.Wait.ShouldBeInRange(TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(400));
        refused.State.Reset.ShouldBeInRange(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));
        await Task.Delay(refused.State.Wait + TimeSpan.FromMilliseconds(50));
        (await TakeAsync(_limits, 1, key)).Admitted.ShouldBeTrue();
    }

    [Test]
    public async Task A_dear_request_takes_more_and_one_that_could_never_pass_is_refused()
    {
        var key = new RateKey(Partition.ApiKey, 2);

        (await TakeAsync(_limits, 10, key)).State.Remaining.ShouldBe(0);
        (await TakeAsync(_limits, 1, key)).Admitted.ShouldBeFalse();
        (await TakeAsync(_limits, 11, new RateKey(Partition.ApiKey, 3))).Admitted.ShouldBeFalse();
    }

    [Test]
    public async Task Who_is_refused_by_one_counter_is_charged_by_none()
    {
        var (key, other, organization) = (new RateKey(Partition.ApiKey, 4), new RateKey(Partition.ApiKey, 5), new RateKey(Partition.Organization, 4));
        for (var i = 0; i < 10; i++)
            (await TakeAsync(_limits, 1, organization, key)).Admitted.ShouldBeTrue();

        for (var i = 0; i < 20; i++)
            (await TakeAsync(_limits, 1, organization, key)).Admitted.ShouldBeFalse();

        for (var i = 0; i < 5; i++)
            (await TakeAsync(_limits, 1, organization, other)).Admitted.ShouldBeTrue();
        (await TakeAsync(_limits, 1, organization, other)).Admitted.ShouldBeFalse();
    }

    [Test]
    public async Task A_crowd_at_the_same_time_gets_exactly_what_there_is()
    {
        var key = new RateKey(Partition.ApiKey, 6);

        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Task.Run(() => TakeAsync(_limits, 1, key))));

        answers.Count(answer => answer.Admitted).ShouldBe(10);
    }

    internal static SharedRateLimits Shared(TestRedis redis) =>
        new(redis.Connection, Options, new LocalRateLimits(Options, TimeProvider.System), TimeProvider.System, NullLogger<SharedRateLimits>.Instance);

    internal static async Task<(bool Admitted, RateState State)> TakeAsync(IRateLimits limits, int units, params RateKey[] keys)
    {
        var states = new RateState[keys.Length];
        return (await limits.TakeAsync(keys, units, states, CancellationToken.None), states[^1]);
    }
}
