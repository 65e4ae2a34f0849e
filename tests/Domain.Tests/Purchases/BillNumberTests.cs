using Financbase.Domain.Purchases;

namespace Financbase.Domain.Tests.Purchases;

/// <summary>When two numbers that people typed are one number of a vendor.</summary>
public sealed class BillNumberTests
{
    [TestCase("RE-2026/0042", "re 2026 42")]
    [TestCase("0042", "42")]
    [TestCase("INV_7", "inv-007")]
    [TestCase(" A.1 ", "a1")]
    [TestCase("100", "0100")]
    public void The_same_number_however_it_is_typed(string one, string other) => BillNumber.KeyOf(one).ShouldBe(BillNumber.KeyOf(other));

    [TestCase("1-23", "12-3")]
    [TestCase("100", "10")]
    [TestCase("RE-1", "RE-2")]
    [TestCase("A0", "A")]
    public void Different_numbers_stay_apart(string one, string other) => BillNumber.KeyOf(one).ShouldNotBe(BillNumber.KeyOf(other));

    [Test]
    public void What_has_neither_letter_nor_digit_is_no_number() => BillNumber.KeyOf("–/ .").ShouldBeEmpty();
}
