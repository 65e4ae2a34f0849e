using System.Globalization;
using System.Xml.Linq;
using Financbase.Domain.Documents;
using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Tests.Documents;

/// <summary>
/// An invoice in UBL, as far as its arithmetic goes. Lines whose quantity times price is not the amount that they state (the
/// sender's word counts) are read with the price that it implies; what is given off or added to the whole is a line of its own.
/// </summary>
internal sealed record SampleInvoice(Currency Currency, IReadOnlyList<DocumentLine> Lines, IReadOnlyList<string> Stated, IReadOnlyDictionary<string, decimal> Taxes, decimal Net, decimal Gross)
{
    private static readonly XNamespace Aggregate = "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2";
    private static readonly XNamespace Basic = "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2";

    public static SampleInvoice Read(string xml)
    {
        var root = XDocument.Parse(xml).Root!;
        var currency = Currency.Of(root.Element(Basic + "DocumentCurrencyCode")!.Value);
        var rates = new Dictionary<string, TaxTerms>();
        var stated = new List<string>();
        DocumentLine[] lines =
        [
            .. root.Elements().Where(element => element.Name.LocalName is "InvoiceLine" or "CreditNoteLine").Select(line => Line(line, currency, rates, stated)),
            .. root.Elements(Aggregate + "AllowanceCharge").Select(change => new DocumentLine(
                change.Element(Basic + "AllowanceChargeReason")!.Value, IsCharge(change) ? 1 : -1, Number(change, "Amount"), Tax: Rate(change.Element(Aggregate + "TaxCategory")!, rates))),
        ];
        var subtotals = root.Elements(Aggregate + "TaxTotal").First().Elements(Aggregate + "TaxSubtotal").ToDictionary(
            subtotal => Key(subtotal.Element(Aggregate + "TaxCategory")!), subtotal => Number(subtotal, "TaxAmount"));
        var total = root.Element(Aggregate + "LegalMonetaryTotal")!;
        return new SampleInvoice(currency, lines, stated, subtotals, Number(total, "TaxExclusiveAmount"), Number(total, "TaxInclusiveAmount"));
    }

    public static string Key(TaxCategory category, decimal percent) => $"{category.Code()} {percent:0.##}";

    private static DocumentLine Line(XElement line, Currency currency, Dictionary<string, TaxTerms> rates, List<string> stated)
    {
        var quantity = Number(line, line.Name.LocalName == "InvoiceLine" ? "InvoicedQuantity" : "CreditedQuantity");
        var price = line.Element(Aggregate + "Price")!;
        var each = Number(price, "PriceAmount") / (price.Element(Basic + "BaseQuantity") is null ? 1 : Number(price, "BaseQuantity"));
        var item = line.Element(Aggregate + "Item")!;
        var said = Number(line, "LineExtensionAmount");
        var read = new DocumentLine(item.Element(Basic + "Name")!.Value.Trim(), quantity, each, Tax: Rate(item.Element(Aggregate + "ClassifiedTaxCategory")!, rates));
        if (read.AmountIn(currency).Amount == said)
            return read;

        stated.Add(read.Description);
        return read with { UnitPrice = said / quantity };
    }

    private static TaxTerms Rate(XElement category, Dictionary<string, TaxTerms> rates) => rates.TryGetValue(Key(category), out var known)
        ? known
        : rates[Key(category)] = new(
            EntityId.New<TaxRateId>(), Key(category), TaxCategories.Find(category.Element(Basic + "ID")!.Value)!.Value, false, [new("VAT", Number(category, "Percent"))]);

    private static string Key(XElement category) => Key(TaxCategories.Find(category.Element(Basic + "ID")!.Value)!.Value, Number(category, "Percent"));

    private static bool IsCharge(XElement change) => change.Element(Basic + "ChargeIndicator")!.Value is "true" or "1";

    private static decimal Number(XElement parent, string name) => decimal.Parse(parent.Element(Basic + name)!.Value, NumberStyles.Number, CultureInfo.InvariantCulture);
}
