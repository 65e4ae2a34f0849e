using Financbase.Application.Sales;
using Financbase.Domain.Sales;
using Financbase.Testing.Hosting;
using Financbase.Testing.Mail;

namespace Financbase.Application.Tests.Sales;

/// <summary>Invoices on their way to customers, and what their links show.</summary>
public sealed class SendInvoiceTests
{
    private TestApp _app = null!;
    private int _firms;

    [OneTimeSetUp]
    public async Task Start() => _app = await TestApp.StartAsync();

    [OneTimeTearDown]
    public async Task Stop() => await _app.DisposeAsync();

    [Test]
    public async Task It_goes_to_the_customer_with_pdf_and_link_and_can_go_again()
    {
        var firm = await FirmAsync();
        var id = await firm.IssueAsync(firm.Line(100));
        var to = $"payer-{_firms}@north.test";

        var sent = (await firm.Organization.SendAsync(new SendInvoice(id, to, "Dear friends,\n\nthank you."))).Value;

        sent.ShouldBe(new SentInvoice(id, InvoiceStatus.Sent, to));
        var mail = (await _app.WaitForMailsAsync(to)).Single();
        mail.Subject.ShouldBe($"Invoice INV-2026-00001 from {(await firm.ReadAsync(id)).IssuedBy!.Name}");
        mail.Text.ShouldStartWith("Dear friends,\n\nthank you.\n\n");
        mail.Text.ShouldContain("120.00 EUR");
        mail.Files.ShouldBe(["INV-2026-00001.pdf"]);
        (await firm.Organization.SendAsync(new SendInvoice(id, to))).IsSuccess.ShouldBeTrue("it may have been lost");
        var again = await _app.WaitForMailsAsync(to, 2);
        again.Select(one => one.Link()).Distinct().Count().ShouldBe(2, "each mail has a link of its own");
        (await EventsAsync(firm)).ShouldBe("invoice.created invoice.finalized invoice.sent invoice.sent");
        (await firm.ReadAsync(id)).Status.ShouldBe(InvoiceStatus.Sent);
    }

    [Test]
    public async Task Without_an_address_or_a_number_nothing_goes()
    {
        var firm = await FirmAsync();
        var (draft, id) = (await firm.DraftAsync(firm.Line(1)), await firm.IssueAsync(firm.Line(1)));
        await firm.Organization.SendAsync(new UpdateCustomer(firm.Customer, new("Northwind Shipyard")));

        (await firm.Organization.SendAsync(new SendInvoice(draft, "a@b.test"))).Error!.Code.ShouldBe("sales.not_finalized");
        (await firm.Organization.SendAsync(new SendInvoice(id))).Error!.Code.ShouldBe("sales.no_address");
        (await firm.Organization.SendAsync(new SendInvoice(id, "nobody"))).Error!.Fields!.Keys.ShouldBe(["to"]);
        (await firm.ReadAsync(id)).Status.ShouldBe(InvoiceStatus.Finalized);
        (await _app.Database.ScalarAsync($"SELECT count(*) FROM document_links WHERE organization_id = '{firm.Organization.Id}'")).ShouldBe(0L);
    }

    [Test]
    public async Task Only_so_many_go_within_an_hour()
    {
        var firm = await FirmAsync();
        var id = await firm.IssueAsync(firm.Line(1));
        await _app.Database.ScalarAsync($"""
            INSERT INTO document_links (organization_id, id, invoice_id, token_hash)
            SELECT '{firm.Organization.Id}', gen_random_uuid(), '{id}', sha256(gen_random_uuid()::text::bytea) FROM generate_series(1, {IDocumentLinks.MostInAnHour})
            """);

        (await firm.Organization.SendAsync(new SendInvoice(id, "a@b.test"))).Error!.ShouldBe(SalesErrors.TooManyMails);
    }

    [Test]
    public async Task A_link_shows_its_invoice_to_anybody_and_tells_it_once_a_day()
    {
        var firm = await FirmAsync();
        await firm.Organization.SendAsync(new DescribeIssuer(new(Iban: "DE89370400440532013000")));
        var id = await firm.IssueAsync(firm.Line(100));
        var token = await TokenAsync(firm, id);

        var shown = (await _app.SendAsNobodyAsync(new GetSharedInvoice(token))).Value;
        (shown.Invoice.Number, shown.IsViewNoted, shown.Payment!.Code!.Contains("EUR120.00")).ShouldBe(("INV-2026-00001", false, true));
        await _app.SendAsNobodyAsync(new NoteInvoiceView(token));
        await _app.SendAsNobodyAsync(new NoteInvoiceView(token));

        (await _app.SendAsNobodyAsync(new GetSharedInvoice(token))).Value.IsViewNoted.ShouldBeTrue();
        (await EventsAsync(firm)).ShouldBe("invoice.created invoice.finalized invoice.sent invoice.viewed");
        await firm.PayAsync(id);
        (await _app.SendAsNobodyAsync(new GetSharedInvoice(token))).Value.ShouldSatisfyAllConditions(
            paid => paid.Payment.ShouldBeNull(), paid => paid.Invoice.PaymentStatus.ShouldBe(PaymentStatus.Paid));
        (await _app.SendAsNobodyAsync(new GetSharedPaymentCode(token))).Error!.Code.ShouldBe("sales.link_dead");
    }

    [Test]
    public async Task A_made_up_link_shows_nothing_and_neither_does_one_of_a_suspended_organization()
    {
        var firm = await FirmAsync();
        var token = await TokenAsync(firm, await firm.IssueAsync(firm.Line(100)));
        (await _app.Database.ScalarAsync($"SELECT count(*) FROM document_links l WHERE l::text LIKE '%{token}%'")).ShouldBe(0L, "only its hash is kept");

        (await _app.SendAsNobodyAsync(new GetSharedInvoice(DocumentToken.Generate()))).Error!.ShouldBe(SalesErrors.LinkDead);
        (await _app.SendAsNobodyAsync(new GetSharedInvoicePdf(""))).Error!.ShouldBe(SalesErrors.LinkDead);
        await _app.Database.ScalarAsync($"UPDATE organizations SET state = 'suspended' WHERE id = '{firm.Organization.Id}'");
        (await _app.SendAsNobodyAsync(new GetSharedInvoice(token))).Error!.ShouldBe(SalesErrors.LinkDead);
        (await _app.SendAsNobodyAsync(new NoteInvoiceView(token))).Error!.ShouldBe(SalesErrors.LinkDead);
    }

    private async Task<TestSales> FirmAsync() => await TestSales.OpenAsync(await _app.FoundAsync($"firm-{++_firms}"));

    private async Task<string> TokenAsync(TestSales firm, InvoiceId id)
    {
        var to = $"token-{_firms}@north.test";
        (await firm.Organization.SendAsync(new SendInvoice(id, to))).IsSuccess.ShouldBeTrue();
        return (await _app.WaitForMailsAsync(to))[0].Link().Split('/')[^1];
    }

    private async Task<string?> EventsAsync(TestSales firm) => (string?)await _app.Database.ScalarAsync(
        $"SELECT string_agg(type, ' ' ORDER BY position) FROM events WHERE organization_id = '{firm.Organization.Id}' AND type LIKE 'invoice%'");
}
