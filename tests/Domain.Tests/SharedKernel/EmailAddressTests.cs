using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Tests.SharedKernel;

public sealed class EmailAddressTests
{
    [TestCase("owner@demo.test", "owner@demo.test")]
    [TestCase("  owner@demo.test ", "owner@demo.test")]
    [TestCase("First.Last+books@Sub.Demo.Test", "First.Last+books@sub.demo.test")]
    [TestCase("owner@bücher.example", "owner@xn--bcher-kva.example")]
    public void An_address_as_people_write_it_is_taken(string text, string value)
    {
        EmailAddress.TryParse(text, out var address).ShouldBeTrue();
        address.Value.ShouldBe(value);
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase("owner")]
    [TestCase("owner@")]
    [TestCase("@demo.test")]
    [TestCase("owner@demo")]
    [TestCase("owner@demo.test.")]
    [TestCase("owner@.test")]
    [TestCase("owner@demo..test")]
    [TestCase("owner@-demo.test")]
    [TestCase("owner@demo.test@other.test")]
    [TestCase("owner@demo.test\r\nBcc: all@demo.test")]
    [TestCase("owner@demo.test, all@demo.test")]
    [TestCase("owner@demo.test;all@demo.test")]
    [TestCase("Owner <owner@demo.test>")]
    [TestCase("\"owner\"@demo.test")]
    [TestCase("ow ner@demo.test")]
    [TestCase("owner@[127.0.0.1]")]
    [TestCase("owner(x)@demo.test")]
    [TestCase(".owner@demo.test")]
    [TestCase("own..er@demo.test")]
    [TestCase("owner\0@demo.test")]
    [TestCase("öwner@demo.test")]
    public void What_could_mean_more_than_one_plain_address_is_refused(string? text) =>
        EmailAddress.TryParse(text, out _).ShouldBeFalse();

    [Test]
    public void A_too_long_address_is_refused()
    {
        EmailAddress.TryParse(new string('a', 65) + "@demo.test", out _).ShouldBeFalse();
        EmailAddress.TryParse("a@" + string.Concat(Enumerable.Repeat("abcdefgh.", 30)) + "test", out _).ShouldBeFalse();
    }
}
