using Financbase.Web.Shell;

namespace Financbase.Web.Tests.Shell;

[SetCulture("en-GB")]
public sealed class TookTests
{
    [TestCase(0.4, "< 1 ms")]
    [TestCase(40, "40 ms")]
    [TestCase(1_800, "1.80 s")]
    [TestCase(59_990, "59.99 s")]
    [TestCase(90_000, "1 min 30 s")]
    [TestCase(3_600_000, "1 h")]
    [TestCase(187_200_000, "2 d 4 h")]
    public void Is_said_as_people_say_it(double milliseconds, string expected) =>
        Took.Text(TimeSpan.FromMilliseconds(milliseconds)).ShouldBe(expected);
}
