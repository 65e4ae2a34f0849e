using System.Globalization;
using System.Xml.Linq;
using Financbase.Application.Documents;
using Financbase.Application.Sales.Ubl;
using Financbase.Domain.Documents;
using Financbase.Testing.Hosting;

namespace Financbase.Application.Tests.Sales;

/// <summary>
/// Whole invoices of EN 16931 in UBL: the repository's own, and the official samples where they are at hand, in a folder named by FINANCBASE_SHARED_DATA or
/// beside the repository.
/// </summary>
public sealed class UblFilesTests
{
    private const int LeastSamples = 6;

    private static readonly XNamespace Aggregate = "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2";
    private static readonly XNamespace Basic = "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2";

    private static readonly decimal[] Rates = [6, 7, 10, 12, 15, 19, 21, 25];

    private static readonly string Own = Path.Combine(AppContext.BaseDirectory, "Sales", "Fixtures");

    private TestApp _app = null!;
    private int _firms;

    [OneTimeSetUp]
    public async Task Start() => _app = await TestApp.StartAsync(("Process:Roles", "web"));

    [OneTimeTearDown]
    public async Task Stop() => await _app.DisposeAsync();

    [TestCaseSource(nameof(All))]
    public async Task A_file_comes_in_to_the_cent_with_each_of_its_taxes(string path)
    {
        var firm = await FirmAsync();
        var (file, root) = (await File.ReadAllBytesAsync(path), XDocument.Load(path).Root!);

        var id = root.Name.LocalName == "CreditNote"
            ? (await firm.Organization.SendAsync(new ImportCreditNote(file, AddCustomer: true))).Value.Id
            : (await firm.Organization.SendAsync(new ImportInvoice(file, AddCustomer: true))).Value.Id;

        var read = await firm.ReadAsync(id);
        var total = root.Element(Aggregate + "LegalMonetaryTotal")!;
        (read.Totals.Net.Amount, read.Totals.Gross.Amount).ShouldBe((Amount(total, "TaxExclusiveAmount"), Amount(total, "TaxInclusiveAmount")));
        read.Taxes.Select(tax => (tax.Category.Code(), tax.Percent, tax.Base.Amount, tax.Amount.Amount)).ShouldBe(Stated(root), ignoreOrder: true);
    }

    // Nothing is booked of what was paid before or rounded, but it is told.
    [TestCase("several-rates.xml", "198.15")]
    [TestCase("zero-and-exempt.xml", null)]
    public async Task What_was_paid_before_or_rounded_is_told_where_less_is_asked_for(string name, string? payable)
    {
        var firm = await FirmAsync();

        var preview = (await firm.Organization.SendAsync(new PreviewUbl(await File.ReadAllBytesAsync(Path.Combine(Own, name))))).Value;

        (preview.Payable?.ToString(CultureInfo.InvariantCulture)).ShouldBe(payable);
        preview.Obstacles.ShouldBeEmpty();
    }

    [Test]
    public async Task What_is_given_off_or_added_to_the_whole_becomes_lines_with_its_tax()
    {
        var firm = await FirmAsync();

        var id = (await firm.Organization.SendAsync(new ImportInvoice(await File.ReadAllBytesAsync(Path.Combine(Own, "several-rates.xml")), AddCustomer: true))).Value.Id;

        (await firm.ReadAsync(id)).Lines.Select(line => $"{line.Description} {line.Net.ToPlainString()}").ShouldBe(
        [
            "Fender 100.05", "Smoked fish 59.88", "Crane with driver 120.00", "Crate of bread, taken back -10.00", "Spring discount -22.01", "Freight 6.50", "Cooling of the food 1.30",
        ]);
    }

    [Test]
    public void No_sample_is_missing()
    {
        if (Folder is null)
            Assert.Ignore("The official samples are not here.");

        Samples().Count().ShouldBeGreaterThanOrEqualTo(LeastSamples);
    }

    public static IEnumerable<string> All() => [.. Directory.EnumerateFiles(Own, "*.xml"), .. Samples()];

    private static IEnumerable<string> Samples() => Folder is { } folder ? Directory.EnumerateFiles(folder, "*.xml") : [];

    private static string? Folder
    {
        get
        {
            var folders = new List<string>();
            if (Environment.GetEnvironmentVariable("FINANCBASE_SHARED_DATA") is { Length: > 0 } named)
                folders.Add(named);
            for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
                folders.Add(Path.Combine(folder.FullName, "shared", "data"));
            return folders.Select(data => Path.Combine(data, "invoices", "ubl")).FirstOrDefault(Directory.Exists);
        }
    }

    private static IEnumerable<(string, decimal, decimal, decimal)> Stated(XElement root) =>
        from subtotal in root.Elements(Aggregate + "TaxTotal").Elements(Aggregate + "TaxSubtotal")
        let category = subtotal.Element(Aggregate + "TaxCategory")!
        let percent = category.Element(Basic + "Percent") is null ? 0 : Amount(category, "Percent")
        select (category.Element(Basic + "ID")!.Value, percent, Amount(subtotal, "TaxableAmount"), Amount(subtotal, "TaxAmount"));

    private async Task<TestSales> FirmAsync()
    {
        var firm = await TestSales.OpenAsync(await _app.FoundAsync($"firm-{++_firms}"));
        foreach (var (category, percent) in Rates.Select(percent => (TaxCategory.Standard, percent)).Concat([(TaxCategory.Exempt, 0m), (TaxCategory.ZeroRated, 0m)]))
            (await firm.Organization.SendAsync(new CreateTaxRate($"{category} {percent}", [new("VAT", percent)], category))).Error.ShouldBeNull();
        return firm;
    }

    private static decimal Amount(XElement parent, string name) => decimal.Parse(parent.Element(Basic + name)!.Value, CultureInfo.InvariantCulture);
}
