using System.Net;
using Financbase.Application.Purchases;
using Financbase.Application.Sales.Quotes;
using Financbase.Application.Sales.Recurring;
using Financbase.Domain.Sales;
using Financbase.Testing.Hosting;

namespace Financbase.Web.Tests.Attachments;

/// <summary>The pages of documents load what stands at them, and a note that is written there leads back to the document.</summary>
public sealed class PapersPageTests
{
    private TestApp _app = null!;
    private TestSales _sales = null!;
    private TestPurchases _purchases = null!;
    private TestPerson _owner = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _app = await TestApp.StartAsync(("Process:Roles", "web"));
        _sales = await TestSales.OpenAsync(await _app.FoundAsync("firm"));
        _purchases = await TestPurchases.OpenAsync(_sales.Organization);
        _owner = await _sales.Organization.AddMemberAsync("owner");
    }

    [OneTimeTearDown]
    public Task Stop() => _app.DisposeAsync().AsTask();

    [Test]
    public async Task A_note_is_written_at_documents_of_each_kind_and_leads_back_to_their_page()
    {
        var firm = _sales.Organization;
        using var browser = await TestBrowser.SignInAsync(_app, _owner);
        (string Place, object Id, string Word)[] documents =
        [
            ("invoices", await _sales.DraftAsync(_sales.Line(10)), "invoice"),
            ("bills", await _purchases.DraftAsync(lines: _purchases.Line(10)), "bill"),
            ("quotes", (await firm.SendAsync(new CreateQuote(new(_sales.Customer, [_sales.Line(10)], TestSales.Day, TestSales.Far)))).Value.Id, "quote"),
            ("payments", (await _sales.PayAsync(await _sales.IssueAsync(_sales.Line(10)))).Value.Id, "payment"),
            ("vendor-payments", (await _purchases.PayAsync([new(await _purchases.ApproveAsync(_purchases.Line(10)))])).Value.Id, "payment"),
            ("vendor-credits", (await firm.SendAsync(new CreateVendorCredit(new(_purchases.Vendor, "C-1", [_purchases.Line(10)], TestPurchases.Day)))).Value.Id, "vendor credit"),
            ("recurring-invoices", (await firm.SendAsync(new CreateRecurringInvoice(
                new("Berth", _sales.Customer, [_sales.Line(10)], new(1, RecurrenceUnit.Months, new DateOnly(2150, 1, 31)))))).Value.Id, "recurring invoice"),
        ];
        foreach (var (place, id, word) in documents)
        {
            (await browser.GetStringAsync($"/o/firm/{place}/{id}")).ShouldContain($"/o/firm/attachments/{id}", customMessage: place);
            (await browser.GetStringAsync($"/o/firm/attachments/{id}")).ShouldContain($"To the {word}<", customMessage: place);
            using var written = await browser.SubmitAsync($"/o/firm/attachments/{id}?handler=Note", ("text", $"Asked at {place}."));
            written.Headers.Location?.OriginalString.ShouldBe($"/o/firm/{place}/{id}");
            (await browser.GetStringAsync($"/o/firm/attachments/{id}")).ShouldContain($"Asked at {place}.");
        }
    }

    [Test]
    public async Task A_payment_to_a_vendor_shows_what_it_paid_and_is_undone_there()
    {
        var bill = await _purchases.ApproveAsync(_purchases.Line(40, taxed: false));
        var payment = (await _purchases.PayAsync([new(bill)], 55)).Value.Id;
        using var browser = await TestBrowser.SignInAsync(_app, _owner);
        var page = await browser.GetStringAsync($"/o/firm/vendor-payments/{payment}");
        page.ShouldContain("Payment to Harbour Chandlery");
        page.ShouldContain("15.00");
        page.ShouldContain($"/o/firm/bills/{bill}");
        (await browser.GetStringAsync($"/o/firm/bills/{bill}")).ShouldContain($"/o/firm/vendor-payments/{payment}");

        using (var undone = await browser.SubmitAsync($"/o/firm/vendor-payments/{payment}?handler=Undo"))
            undone.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await browser.GetStringAsync($"/o/firm/vendor-payments/{payment}")).ShouldContain("This payment was undone");
        using (var again = await browser.SubmitAsync($"/o/firm/vendor-payments/{payment}?handler=Undo"))
            again.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await _purchases.ReadAsync(bill)).Totals.Open.ToPlainString().ShouldBe("40.00");
    }
}
