using System.Net;
using Financbase.Application.Sales;
using Financbase.Domain.Sales;
using Financbase.Domain.SharedKernel;
using Financbase.Testing.Fixtures;
using Financbase.Testing.Hosting;
using Financbase.Testing.Http;
using Financbase.Testing.Mail;

namespace Financbase.Web.Tests.Sales;

/// <summary>What a customer sees of an invoice, and how it gets there.</summary>
public sealed class PayPageTests
{
    private TestApp _app = null!;
    private TestSales _firm = null!;
    private InvoiceId _invoice;
    private string _address = "";

    [SetUp]
    public async Task Start()
    {
        _app = await TestApp.StartAsync();
        _firm = await TestSales.OpenAsync(await _app.FoundAsync("firm"));
        await _firm.Organization.SendAsync(new DescribeIssuer(new(Iban: "DE89370400440532013000")));
        _invoice = await _firm.IssueAsync(_firm.Line(100));
        await _firm.IssueAsync(_firm.Line(7777));
        using var api = await ApiClient.OfAsync(_firm.Organization, "accountant");
        (await api.PostAsync($"/api/invoices/{_invoice}/send", """{"to":"payer@north.test","message":"Thank you."}""")).Data.GetProperty("status").GetString().ShouldBe("sent");
        _address = (await _app.WaitForMailsAsync("payer@north.test"))[0].Link();
    }

    [TearDown]
    public async Task Stop() => await _app.DisposeAsync();

    [Test]
    public async Task A_stranger_with_the_link_sees_how_to_pay_that_invoice_and_nothing_else()
    {
        using var stranger = _app.CreateClient();

        using var answer = await stranger.GetAsync(_address);

        var page = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        page.ShouldContain("INV-2026-00001");
        page.ShouldContain("120.00 EUR");
        page.ShouldContain("DE89 3704 0044 0532 0130 00");
        page.ShouldNotContain("7777");
        page.ShouldNotContain($"/o/{_firm.Organization.Info.Identifier}");
        answer.Headers.GetValues("X-Robots-Tag").ShouldBe(["noindex, nofollow"]);
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
        (await _app.Database.ScalarAsync("SELECT count(*) FROM events WHERE type = 'invoice.viewed'")).ShouldBe(1L);
    }

    [Test]
    public async Task The_pdf_and_the_code_come_by_the_same_link()
    {
        using var stranger = _app.CreateClient();

        var (pdf, code) = (await stranger.GetAsync($"{_address}?handler=Pdf"), await stranger.GetAsync($"{_address}?handler=Code"));

        (pdf.Content.Headers.ContentType!.MediaType, code.Content.Headers.ContentType!.MediaType).ShouldBe(("application/pdf", "image/png"));
        (await pdf.Content.ReadAsByteArrayAsync())[..5].ShouldBe("%PDF-"u8.ToArray());
        pdf.Content.Headers.ContentDisposition!.FileName.ShouldBe("INV-2026-00001.pdf");
    }

    [Test]
    public async Task A_banking_app_reads_off_the_picture_whom_to_pay_what_is_open_and_for_what()
    {
        using var stranger = _app.CreateClient();
        (await ReadAsync()).ShouldBe("BCD\n002\n1\nSCT\n\nfirm Ltd\nDE89370400440532013000\nEUR120.00\n\n\nINV-2026-00001");

        await _firm.PayAsync(_invoice, 20.5m);

        var invoice = await _firm.ReadAsync(_invoice);
        var issuer = new IssuedBy(_firm.Organization.Info.Name, new PostalAddress(), Iban: "DE89370400440532013000");
        (await ReadAsync()).ShouldBe(CreditTransferCode.Of(issuer, invoice.Totals.Open, invoice.Number!));
        invoice.Totals.Open.ToPlainString().ShouldBe("99.50");

        async Task<string?> ReadAsync() => QrReader.Read(await stranger.GetByteArrayAsync($"{_address}?handler=Code"));
    }

    [TestCase("/pay/made-up")]
    [TestCase("/pay/made-up?handler=Pdf")]
    [TestCase("/pay/made-up?handler=Code")]
    public async Task A_made_up_link_shows_nothing(string address)
    {
        using var stranger = _app.CreateClient();

        (await stranger.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Test]
    public async Task A_paid_one_says_so_and_asks_for_nothing()
    {
        await _firm.PayAsync(_invoice);
        using var stranger = _app.CreateClient();

        var page = await stranger.GetStringAsync(_address);

        page.ShouldContain("This invoice is paid.");
        page.ShouldNotContain("DE89");
        (await stranger.GetAsync($"{_address}?handler=Code")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }
}
