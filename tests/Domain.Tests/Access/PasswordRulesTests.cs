using Financbase.Domain.Access;

namespace Financbase.Domain.Tests.Access;

public sealed class PasswordRulesTests
{
    [TestCase("Password1234")]
    [TestCase("P@ssw0rd!2024")]
    [TestCase("passwordpassword")]
    [TestCase("123456789012")]
    [TestCase("210987654321")]
    [TestCase("111111111111")]
    [TestCase("qwertyuiop123")]
    [TestCase("1qaz2wsx3edc")]
    [TestCase("1q2w3e4r5t6y")]
    [TestCase("zaq1xsw2cde3")]
    [TestCase("asdfghjkl;'#")]
    [TestCase("iloveyou1234")]
    [TestCase("administrator")]
    [TestCase("Administrator1")]
    [TestCase("Welcome2024!")]
    [TestCase("Summer2025!!")]
    [TestCase("letmein12345")]
    [TestCase("changeme1234")]
    [TestCase("trustno1trustno1")]
    [TestCase("abcdefghijkl")]
    [TestCase("abcabcabcabc")]
    [TestCase("a1b1a1b1a1b1")]
    [TestCase("monkeydragon1")]
    [TestCase("Liverpool2019")]
    [TestCase("Financbase123")]
    [TestCase("MyPassword123")]
    public void What_attackers_try_first_is_refused(string password) =>
        PasswordRules.Fault(password).ShouldNotBeNull().ShouldContain("attacker");

    [TestCase("correct horse battery staple")]
    [TestCase("velvet turbine Oslo")]
    [TestCase("kT9#vq2LmZ7w")]
    [TestCase("жёлтый трамвай едет")]
    [TestCase("人工知能は夢を見るのだろう")]
    [TestCase("83920174650239")]
    [TestCase("bananas overtake glaciers")]
    [TestCase("nur vier kleine Elefanten")]
    public void A_long_unusual_one_is_accepted_whatever_it_is_made_of(string password) =>
        PasswordRules.Fault(password).ShouldBeNull();

    [Test]
    public void What_others_know_of_the_person_does_not_count()
    {
        PasswordRules.Fault("Zebulon-Ruritania").ShouldBeNull();
        PasswordRules.Fault("Zebulon-Ruritania", "zebulon@ruritania.test").ShouldNotBeNull();
        PasswordRules.Fault("books@zebulon.ruritania.test", "books@zebulon.ruritania.test").ShouldNotBeNull();
    }

    [Test]
    public void The_length_is_counted_in_characters_as_a_person_sees_the_code_points()
    {
        const string eleven = "aZ8#kQ!vM2x";
        PasswordRules.Fault(eleven).ShouldNotBeNull().ShouldContain("at least 12");
        PasswordRules.Fault(eleven + "🐘").ShouldBeNull();
        PasswordRules.Fault(Long(128)).ShouldBeNull();
        PasswordRules.Fault(Long(129)).ShouldNotBeNull().ShouldContain("at most 128");
    }

    [Test]
    public void A_lone_surrogate_is_not_text() => PasswordRules.Fault("velvet turbine \ud800").ShouldNotBeNull();

    [Test]
    public void A_megabyte_is_refused_at_once()
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();

        PasswordRules.Fault(Long(1_000_000)).ShouldNotBeNull();

        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(1));
    }

    private static string Long(int length) => string.Concat(Enumerable.Range(0, length).Select(i => "vk7#Lq2zT9wm"[i % 12]));
}
