using Financbase.Domain.Documents;
using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Tests.Documents;

public sealed class DocumentTotalsTests
{
    private static readonly Currency Euro = Currency.Of("EUR");

    [TestCase("1", "0.005", "0", 1)]
    [TestCase("1", "0.0049999", "0", null)]
    [TestCase("1", "0.004999", "0", 0)]
    [TestCase("-1", "0.005", "0", -1)]
    [TestCase("3", "0.333333", "0", 100)]
    [TestCase("2", "9.95", "10", 17_91)]
    [TestCase("1", "10", "100", 0)]
    [TestCase("9999999999999", "0.000001", "0", 1_000_000_000)]
    [TestCase("0.000001", "9999999999999", "0", 1_000_000_000)]
    public void A_line_is_rounded_once_half_away_from_zero(string quantity, string price, string discount, long? minor)
    {
        DocumentLine line = new("Work", Number(quantity), Number(price), Number(discount));

        if (minor is { } expected)
            line.Checked(0).AmountIn(Euro).Minor.ShouldBe(expected);
        else
            Should.Throw<DomainException>(() => line.Checked(4)).Error.Fields!.Keys.ShouldBe(["lines[4].unitPrice"]);
    }

    // One part in 10^20 below the half of a cent: in the 28 digits of a decimal it would be the half, and go up.
    [Test]
    public void A_line_is_exact_beyond_what_a_decimal_holds()
    {
        var (quantity, price) = (0.100003m, 34184074477.766667m);

        decimal.Round(quantity * price * 0.99999999m, 2, MidpointRounding.AwayFromZero).ShouldBe(3418509965.82m);
        new DocumentLine("Work", quantity, price, 0.000001m).AmountIn(Euro).Amount.ShouldBe(3418509965.81m);
    }

    [TestCase("JPY", "3", "33.4", 100)]
    [TestCase("BHD", "3", "0.3335", 1001)]
    public void A_currency_is_rounded_to_its_own_decimals(string currency, string quantity, string price, long minor) =>
        new DocumentLine("Work", Number(quantity), Number(price)).AmountIn(Currency.Of(currency)).Minor.ShouldBe(minor);

    [Test]
    public void A_tax_is_rounded_once_over_all_lines_of_its_rate_and_not_line_by_line()
    {
        var rate = Rate(new TaxPart("VAT", 19));
        var totals = DocumentTotals.Of(Euro, [.. Enumerable.Repeat(new DocumentLine("Bolt", 1, 0.13m, Tax: rate), 3)]);

        // 19 % of 0.13 is 0.0247, three times rounded 0.06; of 0.39 it is 0.0741.
        (totals.Net.Minor, totals.Tax.Minor, totals.Gross.Minor).ShouldBe((39, 7, 46));
        totals.Taxes.ShouldHaveSingleItem().Base.Minor.ShouldBe(39);
    }

    [Test]
    public void Rates_are_taxed_apart_and_a_line_without_one_not_at_all()
    {
        var (full, reduced, none) = (Rate(new TaxPart("VAT", 25)), Rate(new TaxPart("VAT", 12)), Rate(TaxCategory.Exempt, new TaxPart("VAT", 0)));
        var totals = DocumentTotals.Of(Euro,
        [
            new("A", 1, 100, Tax: full), new("B", 1, 50, Tax: reduced), new("C", 1, 25, Tax: none), new("D", 1, 10), new("E", -1, 40, Tax: full),
        ]);

        totals.Taxes.Select(tax => (tax.Percent, tax.Base.Minor, tax.Amount.Minor)).ShouldBe([(25, 60_00, 15_00), (12, 50_00, 6_00), (0, 25_00, 0)]);
        (totals.Net.Minor, totals.Tax.Minor, totals.Gross.Minor).ShouldBe((145_00, 21_00, 166_00));
    }

    [Test]
    public void A_compound_tax_is_worked_out_of_what_is_shown_before_it()
    {
        var totals = DocumentTotals.Of(Euro, [new("A", 1, 100, Tax: Rate(new TaxPart("GST", 5), new TaxPart("QST", 9.975m, IsCompound: true)))]);

        // 9.975 % of 105.00 is 10.47375.
        totals.Taxes.Select(tax => (tax.Name, tax.Base.Minor, tax.Amount.Minor)).ShouldBe([("GST", 100_00, 5_00), ("QST", 105_00, 10_47)]);
        totals.Gross.Minor.ShouldBe(115_47);
    }

    [Test]
    public void An_inclusive_tax_is_taken_out_once_and_lines_share_what_is_left()
    {
        var rate = Rate(new TaxPart("VAT", 19)) with { IsInclusive = true };
        var totals = DocumentTotals.Of(Euro, [.. Enumerable.Repeat(new DocumentLine("Bolt", 1, 0.99m, Tax: rate), 3), new("Deposit", 1, 2)]);

        // 2.97 contains 2.97 × 19 / 119 = 0.4742…; line by line it would be 0.48.
        (totals.Gross.Minor, totals.Tax.Minor, totals.Net.Minor).ShouldBe((4_97, 47, 4_50));
        totals.Nets.Sum(net => net.Minor).ShouldBe(4_50);
        totals.Taxes.ShouldHaveSingleItem().Base.Minor.ShouldBe(2_50);
    }

    [Test]
    public void Whatever_the_lines_are_net_and_tax_come_to_the_gross_and_nothing_is_left_over()
    {
        var random = new Random(11);
        for (var round = 0; round < 500; round++)
        {
            TaxTerms[] rates =
            [
                Rate(new TaxPart("A", random.Next(0, 300_000) / 10_000m)),
                Rate(new TaxPart("B", random.Next(0, 300_000) / 10_000m)) with { IsInclusive = true },
                Rate(new TaxPart("C", random.Next(0, 20)), new TaxPart("D", random.Next(0, 20), IsCompound: true), new TaxPart("E", random.Next(0, 20))) with { IsInclusive = round % 2 == 0 },
            ];
            DocumentLine[] lines =
            [
                .. Enumerable.Range(0, random.Next(1, 30)).Select(_ => new DocumentLine(
                    "x", random.Next(-20_000, 90_000) / 1000m, random.Next(-5_000, 90_000) / 1000m, random.Next(0, 40), random.Next(4) is var rate and < 3 ? rates[rate] : null)),
            ];
            var totals = DocumentTotals.Of(Euro, lines);

            totals.Nets.Sum(net => net.Minor).ShouldBe(totals.Net.Minor);
            totals.Taxes.Sum(tax => tax.Amount.Minor).ShouldBe(totals.Tax.Minor);
            (totals.Net.Minor + totals.Tax.Minor).ShouldBe(totals.Gross.Minor);
            foreach (var inclusive in rates.Where(rate => rate.IsInclusive))
            {
                // What the prices said is what is owed.
                var priced = lines.Where(line => line.Tax == inclusive).Sum(line => line.AmountIn(Euro).Minor);
                (lines.Zip(totals.Nets).Where(line => line.First.Tax == inclusive).Sum(line => line.Second.Minor)
                    + totals.Taxes.Where(tax => tax.Rate == inclusive.Id).Sum(tax => tax.Amount.Minor)).ShouldBe(priced);
            }
        }
    }

    [Test]
    public void A_document_has_one_to_ten_thousand_lines_and_an_amount_that_can_be_counted()
    {
        DocumentLine line = new("Bolt", 1, 1);

        Code([]).ShouldBe("documents.no_lines");
        Code([.. Enumerable.Repeat(line, 10_001)]).ShouldBe("documents.too_many_lines");
        DocumentTotals.Of(Euro, [.. Enumerable.Repeat(line, 10_000)]).Net.Minor.ShouldBe(1_000_000);
        Code([new("Much", 9_999_999_999_999, 9_999_999_999_999)]).ShouldBe("money.out_of_range");
        Code([.. Enumerable.Repeat(new DocumentLine("Much", 1, 900_000_000_000), 3)]).ShouldBe("money.out_of_range");

        static string Code(DocumentLine[] lines) => Should.Throw<DomainException>(() => DocumentTotals.Of(Euro, lines)).Error.Code;
    }

    private static TaxTerms Rate(params TaxPart[] parts) => Rate(TaxCategory.Standard, parts);

    private static TaxTerms Rate(TaxCategory category, params TaxPart[] parts) => new(EntityId.New<TaxRateId>(), "Rate", category, false, parts);

    private static decimal Number(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
