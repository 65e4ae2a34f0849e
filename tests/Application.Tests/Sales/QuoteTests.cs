using Financbase.Application.Sales;
using Financbase.Application.Sales.Quotes;
using Financbase.Domain.Sales;
using Financbase.Infrastructure.Sales;
using Financbase.Testing.Hosting;
using Financbase.Testing.Mail;
using Microsoft.Extensions.DependencyInjection;

namespace Financbase.Application.Tests.Sales;

/// <summary>Quotes from draft to invoice, by the link as well, and that each answer counts once.</summary>
public sealed class QuoteTests
{
    private TestApp _app = null!;
    private int _firms;

    [OneTimeSetUp]
    public async Task Start() => _app = await TestApp.StartAsync();

    [OneTimeTearDown]
    public async Task Stop() => await _app.DisposeAsync();

    [Test]
    public async Task A_draft_is_sent_accepted_by_its_link_and_becomes_an_invoice_once()
    {
        var firm = await FirmAsync();
        var id = await DraftAsync(firm, TestSales.Far);
        (await firm.Organization.SendAsync(new GetQuotePdf(id))).Error!.ShouldBe(SalesErrors.QuoteNotSent);
        (await firm.Organization.SendAsync(new AcceptQuote(id))).Error!.ShouldBe(SalesErrors.QuoteNotOpen);

        var sent = (await firm.Organization.SendAsync(new SendQuote(id, Buyer))).Value;
        (sent.Number, sent.Status).ShouldBe(("QUO-2026-00001", QuoteStatus.Sent));
        var mail = (await _app.WaitForMailsAsync(Buyer)).Single();
        mail.Subject.ShouldBe($"Quote QUO-2026-00001 from {firm.Organization.Info.Name}");
        mail.Files.ShouldBe(["QUO-2026-00001.pdf"]);
        (await firm.Organization.SendAsync(new UpdateQuote(id, new(firm.Customer, [firm.Line(1)])))).Error!.ShouldBe(SalesErrors.QuoteNotADraft);
        (await firm.Organization.SendAsync(new ConvertQuote(id))).Error!.ShouldBe(SalesErrors.QuoteNotAccepted);
        (await firm.Organization.SendAsync(new SendQuote(id, Buyer))).Value.Number.ShouldBe("QUO-2026-00001", "it may have been lost");

        var token = mail.Link().Split('/')[^1];
        (await _app.SendAsNobodyAsync(new GetSharedQuote(token))).Value.ShouldSatisfyAllConditions(
            shared => shared.IsOpen.ShouldBeTrue(), shared => shared.Quote.Totals.Gross.Minor.ShouldBe(240_00), shared => shared.Quote.BillTo!.Name.ShouldBe("Northwind Shipyard"));
        (await _app.SendAsNobodyAsync(new GetSharedInvoice(token))).Error!.ShouldBe(SalesErrors.LinkDead, "it shows no invoice");
        var answers = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => _app.SendAsNobodyAsync(new AcceptSharedQuote(token))));
        answers.Count(answer => answer.IsSuccess).ShouldBe(1);
        (await _app.SendAsNobodyAsync(new DeclineSharedQuote(token))).Error!.ShouldBe(SalesErrors.QuoteNotOpen);
        var converted = await Task.WhenAll(firm.Organization.SendAsync(new ConvertQuote(id)), firm.Organization.SendAsync(new ConvertQuote(id)));
        var invoice = await firm.ReadAsync(converted.Single(one => one.IsSuccess).Value.Id);
        converted.Single(one => !one.IsSuccess).Error!.ShouldBe(SalesErrors.QuoteConverted);
        (invoice.Status, invoice.Totals.Gross.Minor, invoice.Reference).ShouldBe((InvoiceStatus.Draft, 240_00, "QUO-2026-00001"));
        (await ReadAsync(firm, id)).InvoiceId.ShouldBe(invoice.Id);
        (await EventsAsync(firm)).ShouldBe("quote.sent quote.sent quote.accepted invoice.created");

        (await firm.Organization.SendAsync(new DeleteInvoice(invoice.Id))).IsSuccess.ShouldBeTrue();
        (await ReadAsync(firm, id)).InvoiceId.ShouldBeNull();
        (await firm.Organization.SendAsync(new ConvertQuote(id))).IsSuccess.ShouldBeTrue("its invoice is gone");
    }

    [Test]
    public async Task One_that_nobody_answers_expires_once()
    {
        var firm = await FirmAsync();
        var (old, open) = (await DraftAsync(firm, TestSales.Far), await DraftAsync(firm, TestSales.Far));
        foreach (var id in new[] { old, open })
            (await firm.Organization.SendAsync(new SendQuote(id, Buyer))).IsSuccess.ShouldBeTrue();
        var tokens = (await _app.WaitForMailsAsync(Buyer, 2)).ToDictionary(mail => mail.Files[0], mail => mail.Link().Split('/')[^1]);
        await ValidUntilAsync(old, "2026-06-30");

        (await _app.SendAsNobodyAsync(new AcceptSharedQuote(tokens["QUO-2026-00001.pdf"]))).Error!.ShouldBe(SalesErrors.QuoteExpired, "before the job runs");
        await Task.WhenAll(ExpireAsync(), ExpireAsync());
        await ExpireAsync();

        (await ReadAsync(firm, old)).Status.ShouldBe(QuoteStatus.Expired);
        (await ReadAsync(firm, open)).Status.ShouldBe(QuoteStatus.Sent);
        (await EventsAsync(firm)).ShouldBe("quote.sent quote.sent quote.expired");
        (await firm.Organization.SendAsync(new AcceptQuote(old))).Error!.ShouldBe(SalesErrors.QuoteExpired);
        (await _app.SendAsNobodyAsync(new DeclineSharedQuote(tokens["QUO-2026-00002.pdf"], "Too late"))).IsSuccess.ShouldBeTrue();
        (await ReadAsync(firm, open)).ShouldSatisfyAllConditions(quote => quote.Status.ShouldBe(QuoteStatus.Declined), quote => quote.Reason.ShouldBe("Too late"));
        (await _app.SendAsNobodyAsync(new AcceptSharedQuote(DocumentToken.Generate()))).Error!.ShouldBe(SalesErrors.LinkDead);
    }

    [Test]
    public async Task One_that_cannot_expire_holds_up_no_other()
    {
        var firm = await FirmAsync();
        var (stuck, old) = (await DraftAsync(firm, TestSales.Far), await DraftAsync(firm, TestSales.Far));
        foreach (var id in new[] { stuck, old })
        {
            await firm.Organization.SendAsync(new SendQuote(id, Buyer));
            await ValidUntilAsync(id, "2026-06-30");
        }

        await _app.Database.ScalarAsync($"CREATE FUNCTION stick() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'stuck'; END $$; CREATE TRIGGER stuck BEFORE UPDATE ON quotes FOR EACH ROW WHEN (NEW.id = '{stuck}') EXECUTE FUNCTION stick()");
        await ExpireAsync();
        (await ReadAsync(firm, old)).Status.ShouldBe(QuoteStatus.Expired, "it is behind the one that fails");
        await _app.Database.ScalarAsync("DROP TRIGGER stuck ON quotes");
        await ExpireAsync();
        (await ReadAsync(firm, stuck)).Status.ShouldBe(QuoteStatus.Expired);
    }

    [TestCase("UPDATE quotes SET note = 'x' WHERE id = '{0}'")]
    [TestCase("UPDATE quotes SET status = 'draft', number = NULL, sequence = NULL, fiscal_year = NULL WHERE id = '{0}'")]
    [TestCase("DELETE FROM quotes WHERE id = '{0}'")]
    [TestCase("DELETE FROM quote_lines WHERE quote_id = '{0}'")]
    public async Task What_was_sent_is_changed_by_nobody(string sql)
    {
        var firm = await FirmAsync();
        var id = await DraftAsync(firm, TestSales.Far);
        (await firm.Organization.SendAsync(new SendQuote(id, Buyer))).IsSuccess.ShouldBeTrue();

        (await Should.ThrowAsync<Npgsql.PostgresException>(() => _app.Database.ScalarAsync(sql.Replace("{0}", $"{id}", StringComparison.Ordinal)))).ConstraintName.ShouldBe("ck_quotes_unchanged");
    }

    private string Buyer => $"buyer-{_firms}@north.test";

    private async Task<TestSales> FirmAsync() => await TestSales.OpenAsync(await _app.FoundAsync($"firm-{++_firms}"));

    private static async Task<QuoteId> DraftAsync(TestSales firm, DateOnly validUntil) =>
        (await firm.Organization.SendAsync(new CreateQuote(new(firm.Customer, [firm.Line(100, 2)], TestSales.Day, validUntil)))).Value.Id;

    private static async Task<QuoteView> ReadAsync(TestSales firm, QuoteId id) => (await firm.Organization.SendAsync(new GetQuote(id))).Value;

    // A day that is over, past the trigger that keeps what was sent.
    private Task<object?> ValidUntilAsync(QuoteId id, string day) => _app.Database.ScalarAsync($"""
        ALTER TABLE quotes DISABLE TRIGGER unchanged;
        UPDATE quotes SET valid_until = '{day}' WHERE id = '{id}';
        ALTER TABLE quotes ENABLE TRIGGER unchanged
        """);

    private async Task ExpireAsync()
    {
        await using var scope = _app.CreateScope();
        await ActivatorUtilities.CreateInstance<ExpiredQuotes>(scope.ServiceProvider).ExpireAsync(CancellationToken.None);
    }

    private async Task<string?> EventsAsync(TestSales firm) => (string?)await _app.Database.ScalarAsync(
        $"SELECT string_agg(type, ' ' ORDER BY position) FROM events WHERE organization_id = '{firm.Organization.Id}' AND (type LIKE 'quote%' OR type LIKE 'invoice%')");
}
