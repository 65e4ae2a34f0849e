using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using Financbase.Application.Sales.Ubl;
using Financbase.Domain.Documents;
using Financbase.Domain.Sales;
using Financbase.Domain.SharedKernel;

namespace Financbase.Infrastructure.Sales.Ubl;

/// <summary>
/// Reads an invoice or credit note of EN 16931 in UBL 2.1. No document type is read, nothing outside the file is opened, and entities expand to nothing.
/// Of a line, the amount that it states counts (BT-131); where quantity times price is another one, as with a discount of the line, the price is what that amount implies.
/// </summary>
internal static class UblReader
{
    private const int MostCharacters = 10_000_000;
    private const int Decimals = 6;
    private const NumberStyles Digits = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;

    public static UblInvoice Read(byte[] content)
    {
        try
        {
            return Read(Load(content));
        }
        catch (OverflowException)
        {
            throw Unreadable("a number is too large, or too small");
        }
    }

    private static UblInvoice Read(XElement root)
    {
        var kind = root.Name == UblNames.Invoice + "Invoice" ? InvoiceKind.Invoice
            : root.Name == UblNames.CreditNote + "CreditNote" ? InvoiceKind.CreditNote
            : throw Unreadable("it is no invoice of UBL 2.1");
        var (element, quantity) = kind == InvoiceKind.Invoice ? ("InvoiceLine", "InvoicedQuantity") : ("CreditNoteLine", "CreditedQuantity");

        var currency = Currency.Of(Text(root, "DocumentCurrencyCode"));
        var changes = root.Elements(UblNames.Aggregate + "AllowanceCharge").ToList();
        List<XElement> lines = [.. root.Elements(UblNames.Aggregate + element)];
        if (lines.Count + changes.Count > DocumentLine.Most)
            throw new DomainException(DocumentsErrors.TooManyLines);

        var total = Child(root, "LegalMonetaryTotal");
        return new UblInvoice(
            kind, Text(root, "ID"), Day(Text(root, "IssueDate")), Find(root, "DueDate") is { } due ? Day(due) : null, currency,
            Cut(root.Element(UblNames.Aggregate + "OrderReference") is { } order && Find(order, "ID") is { } id ? id : Find(root, "BuyerReference"), InvoiceTerms.LongestReference),
            Cut(Find(root, "Note"), InvoiceTerms.LongestNote), Customer(Child(Child(root, "AccountingCustomerParty"), "Party")),
            [.. lines.Select(line => Line(line, quantity, currency)), .. changes.Select(Change)],
            [.. Taxes(root, currency)], Number(total, "TaxExclusiveAmount"), Number(total, "TaxInclusiveAmount"),
            decimal.TryParse(Find(total, "PayableAmount"), Digits, CultureInfo.InvariantCulture, out var payable) ? payable : null);
    }

    private static XElement Load(byte[] content)
    {
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersInDocument = MostCharacters,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
        };
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(content), settings);
            return XDocument.Load(reader).Root!;
        }
        catch (XmlException broken)
        {
            throw Unreadable($"its XML is broken at line {broken.LineNumber}");
        }
    }

    private static UblLine Line(XElement line, string counted, Currency currency)
    {
        var (quantity, stated) = (Number(line, counted), Number(line, "LineExtensionAmount"));
        var price = Child(line, "Price");
        var each = Number(price, "PriceAmount") / (Find(price, "BaseQuantity") is null ? 1 : Nonzero(price, "BaseQuantity"));
        var item = Child(line, "Item");
        var name = Cut(Text(item, "Name"), DocumentLine.LongestDescription)!;
        var tax = Tax(Child(item, "ClassifiedTaxCategory"));
        foreach (var candidate in quantity == 0 ? [each] : new[] { each, stated / quantity })
        {
            var rounded = decimal.Round(candidate, Decimals, MidpointRounding.AwayFromZero);
            if (new DocumentLine(name, quantity, rounded).AmountIn(currency).Amount == stated)
                return new UblLine(name, quantity, rounded, tax);
        }

        // No price of six decimals gives this amount for this quantity.
        return new UblLine(Cut($"{quantity.ToString("0.######", CultureInfo.InvariantCulture)} × {name}", DocumentLine.LongestDescription)!, 1, stated, tax);
    }

    private static UblLine Change(XElement change)
    {
        var isCharge = Text(change, "ChargeIndicator") is "true" or "1";
        var reason = Cut(Find(change, "AllowanceChargeReason"), DocumentLine.LongestDescription) ?? (isCharge ? "Charge" : "Discount");
        return new UblLine(reason, isCharge ? 1 : -1, Number(change, "Amount"), Tax(Child(change, "TaxCategory")));
    }

    // A second total is in the currency of the tax, of which nothing is asked here.
    private static IEnumerable<UblStatedTax> Taxes(XElement root, Currency currency) => root.Elements(UblNames.Aggregate + "TaxTotal")
        .Where(total => (string?)total.Element(UblNames.Basic + "TaxAmount")?.Attribute("currencyID") == currency.Code).Take(1)
        .Elements(UblNames.Aggregate + "TaxSubtotal").Select(subtotal => new UblStatedTax(Tax(Child(subtotal, "TaxCategory")), Number(subtotal, "TaxAmount")));

    private static UblTax Tax(XElement category) => new(
        TaxCategories.Find(Text(category, "ID")) ?? throw Unreadable($"“{Text(category, "ID")}” is no tax category of EN 16931"),
        Find(category, "Percent") is null ? 0 : Number(category, "Percent") / 1.000000000000000000000000000m);

    private static CustomerTerms Customer(XElement party)
    {
        var legal = party.Element(UblNames.Aggregate + "PartyLegalEntity");
        var name = (legal is null ? null : Find(legal, "RegistrationName")) ?? (party.Element(UblNames.Aggregate + "PartyName") is { } called ? Find(called, "Name") : null);
        var address = party.Element(UblNames.Aggregate + "PostalAddress");
        var email = party.Element(UblNames.Aggregate + "Contact") is { } contact ? Find(contact, "ElectronicMail") : null;
        return new CustomerTerms(
            Cut(name, CustomerTerms.LongestName) ?? throw Unreadable("it does not name its customer"), EmailAddress.TryParse(email, out var known) ? known.Value : null,
            Address: address is null ? null : Address(address), TaxId: Cut(TaxNumber(party), CustomerTerms.LongestTaxId));
    }

    private static PostalAddress Address(XElement address)
    {
        var street = string.Join('\n', new[] { Find(address, "StreetName"), Find(address, "AdditionalStreetName") }.OfType<string>());
        var country = address.Element(UblNames.Aggregate + "Country") is { } named ? Find(named, "IdentificationCode") : null;
        return new PostalAddress(
            Cut(street, PostalAddress.LongestStreet), Cut(Find(address, "PostalZone"), PostalAddress.LongestPostalCode), Cut(Find(address, "CityName"), PostalAddress.LongestCity),
            country is { Length: 2 } && country.All(char.IsAsciiLetter) ? country : null);
    }

    private static string? TaxNumber(XElement party) => party.Elements(UblNames.Aggregate + "PartyTaxScheme")
        .OrderByDescending(scheme => scheme.Element(UblNames.Aggregate + "TaxScheme") is { } kind && Find(kind, "ID") == "VAT")
        .Select(scheme => Find(scheme, "CompanyID")).FirstOrDefault(number => number is not null);

    private static XElement Child(XElement parent, string name) =>
        parent.Element(UblNames.Aggregate + name) ?? throw Unreadable($"{parent.Name.LocalName} has no {name}");

    private static string Text(XElement parent, string name) => Find(parent, name) ?? throw Unreadable($"{parent.Name.LocalName} has no {name}");

    private static string? Find(XElement parent, string name) => parent.Element(UblNames.Basic + name)?.Value.Trim() is { Length: > 0 } text ? text : null;

    // A decimal point, and no exponent (XML Schema, decimal).
    private static decimal Number(XElement parent, string name) =>
        decimal.TryParse(Text(parent, name), Digits, CultureInfo.InvariantCulture, out var number) && Math.Abs(number) < 1e15m
            ? number
            : throw Unreadable($"the {name} of a {parent.Name.LocalName} is no number");

    private static decimal Nonzero(XElement parent, string name) =>
        Number(parent, name) is var number && number != 0 ? number : throw Unreadable($"the {name} of a {parent.Name.LocalName} is zero");

    private static DateOnly Day(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : throw Unreadable($"“{text}” is no day");

    private static string? Cut(string? text, int longest) => string.IsNullOrWhiteSpace(text) ? null : text.Length <= longest ? text.Trim() : text[..longest].Trim();

    private static DomainException Unreadable(string why) => new(SalesErrors.UblUnreadable(why));
}
