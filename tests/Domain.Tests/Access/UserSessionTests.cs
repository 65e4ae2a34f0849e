using Financbase.Domain.Access;
using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Tests.Access;

public sealed class UserSessionTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero);

    [TestCase(false, 30, 12 * 60)]
    [TestCase(true, 8 * 60, 14 * 24 * 60)]
    public void A_session_ends_when_idle_and_in_any_case_after_its_longest_time(bool remember, int idleMinutes, int longestMinutes)
    {
        var session = Start(remember);

        session.IsLiveAt(Now.AddMinutes(idleMinutes).AddTicks(-1)).ShouldBeTrue();
        session.IsLiveAt(Now.AddMinutes(idleMinutes)).ShouldBeFalse();
        session.ExpiresAt.ShouldBe(Now.AddMinutes(longestMinutes));
    }

    [Test]
    public void A_revoked_session_is_over_at_once_and_keeps_the_first_time_of_its_end()
    {
        var session = Start(remember: true);

        session.Revoke(Now.AddSeconds(1));
        session.Revoke(Now.AddSeconds(2));

        session.IsLiveAt(Now).ShouldBeFalse();
        session.RevokedAt.ShouldBe(Now.AddSeconds(1));
    }

    [Test]
    public void A_browser_that_names_itself_at_length_is_cut_short() =>
        UserSession.Start(EntityId.New<UserId>(), false, null, new string('x', 10_000), Now).Device.Length.ShouldBe(200);

    private static UserSession Start(bool remember) =>
        UserSession.Start(EntityId.New<UserId>(), remember, address: null, "Browser", Now);
}
