using System.Reflection;
using Financbase.Application.Access;
using Financbase.Application.Attachments;
using Financbase.Application.Expenses;
using Financbase.Application.Ledger;
using Financbase.Application.Paging;
using Financbase.Application.Purchases;
using Financbase.Application.Sales;
using Financbase.Application.Sales.Quotes;
using Financbase.Application.Sales.Recurring;
using Financbase.Domain.Access;
using Financbase.Domain.Attachments;
using Financbase.Domain.Sales;
using Financbase.Domain.SharedKernel;
using Financbase.Testing.Hosting;
using Npgsql;

namespace Financbase.Application.Tests.Attachments;

/// <summary>What holds for files and notes holds at documents of every kind.</summary>
public sealed class DocumentKindTests
{
    private static readonly byte[] Paper = "Signed on Monday."u8.ToArray();

    // What shows the document, and what changes it.
    private static readonly Dictionary<DocumentKind, (Type Shows, string Change)> Kinds = new()
    {
        [DocumentKind.Invoice] = (typeof(GetInvoice), "invoices:manage"),
        [DocumentKind.Bill] = (typeof(GetBill), "bills:manage"),
        [DocumentKind.JournalEntry] = (typeof(GetJournalEntry), "ledger:post"),
        [DocumentKind.Expense] = (typeof(GetExpense), "expenses:submit"),
        [DocumentKind.Quote] = (typeof(GetQuote), "invoices:manage"),
        [DocumentKind.VendorCredit] = (typeof(GetVendorCredit), "vendor_credits:manage"),
        [DocumentKind.Payment] = (typeof(GetPayment), "payments:record"),
        [DocumentKind.VendorPayment] = (typeof(GetVendorPayment), "vendor_payments:record"),
        [DocumentKind.RecurringInvoice] = (typeof(GetRecurringInvoice), "invoices:manage"),
    };

    private TestApp _app = null!;
    private TestOrganization _firm = null!;
    private TestOrganization _stranger = null!;
    private TestSales _sales = null!;
    private TestPurchases _purchases = null!;

    private static DocumentKind[] All => Enum.GetValues<DocumentKind>();

    [OneTimeSetUp]
    public async Task Start()
    {
        _app = await TestApp.StartAsync(("Process:Roles", "web"));
        (_firm, _stranger) = (await _app.FoundAsync("firm"), await _app.FoundAsync("stranger"));
        (_sales, _purchases) = (await TestSales.OpenAsync(_firm), await TestPurchases.OpenAsync(_firm));
    }

    [OneTimeTearDown]
    public async Task Stop() => await _app.DisposeAsync();

    [TestCaseSource(nameof(All))]
    public async Task Who_may_see_the_document_attaches_lists_and_reads(DocumentKind kind)
    {
        var document = new DocumentReference(kind, await MakeAsync(kind));
        string[] reader = ["attachments:read", "attachments:manage", PermissionToSee(kind)];
        var file = (await _firm.SendWithAsync(reader, new AttachFile(document, "signed.txt", Paper))).Value.Id;
        var note = (await _firm.SendWithAsync(reader, new WriteNote(document, "They agreed."))).Value.Id;

        (await _firm.SendWithAsync(reader, new FindDocument(document.Id))).Value.ShouldBe(document);
        (await _firm.SendWithAsync(reader, new ListAttachments(new(kind, document.Id), new PageRequest()))).Value.Items.Single().Id.ShouldBe(file);
        (await _firm.SendWithAsync(reader, new ListNotes(new(kind, document.Id), new PageRequest()))).Value.Items.Single().Id.ShouldBe(note);
        (await _firm.SendWithAsync(reader, new GetAttachedFile(file))).Value.Content.ShouldBe(Paper);
        (await _firm.SendWithAsync(reader, new GetNote(note))).Value.Text.ShouldBe("They agreed.");
        (await _firm.SendWithAsync(reader, new DetachFile(file))).Error.ShouldBe(AttachmentsErrors.FileNotYours);
        (await _firm.SendWithAsync([.. reader, Kinds[kind].Change], new DetachFile(file))).Value.ShouldBe(document);
    }

    [TestCaseSource(nameof(All))]
    public async Task Who_may_not_see_the_document_and_another_organization_learn_nothing(DocumentKind kind)
    {
        var document = new DocumentReference(kind, await MakeAsync(kind));
        var file = (await _firm.SendAsync(new AttachFile(document, "signed.txt", Paper))).Value.Id;
        var note = (await _firm.SendAsync(new WriteNote(document, "They agreed."))).Value.Id;

        foreach (var (organization, permissions) in new[] { (_stranger, Role.Owner.Permissions), (_firm, Role.Owner.Permissions.Except([PermissionToSee(kind)])) })
        {
            (await organization.SendWithAsync(permissions, new FindDocument(document.Id))).Error!.Kind.ShouldBe(ErrorKind.NotFound);
            (await organization.SendWithAsync(permissions, new AttachFile(document, "x.txt", Paper))).Error.ShouldBe(AttachmentsErrors.DocumentUnknown);
            (await organization.SendWithAsync(permissions, new WriteNote(document, "x"))).Error.ShouldBe(AttachmentsErrors.DocumentUnknown);
            (await organization.SendWithAsync(permissions, new ListAttachments(new(Id: document.Id), new PageRequest()))).Value.Items.ShouldBeEmpty();
            (await organization.SendWithAsync(permissions, new ListNotes(new(Id: document.Id), new PageRequest()))).Value.Items.ShouldBeEmpty();
            (await organization.SendWithAsync(permissions, new GetAttachedFile(file))).Error!.Kind.ShouldBe(ErrorKind.NotFound);
            (await organization.SendWithAsync(permissions, new GetNote(note))).Error!.Kind.ShouldBe(ErrorKind.NotFound);
            (await organization.SendWithAsync(permissions, new DetachFile(file))).Error!.Kind.ShouldBe(ErrorKind.NotFound);
        }
    }

    [TestCaseSource(nameof(All))]
    public async Task The_database_holds_it_to_a_document_of_that_kind_in_that_organization(DocumentKind kind)
    {
        var id = await MakeAsync(kind);
        var word = await WordAsync(new DocumentReference(kind, id));

        foreach (var (organization, document) in new[] { (_firm, Guid.NewGuid()), (_stranger, id) })
        {
            var refused = await Should.ThrowAsync<PostgresException>(() => _app.Database.ScalarAsync(
                $"INSERT INTO notes (organization_id, id, document_kind, document_id, text, written_at) VALUES ('{organization.Id}', gen_random_uuid(), '{word}', '{document}', 'x', now())"));
            refused.SqlState.ShouldBe(PostgresErrorCodes.ForeignKeyViolation);
        }

        foreach (var other in All.Where(other => other != kind))
            (await _firm.SendAsync(new WriteNote(new(other, id), "x"))).Error.ShouldBe(AttachmentsErrors.DocumentUnknown, $"it is no {other}");
    }

    [TestCase(DocumentKind.Invoice)]
    [TestCase(DocumentKind.Bill)]
    [TestCase(DocumentKind.Expense)]
    [TestCase(DocumentKind.Quote)]
    [TestCase(DocumentKind.VendorCredit)]
    [TestCase(DocumentKind.RecurringInvoice)]
    public async Task A_draft_that_is_deleted_takes_its_files_and_notes_along(DocumentKind kind)
    {
        var (document, other) = (new DocumentReference(kind, await MakeAsync(kind)), new DocumentReference(kind, await MakeAsync(kind)));
        foreach (var one in new[] { document, other })
        {
            await _firm.SendAsync(new AttachFile(one, "signed.txt", Paper));
            await _firm.SendAsync(new WriteNote(one, "They agreed."));
        }

        await DeleteAsync(document);

        (await LeftAsync(document.Id), await LeftAsync(other.Id)).ShouldBe((0, 2));
    }

    [Test]
    public async Task What_stands_at_a_quote_stays_with_the_quote_when_it_becomes_an_invoice()
    {
        var quote = new DocumentReference(DocumentKind.Quote, await MakeAsync(DocumentKind.Quote));
        await _firm.SendAsync(new AttachFile(quote, "enquiry.txt", Paper));
        await _firm.SendAsync(new WriteNote(quote, "They agreed."));
        _ = (await _firm.SendAsync(new SendQuote(new(quote.Id)))).Value;
        _ = (await _firm.SendAsync(new AcceptQuote(new(quote.Id)))).Value;
        var invoice = (await _firm.SendAsync(new ConvertQuote(new(quote.Id)))).Value.Id;

        (await LeftAsync(quote.Id), await LeftAsync(invoice.Value)).ShouldBe((2, 0));
        (await _firm.SendAsync(new DeleteInvoice(invoice))).Error.ShouldBeNull();
        (await LeftAsync(quote.Id)).ShouldBe(2);
    }

    private static string PermissionToSee(DocumentKind kind) => Kinds[kind].Shows.GetCustomAttribute<RequirePermissionAttribute>()!.Permission;

    private async Task<string> WordAsync(DocumentReference document)
    {
        await _firm.SendAsync(new WriteNote(document, "One."));
        return (string)(await _app.Database.ScalarAsync($"SELECT document_kind FROM notes WHERE document_id = '{document.Id}'"))!;
    }

    private async Task<int> LeftAsync(Guid document) => (int)(await _app.Database.ScalarAsync(
        $"SELECT ((SELECT count(*) FROM attachments WHERE document_id = '{document}') + (SELECT count(*) FROM notes WHERE document_id = '{document}'))::int"))!;

    private async Task<Guid> MakeAsync(DocumentKind kind) => kind switch
    {
        DocumentKind.Invoice => (await _sales.DraftAsync(_sales.Line(10))).Value,
        DocumentKind.Bill => (await _purchases.DraftAsync(lines: _purchases.Line(10))).Value,
        DocumentKind.JournalEntry => (await _firm.SendAsync(new PostJournalEntry(
            TestSales.Day, [new(_sales.Accounts["1010"], Debit: 1), new(_sales.Accounts["4000"], Credit: 1)]))).Value.Id.Value,
        DocumentKind.Expense => (await _firm.SendAsync(new CreateExpense(new("Baker", 4, _sales.Accounts["6100"], TestSales.Day)))).Value.Id.Value,
        DocumentKind.Quote => (await _firm.SendAsync(new CreateQuote(new(_sales.Customer, [_sales.Line(10)], TestSales.Day, TestSales.Far)))).Value.Id.Value,
        DocumentKind.VendorCredit => (await _firm.SendAsync(new CreateVendorCredit(
            new(_purchases.Vendor, $"C-{Guid.NewGuid():N}"[..20], [_purchases.Line(10)], TestPurchases.Day)))).Value.Id.Value,
        DocumentKind.Payment => (await _sales.PayAsync(await _sales.IssueAsync(_sales.Line(10)))).Value.Id.Value,
        DocumentKind.VendorPayment => (await _purchases.PayAsync([new(await _purchases.ApproveAsync(_purchases.Line(10)))])).Value.Id.Value,
        DocumentKind.RecurringInvoice => (await _firm.SendAsync(new CreateRecurringInvoice(
            new("Berth", _sales.Customer, [_sales.Line(10)], new(1, RecurrenceUnit.Months, new DateOnly(2150, 1, 31)))))).Value.Id.Value,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private async Task DeleteAsync(DocumentReference document) => (document.Kind switch
    {
        DocumentKind.Invoice => (await _firm.SendAsync(new DeleteInvoice(new(document.Id)))).Error,
        DocumentKind.Bill => (await _firm.SendAsync(new DeleteBill(new(document.Id)))).Error,
        DocumentKind.Expense => (await _firm.SendAsync(new DeleteExpense(new(document.Id)))).Error,
        DocumentKind.Quote => (await _firm.SendAsync(new DeleteQuote(new(document.Id)))).Error,
        DocumentKind.VendorCredit => (await _firm.SendAsync(new DeleteVendorCredit(new(document.Id)))).Error,
        DocumentKind.RecurringInvoice => (await _firm.SendAsync(new DeleteRecurringInvoice(new(document.Id)))).Error,
        _ => throw new ArgumentOutOfRangeException(nameof(document)),
    }).ShouldBeNull();
}
