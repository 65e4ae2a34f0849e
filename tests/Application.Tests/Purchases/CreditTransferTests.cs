using System.Text;
using Financbase.Domain.Purchases.PaymentFiles;
using Financbase.Domain.SharedKernel;
using Financbase.Testing.Purchases;

namespace Financbase.Application.Tests.Purchases;

/// <summary>Files of credit transfers by themselves: what may stand in them, and where.</summary>
public sealed class CreditTransferTests
{
    [TestCase("Müller & Söhne GmbH", "Mueller + Soehne GmbH")]
    [TestCase("Łódź Çelik ĐOKOVIĆ Ærø Ñandú", "Lodz Celik DOKOVIC Aero Nandu")]
    [TestCase("Ελλάδα Ωμέγα", "Ellada Omega")]
    [TestCase("Български Щ", "Balgarski Sht")]
    [TestCase("  //a//b/ ", "a/b")]
    [TestCase("“Tape” – 3\t\n m*", "'Tape' - 3 m.")]
    [TestCase("東京", "..")]
    [TestCase("Straße", "Strasse")]
    public void Texts_are_written_with_what_every_bank_takes(string text, string written)
    {
        SepaText.Of(text, 70).ShouldBe(written);
        SepaText.Of(text, 70).ShouldAllBe(sign => SepaText.IsAllowed(sign));
    }

    [Test]
    public void What_is_too_long_is_cut_and_what_says_nothing_is_known()
    {
        SepaText.Of(new string('ß', 100), 70).ShouldBe(new string('s', 70));
        SepaText.Of("a / b", 3).ShouldBe("a");
        (SepaText.Says("a."), SepaText.Says(SepaText.Of("東京", 70))).ShouldBe((true, false));
    }

    [Test]
    public void A_message_follows_the_rules_and_is_always_the_same()
    {
        var euro = Currency.Of("EUR");
        var orders = new CreditTransfers(
            "FB-1", new DateTimeOffset(2026, 6, 15, 14, 30, 5, 999, TimeSpan.FromHours(2)), new DateOnly(2026, 6, 16), new TransferParty("Pier + Co", "DE89370400440532013000"),
            [
                new("e1", new Money(1, euro), new TransferParty("Chandlery", "FR1420041010050500013M02606", "PSSTFRPPXXX"), "RE-1"),
                new("e2", new Money(CreditTransfers.MostMinor - 1, euro), new TransferParty("Estates", "NL91ABNA0417164300"), "RE-2"),
            ]);

        var checkedFile = CreditTransferCheck.Of(orders.ToFile());

        checkedFile.Faults.ShouldBeEmpty();
        (checkedFile.MessageId, checkedFile.Total, checkedFile.Day).ShouldBe(("FB-1", 999_999_999.99m, new DateOnly(2026, 6, 16)));
        checkedFile.Transfers.Select(one => $"{one.Name} {one.Iban} {one.Bic} {one.Remittance} {one.Amount}").ShouldBe(
            ["Chandlery FR1420041010050500013M02606 PSSTFRPPXXX RE-1 0.01", "Estates NL91ABNA0417164300  RE-2 999999999.98"]);
        var text = Encoding.UTF8.GetString(orders.ToFile());
        text.ShouldContain("<CreDtTm>2026-06-15T12:30:05Z</CreDtTm>");
        orders.ToFile().ShouldBe(Encoding.UTF8.GetBytes(text));

        // The checker notices.
        foreach (var (from, to) in new[]
        {
            ("<PmtMtd>TRF</PmtMtd>", ""), ("<ChrgBr>SLEV</ChrgBr>", "<ChrgBr>SHAR</ChrgBr>"), ("e2", "e1"), ("<CtrlSum>999999999.99", "<CtrlSum>999999999.98"), ("Chandlery", "Ch\u00e4ndlery"),
            ("FR14", "FR15"), ("<NbOfTxs>2", "<NbOfTxs>3"), ("Ccy=\"EUR\"", "Ccy=\"USD\""), (">0.01<", ">0.011<"), ("RE-1", new string('9', 141)),
        })
            CreditTransferCheck.Of(Encoding.UTF8.GetBytes(text.Replace(from, to, StringComparison.Ordinal))).Faults.ShouldNotBeEmpty($"{from} {to}");
    }
}
