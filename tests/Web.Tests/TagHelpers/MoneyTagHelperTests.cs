using Financbase.Domain.SharedKernel;
using Financbase.Web.TagHelpers;

namespace Financbase.Web.Tests.TagHelpers;

[SetCulture("en-GB")]
public sealed class MoneyTagHelperTests
{
    [TestCase(-128400, "EUR", "−1,284.00")]
    [TestCase(841250, "EUR", "8,412.50")]
    [TestCase(1200, "JPY", "1,200")]
    [TestCase(1500, "BHD", "1.500")]
    [TestCase(0, "EUR", "0.00")]
    public async Task Shows_the_currencys_decimals_and_a_true_minus(long minor, string currency, string expected) =>
        (await Html(minor, currency)).ShouldContain($">{expected}</data>");

    [Test]
    public async Task Keeps_the_exact_amount_for_machines() =>
        (await Html(-128400, "EUR")).ShouldContain("value=\"-1284.00\"");

    [Test]
    public async Task Follows_the_readers_culture()
    {
        using var _ = new CultureScope("de-DE");
        (await Html(128400, "EUR")).ShouldContain("1.284,00");
    }

    [Test]
    public async Task Signed_income_carries_a_plus_and_a_colour()
    {
        (await Html(500, "EUR", signed: true)).ShouldBe("<data value=\"5.00\" class=\"t-ok\">&#x2B;5.00</data>");
        (await Html(-500, "EUR", signed: true)).ShouldBe("<data value=\"-5.00\">−5.00</data>");
        (await Html(0, "EUR", signed: true)).ShouldBe("<data value=\"0.00\">0.00</data>");
    }

    [Test]
    public async Task Names_the_currency_when_asked() =>
        (await new MoneyTagHelper { Value = new Money(500, Currency.Of("EUR")), ShowCurrency = true }.AsHtmlAsync("money"))
            .ShouldBe("<data value=\"5.00\">5.00&#xA0;<span class=\"muted\">EUR</span></data>");

    private static Task<string> Html(long minor, string currency, bool signed = false) =>
        new MoneyTagHelper { Value = new Money(minor, Currency.Of(currency)), Signed = signed }.AsHtmlAsync("money");
}
