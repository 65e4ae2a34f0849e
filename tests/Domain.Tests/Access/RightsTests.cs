using Financbase.Domain.Access;
using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Tests.Access;

public sealed class RightsTests
{
    private const string Import = Permissions.Banking.Import;

    private static readonly UserId Anyone = EntityId.New<UserId>();
    private static readonly Guid Here = Guid.CreateVersion7();
    private static readonly Guid Elsewhere = Guid.CreateVersion7();
    private static readonly Resource Account = new(ResourceTypes.BankAccount, Here) { AccountId = Here };

    [TestCase(false, null, null, Verdict.NotHeld)]
    [TestCase(true, null, null, Verdict.AllowedByRole)]
    [TestCase(true, true, null, Verdict.AllowedByRole)]
    [TestCase(true, false, null, Verdict.DeniedByConstraint)]
    [TestCase(false, null, GrantEffect.Allow, Verdict.AllowedByGrant)]
    [TestCase(true, false, GrantEffect.Allow, Verdict.AllowedByGrant)]
    [TestCase(true, null, GrantEffect.Deny, Verdict.DeniedByGrant)]
    [TestCase(true, true, GrantEffect.Deny, Verdict.DeniedByGrant)]
    [TestCase(false, null, GrantEffect.Deny, Verdict.DeniedByGrant)]
    public void A_deny_beats_an_allow_beats_the_role(bool held, bool? withinConstraint, GrantEffect? grant, Verdict expected)
    {
        var rights = Holding(held ? [Import] : []) with
        {
            Constraints = withinConstraint is { } within ? Only(within ? Here : Elsewhere) : new Dictionary<string, Constraint>(),
            Grants = grant is { } effect ? [new Grant(Import, ResourceTypes.BankAccount, Here, effect)] : [],
        };

        rights.Decide(Import, Account).ShouldBe(expected);
        rights.Reach(Import).Contains(Here).ShouldBe(expected.IsAllowed());
    }

    [Test]
    public void Ones_own_is_what_one_made_thing_by_thing_and_as_a_set()
    {
        var rights = Holding(Permissions.Workflows.Manage) with
        {
            Constraints = new Dictionary<string, Constraint> { [Permissions.Workflows.Manage] = new() { OwnOnly = true } },
            Own = new HashSet<Guid> { Here },
        };

        foreach (var (id, verdict) in new[] { (Here, Verdict.AllowedByRole), (Elsewhere, Verdict.DeniedByConstraint) })
        {
            rights.Decide(Permissions.Workflows.Manage, new Resource(ResourceTypes.Workflow, id)).ShouldBe(verdict);
            rights.Reach(Permissions.Workflows.Manage).Contains(id).ShouldBe(verdict.IsAllowed());
        }
    }

    [Test]
    public void A_deny_beats_an_allow_for_the_same_thing()
    {
        var rights = Holding(Import) with
        {
            Grants =
            [
                new Grant(Import, ResourceTypes.BankAccount, Here, GrantEffect.Allow),
                new Grant(Import, ResourceTypes.BankAccount, Here, GrantEffect.Deny),
            ],
        };

        rights.Decide(Import, Account).ShouldBe(Verdict.DeniedByGrant);
        rights.Reach(Import).Contains(Here).ShouldBeFalse();
    }

    [Test]
    public void An_exception_is_for_its_own_thing_kind_and_permission_only()
    {
        var rights = Rights.None with { Grants = [new Grant(Import, ResourceTypes.BankAccount, Elsewhere, GrantEffect.Allow)] };

        rights.Decide(Import, Account).ShouldBe(Verdict.NotHeld);
        rights.Decide(Import, new Resource("workflow", Elsewhere)).ShouldBe(Verdict.NotHeld);
        rights.Decide(Permissions.Banking.Read, Account with { Id = Elsewhere }).ShouldBe(Verdict.NotHeld);
        rights.MayHold(Import).ShouldBeTrue();
        rights.Decide(Import, null).ShouldBe(Verdict.NotHeld);
    }

    [Test]
    public void A_ceiling_takes_away_and_never_adds()
    {
        var key = Holding(Import) with { Ceiling = Holding(Import) with { Constraints = Only(Elsewhere) } };
        var scopeless = Rights.None with { Ceiling = Holding(Import) };

        key.Decide(Import, Account).ShouldBe(Verdict.DeniedByConstraint);
        key.Decide(Import, Account with { AccountId = Elsewhere }).ShouldBe(Verdict.AllowedByRole);
        key.Reach(Import).Contains(Here).ShouldBeFalse();
        key.Reach(Import).Contains(Elsewhere).ShouldBeTrue();
        scopeless.Decide(Import, Account).ShouldBe(Verdict.NotHeld);
        scopeless.MayGive(Import, null).ShouldBeFalse();
    }

    [TestCase(100, 60, 60)]
    [TestCase(60, 100, 60)]
    [TestCase(100, null, 100)]
    [TestCase(null, 60, 60)]
    [TestCase(null, null, null)]
    public void The_lowest_limit_counts_for_acts_and_for_what_is_given_and_hides_nothing(int? own, int? bound, int? lowest)
    {
        const string Approve = Permissions.Bills.Approve;
        var rights = Up(own) with { Ceiling = Up(bound) };

        rights.LimitOf(Approve).ShouldBe(lowest is { } most ? Euros(most) : null);
        rights.Reach(Approve).IsEverything.ShouldBeTrue();
        rights.MayGive(Approve, null).ShouldBe(lowest is null);
        rights.MayGive(Approve, new Constraint { MaxAmount = Euros(60) }).ShouldBeTrue();
        rights.MayGive(Approve, new Constraint { MaxAmount = Euros(61) }).ShouldBe(lowest is null or > 60);
        rights.Decide(Approve, Resource.Moving(Euros(61))).IsAllowed().ShouldBe(lowest is null or > 60);
        rights.Decide(Approve, null).IsAllowed().ShouldBeTrue("what opens the door");

        static Rights Up(int? most) => Holding(Approve) with
        {
            Constraints = most is { } limit ? new Dictionary<string, Constraint> { [Approve] = new() { MaxAmount = Euros(limit) } } : new Dictionary<string, Constraint>(),
        };
        static Money Euros(int amount) => Money.FromAmount(amount, Currency.Of("EUR"));
    }

    [Test]
    public void What_is_held_narrowly_is_given_no_wider()
    {
        var rights = Holding(Import) with { Constraints = Only(Here) };

        rights.MayGive(Import, null).ShouldBeFalse();
        rights.MayGive(Import, Only(Elsewhere)[Import]).ShouldBeFalse();
        rights.MayGive(Import, Only(Here)[Import]).ShouldBeTrue();
        rights.MayGive(Permissions.Banking.Read, Only(Here)[Import]).ShouldBeFalse();
    }

    [Test]
    public void What_is_denied_for_a_thing_is_given_to_nobody_who_would_reach_it()
    {
        var rights = Holding(Import) with { Grants = [new Grant(Import, ResourceTypes.BankAccount, Here, GrantEffect.Deny)] };

        rights.MayGive(Import, null).ShouldBeFalse();
        rights.MayGive(Import, Only(Here)[Import]).ShouldBeFalse();
        rights.MayGive(Import, Only(Elsewhere)[Import]).ShouldBeTrue();
        (Holding(Import) with { Ceiling = rights }).MayGive(Import, null).ShouldBeFalse();
    }

    private static Rights Holding(params string[] permissions) => new(permissions.ToHashSet()) { Holder = Anyone };

    private static Dictionary<string, Constraint> Only(Guid account) => new() { [Import] = new Constraint { AccountIds = [account] } };
}
