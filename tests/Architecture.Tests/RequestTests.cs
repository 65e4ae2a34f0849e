namespace Financbase.Architecture.Tests;

public sealed class RequestTests
{
    [Test]
    public void Every_request_says_who_may_send_it()
    {
        RequestRules.Requests(Layers.Application).Some();
        RequestRules.WithoutExactlyOneMark(Layers.Application).ShouldBeEmpty();
    }

    [Test]
    public void Every_request_has_one_handler() =>
        RequestRules.WithoutExactlyOneHandler(Layers.Application).ShouldBeEmpty();

    [Test]
    public void Handlers_and_validators_are_internal_and_sealed() =>
        RequestRules.OpenHandlersAndValidators(Layers.Application).ShouldBeEmpty();

    [Test]
    public void The_rules_find_the_canaries()
    {
        var here = typeof(RequestTests).Assembly;

        RequestRules.WithoutExactlyOneMark(here).ShouldBe(["UnmarkedCanary"]);
        RequestRules.WithoutExactlyOneHandler(here).ShouldBe(["UnmarkedCanary"]);
        RequestRules.OpenHandlersAndValidators(here).ShouldBe(["OpenCanaryHandler"]);
    }
}
