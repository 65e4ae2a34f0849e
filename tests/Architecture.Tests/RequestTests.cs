using Financbase.Domain.Access;

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
    public void A_request_under_a_permission_for_single_things_names_its_thing() =>
        RequestRules.SilentAboutTheirThing(Layers.Application).ShouldBeEmpty("Implement IConcerns, such as IOnBankAccount.");

    [Test]
    public void A_permission_that_can_be_narrowed_names_the_kind_of_thing() =>
        PermissionCatalogue.All.Where(permission => (permission.Narrowings & ~Narrowings.MaxAmount) != Narrowings.None && permission.Resource is null).ShouldBeEmpty();

    [Test]
    public void A_request_under_a_permission_with_a_limit_asks_for_it()
    {
        PermissionCatalogue.All.Where(permission => permission.Narrowings.HasFlag(Narrowings.MaxAmount)).Some();
        RequestRules.WithoutAskingForTheLimit(Layers.Application).ShouldBeEmpty("Ask AmountLimits in its handler, or say IMovesNothing.");
    }

    [Test]
    public void A_permission_is_asked_for_by_some_request() =>
        RequestRules.AskedForByNone(PermissionCatalogue.All.Select(permission => permission.Key), Layers.Application)
            .ShouldBeEmpty("A permission that guards nothing looks like a lock and is none.");

    [Test]
    public void The_rules_find_the_canaries()
    {
        var here = typeof(RequestTests).Assembly;

        RequestRules.WithoutExactlyOneMark(here).ShouldBe(["UnmarkedCanary"]);
        RequestRules.WithoutExactlyOneHandler(here).ShouldBe(["UnmarkedCanary"]);
        RequestRules.SilentAboutTheirThing(here).ShouldBe(["SilentCanary"]);
        RequestRules.WithoutAskingForTheLimit(here).ShouldBe(["LimitlessCanary"]);
        RequestRules.AskedForByNone(["canaries:sing"], here).ShouldBe(["canaries:sing"]);
        RequestRules.OpenHandlersAndValidators(here).ShouldBe(["OpenCanaryHandler"]);
    }
}
