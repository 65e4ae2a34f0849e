using Financbase.Domain.Sales;
using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Tests.Sales;

public sealed class CreditTransferCodeTests
{
    private static readonly IssuedBy Payee = new("Red Cross of Belgium", new(), null, "BE72000000001616", "BPOTBEB1");

    // The example of the guideline (EPC069-12), with a text in place of its purpose.
    [Test]
    public void It_says_what_the_guideline_says() => CreditTransferCode.Of(Payee, Euro(100), "Urgency fund").ShouldBe(
        "BCD\n002\n1\nSCT\nBPOTBEB1\nRed Cross of Belgium\nBE72000000001616\nEUR1.00\n\n\nUrgency fund");

    [Test]
    public void Without_a_bic_its_line_is_empty() => CreditTransferCode.Of(Payee with { Bic = null }, Euro(12_345), "x")!.Split('\n')[4..8].ShouldBe(
        ["", "Red Cross of Belgium", "BE72000000001616", "EUR123.45"]);

    [Test]
    public void There_is_none_without_an_iban_in_another_currency_or_outside_the_limits()
    {
        CreditTransferCode.Of(null, Euro(1), "x").ShouldBeNull();
        CreditTransferCode.Of(Payee with { Iban = null }, Euro(1), "x").ShouldBeNull();
        CreditTransferCode.Of(Payee, new Money(1, Currency.Of("USD")), "x").ShouldBeNull();
        CreditTransferCode.Of(Payee, Euro(0), "x").ShouldBeNull();
        CreditTransferCode.Of(Payee, Euro(999_999_999_99), "x").ShouldNotBeNull();
        CreditTransferCode.Of(Payee, Euro(1_000_000_000_00), "x").ShouldBeNull();
    }

    [Test]
    public void Names_and_texts_are_cut_and_stay_one_line()
    {
        var code = CreditTransferCode.Of(Payee with { Name = new string('ä', 69) + "😀" }, Euro(1), "a\nSCT\r" + new string('b', 300))!.Split('\n');

        code.Length.ShouldBe(11);
        code[5].ShouldBe(new string('ä', 69), "half of a character would be none");
        code[10].ShouldBe("aSCT" + new string('b', 136));
    }

    private static Money Euro(long minor) => new(minor, Currency.Of("EUR"));
}
