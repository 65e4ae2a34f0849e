using System.Net;
using System.Text;
using Financbase.Application.Sales;
using Financbase.Application.Sales.Ubl;
using Financbase.Testing.Hosting;

namespace Financbase.Web.Tests.Sales;

/// <summary>A file in UBL as a browser without scripts brings it: what it says first, then the draft.</summary>
public sealed class ImportInvoicePageTests
{
    private const string Address = "/o/firm/invoices/import";

    [Test]
    public async Task A_file_is_shown_before_it_becomes_a_draft_and_what_differs_is_said()
    {
        await using var app = await TestApp.StartAsync(("Process:Roles", "web"));
        var firm = await TestSales.OpenAsync(await app.FoundAsync("firm"));
        await firm.Organization.SendAsync(new DescribeIssuer(new(new("Hafenstr. 12", "20457", "Hamburg", "DE"), "DE136695976")));
        await firm.Organization.SendAsync(new UpdateCustomer(firm.Customer, new("Northwind Shipyard", Address: new("Werftstr. 3", "20457", "Hamburg", "DE"))));
        var file = Encoding.UTF8.GetString((await firm.Organization.SendAsync(new GetInvoiceUbl(await firm.IssueAsync(firm.Line(100))))).Value.Content);
        using var browser = await TestBrowser.SignInAsync(app, await firm.Organization.AddMemberAsync("owner"));

        var shown = await ShowAsync(file);
        shown.ShouldContain("Northwind Shipyard");
        shown.ShouldContain("Make a draft");
        (await app.Database.ScalarAsync("SELECT count(*) FROM invoices")).ShouldBe(1L, "nothing is stored yet");
        var differing = await ShowAsync(file.Replace(">120.00</cbc:TaxInclusiveAmount>", ">121.00</cbc:TaxInclusiveAmount>", StringComparison.Ordinal));
        differing.ShouldContain("with tax it states 121.00");
        differing.ShouldNotContain("Make a draft");
        (await ShowAsync(file.Replace("Northwind Shipyard", "Quay Stores", StringComparison.Ordinal))).ShouldContain("Add Quay Stores as a customer");
        (await ShowAsync("no XML", HttpStatusCode.UnprocessableEntity)).ShouldContain("its XML is broken");

        using var made = await browser.SubmitAsync($"{Address}?handler=Import", ("content", Convert.ToBase64String(Encoding.UTF8.GetBytes(file))), ("kind", "Invoice"));
        made.StatusCode.ShouldBe(HttpStatusCode.Redirect, await made.Content.ReadAsStringAsync());
        (await app.Database.ScalarAsync("SELECT count(*) FROM invoices WHERE status = 'draft' AND gross_minor = 12000")).ShouldBe(1L);

        async Task<string> ShowAsync(string content, HttpStatusCode expected = HttpStatusCode.OK)
        {
            using var answer = await browser.UploadAsync($"{Address}?handler=Preview", "Document", new MemoryStream(Encoding.UTF8.GetBytes(content)), "invoice.xml");
            answer.StatusCode.ShouldBe(expected);
            return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        }
    }
}
