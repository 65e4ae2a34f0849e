using Financbase.Web.Shell;

namespace Financbase.Web.Tests.Shell;

public sealed class InitialsTests
{
    [TestCase("Harbor & Pine", "HP")]
    [TestCase("Harbor & Pine Trading", "HT")]
    [TestCase("demo", "DE")]
    [TestCase("Ö", "Ö")]
    [TestCase("& &", "?")]
    [TestCase("", "?")]
    public void Stand_for_the_first_and_the_last_word(string name, string expected) => Initials.Of(name).ShouldBe(expected);
}
