using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using Financbase.Application.Sales;
using Financbase.Application.Sales.Ubl;
using Financbase.Domain.Documents;
using Financbase.Domain.Sales;
using Financbase.Domain.SharedKernel;
using static Financbase.Infrastructure.Sales.Ubl.UblNames;

namespace Financbase.Infrastructure.Sales.Ubl;

/// <summary>
/// Writes an invoice or credit note of EN 16931 in UBL 2.1; elements stand in the order of its schema. A line whose price contains its tax, or that has a discount, has the price
/// that its amount implies.
/// </summary>
internal sealed class UblWriter(InvoiceView invoice, IssuedBy issuer, IReadOnlyList<UblTax?> taxes, string? credited)
{
    private const string Specification = "urn:cen.eu:en16931:2017";

    private readonly bool _isInvoice = invoice.Kind == InvoiceKind.Invoice;

    public byte[] Write()
    {
        XNamespace own = _isInvoice ? UblNames.Invoice : UblNames.CreditNote;
        var root = new XElement(
            own + (_isInvoice ? "Invoice" : "CreditNote"), new XAttribute(XNamespace.Xmlns + "cac", Aggregate.NamespaceName), new XAttribute(XNamespace.Xmlns + "cbc", Basic.NamespaceName),
            Value("CustomizationID", Specification), Value("ID", invoice.Number), Value("IssueDate", Day(invoice.IssueDate)),
            _isInvoice ? Value("DueDate", Day(invoice.DueDate)) : null,
            _isInvoice ? Value("InvoiceTypeCode", "380") : Value("CreditNoteTypeCode", "381"),
            Value("Note", invoice.Note), Value("DocumentCurrencyCode", invoice.Currency), Value("BuyerReference", invoice.Reference),
            credited is null ? null : Group("BillingReference", Group("InvoiceDocumentReference", Value("ID", credited))),
            Group("AccountingSupplierParty", Party(issuer.Name, issuer.Address, issuer.TaxId)),
            Group("AccountingCustomerParty", Party(invoice.BillTo!.Name, invoice.BillTo.Address, invoice.BillTo.TaxId)),
            Payment(), TaxTotal(), Totals(), invoice.Lines.Select(Line));
        using var written = new MemoryStream();
        using (var writer = XmlWriter.Create(written, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true, CheckCharacters = false }))
            new XDocument(root).Save(writer);
        return written.ToArray();
    }

    private static XElement Party(string name, PostalAddress address, string? taxId)
    {
        var street = (address.Street ?? "").ReplaceLineEndings("\n").Split('\n', 2);
        return Group("Party",
            Group("PostalAddress",
                Value("StreetName", street[0]), Value("AdditionalStreetName", street.Length > 1 ? street[1].ReplaceLineEndings(", ") : null),
                Value("CityName", address.City), Value("PostalZone", address.PostalCode), Group("Country", Value("IdentificationCode", address.Country))),
            taxId is null ? null : Group("PartyTaxScheme", Value("CompanyID", taxId), Group("TaxScheme", Value("ID", IsVatNumber(taxId) ? "VAT" : "TAX"))),
            Group("PartyLegalEntity", Value("RegistrationName", name)));
    }

    // BR-CO-9: a VAT number begins with its country.
    private static bool IsVatNumber(string number) => number.Length > 2 && char.IsAsciiLetter(number[0]) && char.IsAsciiLetter(number[1]);

    // Codes of UNCL 4461: 58 is a SEPA credit transfer, 30 any other one.
    private XElement? Payment() => issuer.Iban is null ? null : Group("PaymentMeans",
        Value("PaymentMeansCode", invoice.Currency == "EUR" ? "58" : "30"), Value("PaymentID", invoice.Number),
        Group("PayeeFinancialAccount", Value("ID", issuer.Iban), Value("Name", issuer.Name), issuer.Bic is null ? null : Group("FinancialInstitutionBranch", Value("ID", issuer.Bic))));

    private XElement TaxTotal() => Group("TaxTotal", Amount("TaxAmount", invoice.Totals.Tax), Subtotals());

    private IEnumerable<XElement> Subtotals()
    {
        var stated = invoice.Taxes.GroupBy(tax => new UblTax(tax.Category, tax.Percent)).Select(same => (Tax: same.Key, Of: Sum(same.Select(tax => tax.Base)), Amount: Sum(same.Select(tax => tax.Amount))));
        var untaxed = invoice.Lines.Index().Where(line => taxes[line.Index] is null).Select(line => line.Item.Net).ToList();
        if (untaxed.Count > 0)
            stated = stated.Append((Untaxed, Sum(untaxed), Money.Zero(Currency.Of(invoice.Currency))));
        return stated.GroupBy(one => one.Tax).Select(same => Group("TaxSubtotal",
            Amount("TaxableAmount", Sum(same.Select(one => one.Of))), Amount("TaxAmount", Sum(same.Select(one => one.Amount))), Category("TaxCategory", same.Key, isTotal: true)));
    }

    // What is no matter for the tax stands alone (BR-O-11), so beside taxed lines it is exempt.
    private UblTax Untaxed => new(taxes.Any(tax => tax is not null) ? TaxCategory.Exempt : TaxCategory.OutOfScope, 0);

    private XElement Totals() => Group("LegalMonetaryTotal",
        Amount("LineExtensionAmount", invoice.Totals.Net), Amount("TaxExclusiveAmount", invoice.Totals.Net), Amount("TaxInclusiveAmount", invoice.Totals.Gross),
        _isInvoice && invoice.Totals.Paid.Minor != 0 ? Amount("PrepaidAmount", invoice.Totals.Paid) : null,
        Amount("PayableAmount", _isInvoice ? invoice.Totals.Gross - invoice.Totals.Paid : invoice.Totals.Gross));

    private XElement Line(InvoiceLineView line, int place)
    {
        var quantity = Value(_isInvoice ? "InvoicedQuantity" : "CreditedQuantity", Number(line.Quantity))!;
        // C62 of UN/ECE recommendation 20: one.
        quantity.Add(new XAttribute("unitCode", "C62"));
        return Group(_isInvoice ? "InvoiceLine" : "CreditNoteLine",
            Value("ID", Number(place + 1)), quantity, Amount("LineExtensionAmount", line.Net),
            Group("Item", Value("Name", line.Description), Category("ClassifiedTaxCategory", taxes[place] ?? Untaxed, isTotal: false)),
            Group("Price", Priced(Price(line))));
    }

    private static decimal Price(InvoiceLineView line) =>
        new DocumentLine(line.Description, line.Quantity, line.UnitPrice).AmountIn(line.Net.Currency) == line.Net || line.Quantity == 0
            ? line.UnitPrice
            : decimal.Round(line.Net.Amount / line.Quantity, 6, MidpointRounding.AwayFromZero);

    private XElement Priced(decimal price) => new(Basic + "PriceAmount", new XAttribute("currencyID", invoice.Currency), Number(price));

    private static XElement Category(string name, UblTax tax, bool isTotal) => Group(name,
        Value("ID", tax.Category.Code()), tax.Category == TaxCategory.OutOfScope ? null : Value("Percent", Number(tax.Percent)),
        isTotal ? Value("TaxExemptionReason", Reason(tax.Category)) : null, Group("TaxScheme", Value("ID", "VAT")));

    // BR-E-10, BR-AE-10, BR-IC-10, BR-G-10, BR-O-10.
    private static string? Reason(TaxCategory category) => category switch
    {
        TaxCategory.Exempt => "Exempt from tax",
        TaxCategory.ReverseCharge => "Reverse charge",
        TaxCategory.IntraCommunity => "Intra-community supply",
        TaxCategory.Export => "Export outside the EU",
        TaxCategory.OutOfScope => "Not subject to VAT",
        _ => null,
    };

    private Money Sum(IEnumerable<Money> amounts) => amounts.Aggregate(Money.Zero(Currency.Of(invoice.Currency)), (sum, amount) => sum + amount);

    private static XElement Group(string name, params object?[] content) => new(Aggregate + name, content);

    private static XElement? Value(string name, string? text) => string.IsNullOrEmpty(text) ? null : new XElement(Basic + name, Clean(text));

    private static XElement Amount(string name, Money amount) => new(Basic + name, new XAttribute("currencyID", amount.Currency.Code), amount.ToPlainString());

    // What XML cannot say is left out.
    private static string Clean(string text) => string.Concat(text.EnumerateRunes().Where(rune => rune.Value is '\t' or '\n' or '\r' || (rune.Value >= 0x20 && rune.Value is not (0xFFFE or 0xFFFF))));

    private static string Number(decimal number) => number.ToString("0.######", CultureInfo.InvariantCulture);

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
