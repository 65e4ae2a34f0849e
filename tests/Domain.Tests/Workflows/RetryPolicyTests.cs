using Financbase.Domain.Workflows.Steps;

namespace Financbase.Domain.Tests.Workflows;

public sealed class RetryPolicyTests
{
    private static readonly RetryPolicy Policy = new(5, Backoff.Exponential, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(6));

    [Test]
    public void The_delay_doubles_up_to_the_cap_and_then_it_gives_up() =>
        Enumerable.Range(1, 5).Select(attempt => Policy.Next(attempt, ErrorClass.Server, null, jitter: 1)?.TotalSeconds)
            .ShouldBe([1, 2, 4, 6, null]);

    [Test]
    public void Jitter_spreads_over_the_upper_half() =>
        Policy.Next(3, ErrorClass.Server, null, jitter: 0).ShouldBe(TimeSpan.FromSeconds(2));

    [Test]
    public void A_fixed_delay_stays() =>
        (Policy with { Backoff = Backoff.Fixed }).Next(4, ErrorClass.Timeout, null, jitter: 1).ShouldBe(TimeSpan.FromSeconds(1));

    [Test]
    public void What_the_other_side_asks_for_is_a_lower_bound_even_over_the_cap()
    {
        Policy.Next(1, ErrorClass.RateLimited, TimeSpan.FromMinutes(2), jitter: 1).ShouldBe(TimeSpan.FromMinutes(2));
        Policy.Next(1, ErrorClass.RateLimited, TimeSpan.Zero, jitter: 1).ShouldBe(TimeSpan.FromSeconds(1));
        Policy.Next(1, ErrorClass.RateLimited, TimeSpan.FromDays(2), jitter: 1).ShouldBeNull();
    }

    [TestCase(ErrorClass.Client)]
    [TestCase(ErrorClass.Expression)]
    [TestCase(ErrorClass.Refused)]
    public void Errors_that_would_repeat_themselves_are_not_retried(ErrorClass errorClass) =>
        Policy.Next(1, errorClass, null, jitter: 1).ShouldBeNull();

    [Test]
    public void Without_a_policy_there_is_one_attempt() =>
        RetryPolicy.None.Next(1, ErrorClass.Server, null, jitter: 1).ShouldBeNull();

    [Test]
    public void The_largest_numbers_do_not_overflow() =>
        new RetryPolicy(20, Backoff.Exponential, TimeSpan.FromDays(366), TimeSpan.FromDays(366))
            .Next(19, ErrorClass.Server, null, jitter: 1).ShouldBe(TimeSpan.FromDays(366));
}
