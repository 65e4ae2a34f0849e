using Financbase.Domain.Banking;
using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Tests.Banking;

public sealed class IbanTests
{
    // Examples of the SWIFT IBAN registry.
    [TestCase("DE89 3704 0044 0532 0130 00")]
    [TestCase("GB29NWBK60161331926819")]
    [TestCase("fr14 2004 1010 0505 0001 3m02 606")]
    [TestCase("NO93-8601-1117-947")]
    [TestCase("MT84MALT011000012345MTLCAST001S")]
    public void A_registered_example_is_valid_however_it_is_written(string text) =>
        Iban.TryParse(text, out _).ShouldBeTrue();

    [TestCase("")]
    [TestCase("DE89")]
    [TestCase("DE88370400440532013000")]
    [TestCase("DE89370400440532013001")]
    [TestCase("DE89370400440532031000")]
    [TestCase("8937040044053201300000")]
    [TestCase("DE89 3704 0044 0532 0130 0é")]
    [TestCase("DE893704004405320130003704004405320130")]
    public void Anything_else_is_not(string text) => Iban.TryParse(text, out _).ShouldBeFalse();

    [Test]
    public void It_is_kept_compact_and_shown_in_groups()
    {
        var iban = Iban.Of(" de89 3704 0044 0532 0130 00 ");

        iban.Value.ShouldBe("DE89370400440532013000");
        iban.ToGroups().ShouldBe("DE89 3704 0044 0532 0130 00");
    }

    [Test]
    public void A_wrong_one_is_refused_by_name() =>
        Should.Throw<DomainException>(() => Iban.Of("DE00")).Error.Code.ShouldBe("banking.invalid_iban");
}
