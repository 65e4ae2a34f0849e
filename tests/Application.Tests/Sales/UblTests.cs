using System.Text;
using System.Xml.Linq;
using Financbase.Application.Documents;
using Financbase.Application.Paging;
using Financbase.Application.Sales;
using Financbase.Application.Sales.Ubl;
using Financbase.Domain.Sales;
using Financbase.Testing.Hosting;

namespace Financbase.Application.Tests.Sales;

/// <summary>Invoices of EN 16931 in UBL, out and in; whole files are in <see cref="UblFilesTests"/>.</summary>
public sealed class UblTests
{
    private static readonly XNamespace Aggregate = "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2";
    private static readonly XNamespace Basic = "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2";

    private TestApp _app = null!;
    private int _firms;

    [OneTimeSetUp]
    public async Task Start() => _app = await TestApp.StartAsync(("Process:Roles", "web"));

    [OneTimeTearDown]
    public async Task Stop() => await _app.DisposeAsync();

    [Test]
    public async Task What_goes_out_states_what_the_invoice_comes_to_and_comes_in_again_as_it_was()
    {
        var firm = await FirmAsync();
        var id = await firm.IssueAsync(
            firm.Line(100), firm.Line(33.333333m, quantity: 3, discount: 12.5m), firm.Line(-5), firm.Line(9.99m, quantity: 0.333m) with { Description = "Schrauben & <Muttern>\u0001" });
        var before = await firm.ReadAsync(id);

        var file = (await firm.Organization.SendAsync(new GetInvoiceUbl(id))).Value;

        var root = XDocument.Parse(Encoding.UTF8.GetString(file.Content)).Root!;
        root.Element(Basic + "CustomizationID")!.Value.ShouldBe("urn:cen.eu:en16931:2017");
        root.Element(Basic + "ID")!.Value.ShouldBe("INV-2026-00001");
        var total = root.Element(Aggregate + "LegalMonetaryTotal")!;
        (Amount(total, "TaxExclusiveAmount"), Amount(total, "TaxInclusiveAmount"), Amount(total, "PayableAmount"))
            .ShouldBe((before.Totals.Net.Amount, before.Totals.Gross.Amount, before.Totals.Gross.Amount));
        root.Elements(Aggregate + "InvoiceLine").Sum(line => Amount(line, "LineExtensionAmount")).ShouldBe(before.Totals.Net.Amount, "BR-CO-10");
        root.Element(Aggregate + "TaxTotal")!.Elements(Aggregate + "TaxSubtotal").Sum(tax => Amount(tax, "TaxAmount")).ShouldBe(before.Totals.Tax.Amount, "BR-CO-14");
        root.Descendants(Aggregate + "PayeeFinancialAccount").Single().Element(Basic + "ID")!.Value.ShouldBe("DE89370400440532013000");

        var again = await firm.ReadAsync((await firm.Organization.SendAsync(new ImportInvoice(file.Content))).Value.Id);
        (again.Status, again.Totals.Net, again.Totals.Tax, again.Totals.Gross, again.CustomerId, again.IssueDate, again.DueDate)
            .ShouldBe((InvoiceStatus.Draft, before.Totals.Net, before.Totals.Tax, before.Totals.Gross, firm.Customer, before.IssueDate, before.DueDate));
        again.Lines.Select(line => line.Net).ShouldBe(before.Lines.Select(line => line.Net));
        again.Lines[3].Description.ShouldBe("Schrauben & <Muttern>");
    }

    [Test]
    public async Task Without_what_the_standard_asks_for_it_says_what_is_missing()
    {
        var firm = await TestSales.OpenAsync(await _app.FoundAsync($"firm-{++_firms}"));
        var (id, draft) = (await firm.IssueAsync(firm.Line(1)), await firm.DraftAsync(firm.Line(1)));

        var refused = (await firm.Organization.SendAsync(new GetInvoiceUbl(id))).Error!;

        (refused.Code, refused.Message.Contains("your country, your tax number, the customer’s country", StringComparison.Ordinal)).ShouldBe(("sales.ubl_incomplete", true), refused.Message);
        (await firm.Organization.SendAsync(new GetInvoiceUbl(draft))).Error!.Code.ShouldBe("sales.not_finalized");
    }

    [Test]
    public async Task A_credit_note_names_its_invoice()
    {
        var firm = await FirmAsync();
        var note = (await firm.Organization.SendAsync(new CreditInvoice(await firm.IssueAsync(firm.Line(100)), null, TestSales.Day, null))).Value.Id;

        var root = XDocument.Parse(Encoding.UTF8.GetString((await firm.Organization.SendAsync(new GetInvoiceUbl(note, InvoiceKind.CreditNote))).Value.Content)).Root!;

        root.Name.LocalName.ShouldBe("CreditNote");
        (root.Element(Basic + "CreditNoteTypeCode")!.Value, root.Descendants(Aggregate + "InvoiceDocumentReference").Single().Value).ShouldBe(("381", "INV-2026-00001"));
        var file = Encoding.UTF8.GetBytes(root.ToString());
        (await firm.Organization.SendAsync(new ImportInvoice(file))).Error!.ShouldBe(SalesErrors.UblOtherKind);
        var issued = (await firm.Organization.SendAsync(new ImportCreditNote(file))).Value;
        (await firm.Organization.SendAsync(new ImportCreditNote(file))).Error!.Message.ShouldContain("it is CN-2026-00002");
        (issued.Number, issued.Status, issued.Gross.Minor).ShouldBe(("CN-2026-00002", InvoiceStatus.Finalized, 120_00));
        (await firm.ReadAsync(issued.Id)).ShouldSatisfyAllConditions(
            again => again.Totals.Open.Minor.ShouldBe(120_00, "it is credit until it is used"), again => again.CreditsInvoiceId.ShouldBeNull(), again => again.CustomerId.ShouldBe(firm.Customer));
    }

    [TestCase("<cbc:TaxExclusiveAmount>100.00</cbc:TaxExclusiveAmount>", "<cbc:TaxExclusiveAmount>101.00</cbc:TaxExclusiveAmount>", "without tax it states 101.00, and its lines come to 100.00")]
    [TestCase("<cbc:TaxInclusiveAmount>120.00</cbc:TaxInclusiveAmount>", "<cbc:TaxInclusiveAmount>120.01</cbc:TaxInclusiveAmount>", "with tax it states 120.01, and its lines come to 120.00")]
    [TestCase("<cbc:TaxAmount currencyID=\"EUR\">20.00</cbc:TaxAmount><cac:TaxCategory>", "<cbc:TaxAmount currencyID=\"EUR\">19.99</cbc:TaxAmount><cac:TaxCategory>", "for tax S 20 % it states 19.99, and its lines come to 20.00")]
    public async Task A_file_that_contradicts_itself_is_refused_with_what_differs(string right, string wrong, string said)
    {
        var firm = await FirmAsync();

        var refused = (await firm.Organization.SendAsync(new ImportInvoice(FileOf(right, wrong)))).Error!;

        (refused.Code, refused.Message).ShouldBe(("sales.ubl_contradicts", $"The file contradicts itself: {said}. Ask whoever made it for a right one."));
        (await firm.Organization.SendAsync(new ListInvoices(new(InvoiceKind.Invoice), new PageRequest()))).Value.Items.ShouldBeEmpty();
    }

    [Test]
    public async Task The_customer_is_found_by_number_then_by_name_and_added_only_when_told()
    {
        var firm = await FirmAsync();
        (await firm.Organization.SendAsync(new ImportInvoice(FileOf("DE 123 456 789", "DE999")))).Error!.Code.ShouldBe("sales.ubl_customer_unknown");
        var added = await firm.ReadAsync((await firm.Organization.SendAsync(new ImportInvoice(FileOf("DE 123 456 789", "DE999"), AddCustomer: true))).Value.Id);
        (added.Customer.Name, added.CustomerId == firm.Customer).ShouldBe(("Quay Stores", false));

        var byName = await firm.ReadAsync((await firm.Organization.SendAsync(new ImportInvoice(FileOf("DE 123 456 789", "DE000", "X-2")))).Value.Id);
        byName.CustomerId.ShouldBe(added.CustomerId);
        var byNumber = await firm.ReadAsync((await firm.Organization.SendAsync(new ImportInvoice(FileOf("", "")))).Value.Id);
        byNumber.CustomerId.ShouldBe(firm.Customer, "DE123456789 is its number, however it is called there");
        (byNumber.Reference, byNumber.Note, byNumber.DueDate).ShouldBe(("PO 7", "Thank you", TestSales.Day.AddDays(30)));
    }

    [Test]
    public async Task A_rate_that_is_not_there_is_named()
    {
        var firm = await FirmAsync();

        var refused = (await firm.Organization.SendAsync(new ImportInvoice(FileOf("<cbc:Percent>20</cbc:Percent>", "<cbc:Percent>7</cbc:Percent>")))).Error!;

        (refused.Code, refused.Message.Contains("states 20.00", StringComparison.Ordinal)).ShouldBe(("sales.ubl_contradicts", true), "7 % of 100 are not 20");
        await firm.Organization.SendAsync(new UpdateTaxRate(firm.Rate, "VAT 19 %", [new("VAT", 19)]));
        (await firm.Organization.SendAsync(new ImportInvoice(FileOf("", "")))).Error!.ShouldSatisfyAllConditions(
            error => error.Code.ShouldBe("sales.ubl_rate_unknown"), error => error.Message.ShouldContain("S 20 %"));
    }

    [TestCase("", null)]
    [TestCase("<cbc:PayableAmount>120.00</cbc:PayableAmount>", null)]
    [TestCase("<cbc:PrepaidAmount>50.00</cbc:PrepaidAmount><cbc:PayableAmount>70.00</cbc:PayableAmount>", "70.00")]
    [TestCase("<cbc:PayableAmount>70.005</cbc:PayableAmount>", "70.005")]
    [TestCase("<cbc:PayableAmount>seventy</cbc:PayableAmount>", null)]
    [TestCase("<cbc:PayableRoundingAmount>0.05</cbc:PayableRoundingAmount><cbc:PayableAmount>120.05</cbc:PayableAmount>", null)]
    public async Task What_the_file_asks_for_is_told_where_it_is_less_than_the_whole(string said, string? asked)
    {
        var firm = await FirmAsync();
        var file = FileOf("</cac:LegalMonetaryTotal>", $"{said}</cac:LegalMonetaryTotal>");

        ((await firm.Organization.SendAsync(new PreviewUbl(file))).Value.Payable?.ToString(System.Globalization.CultureInfo.InvariantCulture)).ShouldBe(asked);
    }

    [Test]
    public async Task What_stands_does_not_come_in_again()
    {
        var firm = await FirmAsync();
        var draft = (await firm.Organization.SendAsync(new ImportInvoice(FileOf("", "")))).Value.Id;

        foreach (var file in new[] { FileOf("", ""), FileOf("PO 7", "PO 8") })
            (await firm.Organization.SendAsync(new ImportInvoice(file))).Error!.ShouldSatisfyAllConditions(
                error => error.Code.ShouldBe("sales.ubl_taken_in"), error => error.Message.ShouldStartWith("X-1 was taken in already: it is a draft of 2026-06-15."));
        (await firm.Organization.SendAsync(new PreviewUbl(FileOf("", "")))).Value.Obstacles.Single().ShouldStartWith("X-1 was taken in already");
        await firm.Organization.SendAsync(new DeleteInvoice(draft));
        var again = (await firm.Organization.SendAsync(new ImportInvoice(FileOf("", "")))).Value.Id;
        await firm.Organization.SendAsync(new FinalizeInvoice(again));
        (await firm.Organization.SendAsync(new ImportInvoice(FileOf("", "")))).Error!.Message.ShouldContain("it is INV-2026-00001");
        await firm.Organization.SendAsync(new VoidInvoice(again));
        var both = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => firm.Organization.SendAsync(new ImportInvoice(FileOf("", "")))));
        both.Select(one => one.Error?.Code).Order().ShouldBe([null, "sales.ubl_taken_in"]);
    }

    [TestCase("", "its XML is broken at line")]
    [TestCase("<a/>", "it is no invoice of UBL 2.1")]
    [TestCase("<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>", "its XML is broken at line")]
    [TestCase("<Invoice xmlns=\"urn:oasis:names:specification:ubl:schema:xsd:Invoice-2\"/>", "Invoice has no DocumentCurrencyCode")]
    public async Task What_is_no_invoice_is_refused(string file, string why)
    {
        var firm = await FirmAsync();

        var refused = (await firm.Organization.SendAsync(new ImportInvoice(Encoding.UTF8.GetBytes(file)))).Error!;

        (refused.Code, refused.Message.Contains(why, StringComparison.Ordinal)).ShouldBe(("sales.ubl_unreadable", true), refused.Message);
    }

    [Test]
    public async Task A_file_that_is_too_large_is_not_read() =>
        (await (await FirmAsync()).Organization.SendAsync(new ImportInvoice(new byte[ImportInvoice.LargestSize + 1]))).Error!.Code.ShouldBe("sales.ubl_too_large");

    private async Task<TestSales> FirmAsync()
    {
        var firm = await TestSales.OpenAsync(await _app.FoundAsync($"firm-{++_firms}"));
        await firm.Organization.SendAsync(new DescribeIssuer(new(new("Hafenstr. 12", "20457", "Hamburg", "DE"), "DE136695976", "DE89370400440532013000")));
        await firm.Organization.SendAsync(new UpdateCustomer(firm.Customer, new("Northwind Shipyard", Address: new("Werftstr. 3\nGate 2", "20457", "Hamburg", "DE"), TaxId: "DE123456789")));
        return firm;
    }

    private static byte[] FileOf(string right, string wrong, string number = "X-1")
    {
        var file = """
            <?xml version="1.0" encoding="UTF-8"?>
            <Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2" xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2" xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
            <cbc:ID>X-1</cbc:ID><cbc:IssueDate>2026-06-15</cbc:IssueDate><cbc:Note>Thank you</cbc:Note><cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode><cbc:BuyerReference>PO 7</cbc:BuyerReference>
            <cac:AccountingCustomerParty><cac:Party><cac:PartyTaxScheme><cbc:CompanyID>DE 123 456 789</cbc:CompanyID><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:PartyTaxScheme><cac:PartyLegalEntity><cbc:RegistrationName>Quay Stores</cbc:RegistrationName></cac:PartyLegalEntity></cac:Party></cac:AccountingCustomerParty>
            <cac:TaxTotal><cbc:TaxAmount currencyID="EUR">20.00</cbc:TaxAmount><cac:TaxSubtotal><cbc:TaxAmount currencyID="EUR">20.00</cbc:TaxAmount><cac:TaxCategory><cbc:ID>S</cbc:ID><cbc:Percent>20</cbc:Percent></cac:TaxCategory></cac:TaxSubtotal></cac:TaxTotal>
            <cac:LegalMonetaryTotal><cbc:TaxExclusiveAmount>100.00</cbc:TaxExclusiveAmount><cbc:TaxInclusiveAmount>120.00</cbc:TaxInclusiveAmount></cac:LegalMonetaryTotal>
            <cac:InvoiceLine><cbc:InvoicedQuantity>2</cbc:InvoicedQuantity><cbc:LineExtensionAmount>100.00</cbc:LineExtensionAmount><cac:Item><cbc:Name>Work</cbc:Name><cac:ClassifiedTaxCategory><cbc:ID>S</cbc:ID><cbc:Percent>20</cbc:Percent></cac:ClassifiedTaxCategory></cac:Item><cac:Price><cbc:PriceAmount>50.00</cbc:PriceAmount></cac:Price></cac:InvoiceLine>
            </Invoice>
            """;
        file = file.Replace("X-1", number, StringComparison.Ordinal);
        return Encoding.UTF8.GetBytes(right.Length == 0 ? file : file.Replace(right, wrong, StringComparison.Ordinal));
    }

    private static decimal Amount(XElement parent, string name) => decimal.Parse(parent.Element(Basic + name)!.Value, System.Globalization.CultureInfo.InvariantCulture);
}
