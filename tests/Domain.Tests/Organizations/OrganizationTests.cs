using Financbase.Domain.Organizations;
using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Tests.Organizations;

public sealed class OrganizationTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero);

    [TestCase("a", "organizations.slug")]
    [TestCase("api", "reserved")]
    [TestCase("www", "reserved")]
    [TestCase("Upper", "shape")]
    [TestCase("two--hyphens", "shape")]
    [TestCase("-begin", "shape")]
    [TestCase("line\n", "shape")]
    [TestCase("пример", "shape")]
    [TestCase("", "shape")]
    public void A_bad_slug_is_refused(string slug, string why) =>
        Refused(() => Organization.Found(default, slug, "Name", Currency.Of("EUR"), Now)).Fields!.Keys.ShouldBe(["slug"], why);

    [Test]
    public void A_slug_that_is_given_up_is_told_and_an_unchanged_one_is_not()
    {
        var organization = Make();

        organization.Describe("Name", "first", "Europe/Berlin", 4).ShouldBeNull();
        organization.Describe("Name", "second", "Europe/Berlin", 4).ShouldBe("first");
        organization.Slug.ShouldBe("second");
    }

    [TestCase("Mars/Olympus", 1, "timeZone")]
    [TestCase("", 1, "timeZone")]
    [TestCase("UTC", 0, "fiscalYearStartMonth")]
    [TestCase("UTC", 13, "fiscalYearStartMonth")]
    public void A_bad_profile_is_refused(string zone, int month, string field) =>
        Refused(() => Make().Describe("Name", "first", zone, month)).Fields!.Keys.ShouldBe([field]);

    [Test]
    public void It_is_suspended_and_resumed_closed_and_reopened()
    {
        var organization = Make();

        organization.Suspend(Now);
        organization.State.ShouldBe(OrganizationState.Suspended);
        organization.Resume(Now);
        organization.State.ShouldBe(OrganizationState.Active);
        organization.Close(Now);
        organization.Reopen(Now + Organization.TimeToReopen - TimeSpan.FromTicks(1));
        organization.State.ShouldBe(OrganizationState.Active);
        organization.StateChangedAt.ShouldBeNull();
    }

    [Test]
    public void After_thirty_days_it_stays_closed()
    {
        var organization = Make();
        organization.Close(Now);

        Refused(() => organization.Reopen(Now + Organization.TimeToReopen)).ShouldBe(OrganizationsErrors.ClosedForGood);
    }

    [Test]
    public void An_impossible_step_is_a_named_error()
    {
        var organization = Make();

        Refused(() => organization.Resume(Now)).Code.ShouldBe("organizations.wrong_state");
        Refused(() => organization.Reopen(Now)).Code.ShouldBe("organizations.wrong_state");
        organization.Close(Now);
        Refused(() => organization.Suspend(Now)).Code.ShouldBe("organizations.wrong_state");
        Refused(() => organization.Close(Now)).Code.ShouldBe("organizations.wrong_state");
    }

    private static Organization Make() => Organization.Found(EntityId.New<OrganizationId>(), "first", "Name", Currency.Of("EUR"), Now);

    private static Error Refused(Action act) => Should.Throw<DomainException>(act).Error;
}
