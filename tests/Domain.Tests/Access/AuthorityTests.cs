using Financbase.Domain.Access;
using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Tests.Access;

public sealed class AuthorityTests
{
    private const string Read = Permissions.Banking.Read;
    private const string Manage = Permissions.Banking.Manage;

    private static readonly Guid One = Guid.NewGuid();
    private static readonly Guid Other = Guid.NewGuid();

    [Test]
    public void It_holds_what_is_asked_for_and_held() =>
        Kept(new Rights(new HashSet<string> { Read, Permissions.Members.Read }), Read, Manage).Permissions.ShouldBe([Read]);

    [Test]
    public void A_thing_that_was_denied_stays_denied()
    {
        var kept = Kept(new Rights(new HashSet<string> { Read }) { Grants = [new(Read, ResourceTypes.BankAccount, One, GrantEffect.Deny)] }, Read);

        (Sees(kept, One), Sees(kept, Other)).ShouldBe((false, true));
    }

    [Test]
    public void What_was_allowed_for_one_thing_is_allowed_for_that_alone()
    {
        var kept = Kept(Rights.None with { Grants = [new(Read, ResourceTypes.BankAccount, One, GrantEffect.Allow)] }, Read);

        (Sees(kept, One), Sees(kept, Other), kept.MayHold(Read)).ShouldBe((true, false, true));
        kept.Reach(Read).Contains(Other).ShouldBeFalse();
    }

    [Test]
    public void A_key_gives_no_more_than_who_made_it_holds()
    {
        var key = new Rights(new HashSet<string> { Read, Manage })
        {
            Ceiling = new Rights(new HashSet<string> { Read })
            {
                Constraints = new Dictionary<string, Constraint> { [Read] = new() { AccountIds = [One] } },
            },
        };

        var kept = Kept(key, Read, Manage);

        (Sees(kept, One), Sees(kept, Other), kept.MayHold(Manage)).ShouldBe((true, false, false));
    }

    [Test]
    public void A_limit_is_kept_and_of_several_the_lowest()
    {
        var approves = new Rights(new HashSet<string> { Permissions.Bills.Approve }) { Constraints = Up(100) };

        var kept = Kept(approves with { Ceiling = approves with { Constraints = Up(60) } }, Permissions.Bills.Approve);

        kept.MayHold(Permissions.Bills.Approve).ShouldBeTrue();
        kept.LimitOf(Permissions.Bills.Approve).ShouldBe(Euros(60));
        kept.Decide(Permissions.Bills.Approve, Resource.Moving(Euros(60))).IsAllowed().ShouldBeTrue();
        kept.Decide(Permissions.Bills.Approve, Resource.Moving(Euros(61))).IsAllowed().ShouldBeFalse();
        Kept(approves with { Constraints = new Dictionary<string, Constraint>() }, Permissions.Bills.Approve).LimitOf(Permissions.Bills.Approve).ShouldBeNull();
    }

    private static Dictionary<string, Constraint> Up(int most) => new() { [Permissions.Bills.Approve] = new() { MaxAmount = Euros(most) } };

    private static Money Euros(int amount) => Money.FromAmount(amount, Currency.Of("EUR"));

    private static bool Sees(Rights rights, Guid account) =>
        rights.Decide(Read, new Resource(ResourceTypes.BankAccount, account) { AccountId = account }).IsAllowed();

    private static Rights Kept(Rights holder, params string[] permissions) => Authority.Read(Authority.Of(permissions, holder).ToJson()).ToRights();
}
