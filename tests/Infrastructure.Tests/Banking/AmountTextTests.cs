using Financbase.Infrastructure.Banking.Statements;

namespace Financbase.Infrastructure.Tests.Banking;

public sealed class AmountTextTests
{
    [TestCase("1234.56", "1234.56")]
    [TestCase("1,234.56", "1234.56")]
    [TestCase("1 234.56", "1234.56")]
    [TestCase("1\u00a0234\u00a0567.8", "1234567.8")]
    [TestCase("1'234'567.80", "1234567.80")]
    [TestCase("12,34,567.80", "1234567.80")]
    [TestCase(".50", "0.50")]
    [TestCase("5.", "5")]
    [TestCase("-5.00", "-5.00")]
    [TestCase("- 5.00", "-5.00")]
    [TestCase("\u22125.00", "-5.00")]
    [TestCase("5.00-", "-5.00")]
    [TestCase("+5.00", "5.00")]
    [TestCase("(5.00)", "-5.00")]
    [TestCase("($1,005.00)", "-1005.00")]
    [TestCase("$20.00", "20.00")]
    [TestCase("-$20.00", "-20.00")]
    [TestCase("$-20.00", "-20.00")]
    [TestCase("20.00 €", "20.00")]
    [TestCase("EUR 20.00", "20.00")]
    [TestCase("kr. 20.00", "20.00")]
    [TestCase("20.00 zł", "20.00")]
    [TestCase("20.00 CR", "20.00")]
    [TestCase("20.00DR", "-20.00")]
    [TestCase("0", "0")]
    [TestCase("00012", "12")]
    public void What_banks_write_is_read_with_a_decimal_point(string text, string expected) =>
        Parse(text, '.').ShouldBe(expected);

    [TestCase("1.234,56", "1234.56")]
    [TestCase("-98,76", "-98.76")]
    [TestCase("1 234 567,89 €", "1234567.89")]
    [TestCase("1.234", "1234")]
    public void And_with_a_decimal_comma(string text, string expected) => Parse(text, ',').ShouldBe(expected);

    [TestCase("")]
    [TestCase("-")]
    [TestCase("abc")]
    [TestCase("12a")]
    [TestCase("1,23.45")]
    [TestCase("1,2345.00")]
    [TestCase("1.2.3")]
    [TestCase("1,234,56")]
    [TestCase("1,234 567.00")]
    [TestCase("--5")]
    [TestCase("(-5)")]
    [TestCase("-5 DR")]
    [TestCase("(5")]
    [TestCase("5 EUR USD")]
    [TestCase("1e5")]
    [TestCase("0x10")]
    [TestCase("12/03/2026")]
    [TestCase("٣٤")]
    [TestCase("∞")]
    [TestCase("99999999999999999999999999999999")]
    public void Anything_else_is_no_amount(string text) => Parse(text, '.').ShouldBe("none");

    [Test]
    public void A_currency_beside_the_number_is_told()
    {
        AmountText.TryParse("20.00 USD", '.', out _, out var currency).ShouldBeTrue();
        currency!.Value.Code.ShouldBe("USD");
    }

    private static string Parse(string text, char separator) => AmountText.TryParse(text, separator, out var amount, out _)
        ? amount.ToString(System.Globalization.CultureInfo.InvariantCulture)
        : "none";
}
