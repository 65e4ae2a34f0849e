using Financbase.Application.Documents;
using Financbase.Application.Ledger;
using Financbase.Application.Paging;
using Financbase.Application.Sales;
using Financbase.Domain.Documents;
using Financbase.Domain.Sales;
using Financbase.Domain.SharedKernel;
using Financbase.Testing.Hosting;

namespace Financbase.Application.Tests.Sales;

/// <summary>An invoice from its draft to the books, and back.</summary>
public sealed class InvoiceTests
{
    private TestApp _app = null!;
    private int _firms;

    [OneTimeSetUp]
    public async Task Start() => _app = await TestApp.StartAsync(("Process:Roles", "web"));

    [OneTimeTearDown]
    public async Task Stop() => await _app.DisposeAsync();

    [Test]
    public async Task A_draft_is_in_no_books_and_a_finalised_one_is_numbered_posted_and_told()
    {
        var firm = await FirmAsync();
        var id = await firm.DraftAsync(firm.Line(100), firm.Line(50, account: "4100", quantity: 2, discount: 10));
        (await firm.BalancesAsync()).ShouldBe("");
        (await firm.ReadAsync(id)).ShouldSatisfyAllConditions(
            view => view.Status.ShouldBe(InvoiceStatus.Draft), view => view.PaymentStatus.ShouldBe(PaymentStatus.None), view => view.Totals.Gross.Minor.ShouldBe(228_00), view => view.Totals.Open.Minor.ShouldBe(0));

        var finalized = (await firm.Organization.SendAsync(new FinalizeInvoice(id))).Value;

        finalized.Number.ShouldBe("INV-2026-00001");
        (await firm.BalancesAsync()).ShouldBe("1100:228.00 2200:-38.00 4000:-100.00 4100:-90.00");
        var view = await firm.ReadAsync(id);
        (view.Status, view.PaymentStatus, view.Totals.Open.Minor, view.BillTo!.Name).ShouldBe((InvoiceStatus.Finalized, PaymentStatus.Open, 228_00, "Northwind Shipyard"));
        view.Lines.Select(line => (line.Net.Minor, line.DiscountPercent)).ShouldBe([(100_00, 0), (90_00, 10)]);
        (await firm.Organization.SendAsync(new GetJournalEntry(view.JournalEntryId!.Value))).Value.Memo.ShouldBe("Invoice INV-2026-00001, Northwind Shipyard");
        (await EventsAsync(firm)).ShouldBe("invoice.created invoice.finalized");
    }

    [Test]
    public async Task What_is_finalised_is_frozen_also_for_who_writes_past_the_product()
    {
        var firm = await FirmAsync();
        var id = await firm.IssueAsync(firm.Line(100));

        (await firm.Organization.SendAsync(new UpdateInvoice(id, new(firm.Customer, [firm.Line(1)])))).Error!.Code.ShouldBe("sales.not_a_draft");
        (await firm.Organization.SendAsync(new DeleteInvoice(id))).Error!.Code.ShouldBe("sales.not_a_draft");
        (await firm.Organization.SendAsync(new FinalizeInvoice(id))).Error!.Code.ShouldBe("sales.not_a_draft");
        foreach (var attempt in new[]
        {
            $"UPDATE invoices SET gross_minor = gross_minor - 1, tax_minor = tax_minor - 1 WHERE id = '{id}'", $"UPDATE invoices SET customer_id = customer_id, reference = 'x' WHERE id = '{id}'",
            $"DELETE FROM invoice_lines WHERE invoice_id = '{id}'", $"UPDATE invoice_lines SET quantity = 2 WHERE invoice_id = '{id}'",
            $"INSERT INTO invoice_lines SELECT organization_id, invoice_id, 2, description, 1, 1, 0, 1 FROM invoice_lines WHERE invoice_id = '{id}'", $"DELETE FROM invoices WHERE id = '{id}'",
            $"UPDATE invoices SET open_minor = gross_minor + 1 WHERE id = '{id}'", $"UPDATE invoices SET open_minor = -1 WHERE id = '{id}'",
        })
            (await Should.ThrowAsync<Npgsql.PostgresException>(() => _app.Database.ScalarAsync(attempt), attempt)).SqlState.ShouldBe("23514", attempt);

        await firm.Organization.SendAsync(new UpdateTaxRate(firm.Rate, "VAT", [new("VAT", 7)]));
        await firm.Organization.SendAsync(new UpdateCustomer(firm.Customer, new("Somebody else")));
        var view = await firm.ReadAsync(id);
        (view.Totals.Tax.Minor, view.BillTo!.Name, view.Customer.Name).ShouldBe((20_00, "Northwind Shipyard", "Somebody else"));
    }

    [Test]
    public async Task A_draft_is_changed_and_deleted_and_taxed_as_the_rates_are_when_it_is_finalised()
    {
        var firm = await FirmAsync();
        var (id, other) = (await firm.DraftAsync(firm.Line(100)), await firm.DraftAsync(firm.Line(1)));
        (await firm.Organization.SendAsync(new UpdateInvoice(id, new(firm.Customer, [firm.Line(10), firm.Line(20)], TestSales.Day, Reference: "PO 1")))).IsSuccess.ShouldBeTrue();
        (await firm.Organization.SendAsync(new DeleteInvoice(other))).IsSuccess.ShouldBeTrue();
        await firm.Organization.SendAsync(new UpdateTaxRate(firm.Rate, "VAT", [new("VAT", 10)]));

        await firm.Organization.SendAsync(new FinalizeInvoice(id));

        var view = await firm.ReadAsync(id);
        (view.Number, view.Totals.Gross.Minor, view.Reference, view.DueDate).ShouldBe(("INV-2026-00001", 33_00, "PO 1", TestSales.Day.AddDays(30)));
        (await firm.Organization.SendAsync(new GetInvoice(other))).Error!.Kind.ShouldBe(ErrorKind.NotFound);
        (await firm.Organization.SendAsync(new DeleteCustomer(firm.Customer))).Value.IsArchived.ShouldBeTrue("it has documents");
        (await firm.Organization.SendAsync(new DeleteTaxRate(firm.Rate))).Value.IsArchived.ShouldBeTrue();
    }

    [Test]
    public async Task Voiding_reverses_the_entry_and_keeps_the_number()
    {
        var firm = await FirmAsync();
        var id = await firm.IssueAsync(firm.Line(100));

        (await firm.Organization.SendAsync(new VoidInvoice(id, TestSales.Day.AddDays(-1)))).Error!.Code.ShouldBe("ledger.reversal_too_early");
        (await firm.ReadAsync(id)).Status.ShouldBe(InvoiceStatus.Finalized, "nothing of a refused command stays");
        (await firm.Organization.SendAsync(new VoidInvoice(id, Reason: "Wrong customer"))).IsSuccess.ShouldBeTrue();

        (await firm.BalancesAsync()).ShouldBe("");
        var view = await firm.ReadAsync(id);
        (view.Status, view.PaymentStatus, view.Number, view.Totals.Open.Minor).ShouldBe((InvoiceStatus.Void, PaymentStatus.None, "INV-2026-00001", 0));
        (await firm.Organization.SendAsync(new VoidInvoice(id))).Error!.Code.ShouldBe("sales.not_finalized");
        (await firm.ReadAsync(await firm.IssueAsync(firm.Line(1)))).Number.ShouldBe("INV-2026-00002");
        (await firm.Organization.SendAsync(new ReverseJournalEntry(view.JournalEntryId!.Value))).Error.ShouldNotBeNull("an entry of a document is taken back there");
    }

    [Test]
    public async Task A_refused_finalisation_takes_no_number()
    {
        var firm = await FirmAsync();
        await firm.Organization.SendAsync(new LockPeriod(TestSales.Day));
        var early = await firm.DraftAsync(firm.Line(1));
        (await firm.Organization.SendAsync(new FinalizeInvoice(early))).Error!.Code.ShouldBe("ledger.period_locked");
        (await firm.Organization.SendAsync(new FinalizeInvoice(await firm.DraftAsync(firm.Line(-1))))).Error!.Code.ShouldBe("sales.below_zero");
        await firm.Organization.SendAsync(new UnlockPeriod());

        (await firm.ReadAsync(await firm.IssueAsync(firm.Line(1)))).Number.ShouldBe("INV-2026-00001");
    }

    [Test]
    public async Task Numbers_begin_anew_with_each_fiscal_year()
    {
        var firm = await FirmAsync();
        await _app.Database.ScalarAsync($"UPDATE organizations SET fiscal_year_start_month = 4 WHERE id = '{firm.Organization.Id}'");
        string[] numbers = [await NumberAsync(new(2026, 3, 31)), await NumberAsync(new(2026, 4, 1)), await NumberAsync(new(2026, 3, 30))];

        numbers.ShouldBe(["INV-2025-00001", "INV-2026-00001", "INV-2025-00002"]);

        async Task<string> NumberAsync(DateOnly day)
        {
            var id = (await firm.Organization.SendAsync(new CreateInvoice(new(firm.Customer, [firm.Line(1)], day)))).Value.Id;
            return (await firm.Organization.SendAsync(new FinalizeInvoice(id))).Value.Number;
        }
    }

    [Test]
    public async Task Without_posting_accounts_it_says_which_one_to_choose()
    {
        var bare = await _app.FoundAsync("bare");
        var customer = (await bare.SendAsync(new CreateCustomer(new("Yard")))).Value.Id;
        var id = (await bare.SendAsync(new CreateInvoice(new(customer, [new("Work", 1, 1)], TestSales.Day)))).Value.Id;

        (await bare.SendAsync(new FinalizeInvoice(id))).Error!.Code.ShouldBe("ledger.no_posting_account");
    }

    [TestCase("JPY", 3, 333.4, 1200)]
    [TestCase("BHD", 3, 1.2345, 4.445)]
    public async Task A_currency_keeps_its_own_decimals(string currency, int quantity, decimal price, decimal gross)
    {
        var firm = await TestSales.OpenAsync(await _app.FoundAsync($"firm-{currency}", currency));

        (await firm.ReadAsync(await firm.IssueAsync(firm.Line(price, quantity)))).Totals.Gross.Amount.ShouldBe(gross);
    }

    [Test]
    public async Task Another_currency_is_posted_at_the_rate_of_its_day()
    {
        var firm = await FirmAsync();
        var id = (await firm.Organization.SendAsync(new CreateInvoice(new(firm.Customer, [firm.Line(100)], TestSales.Day, Currency: "USD")))).Value.Id;
        (await firm.Organization.SendAsync(new FinalizeInvoice(id))).Error!.Code.ShouldBe("ledger.no_exchange_rate");
        await firm.Organization.SendAsync(new AddExchangeRate("USD", TestSales.Day, 0.9m));

        (await firm.Organization.SendAsync(new FinalizeInvoice(id))).IsSuccess.ShouldBeTrue();

        (await firm.BalancesAsync()).ShouldBe("1100:108.00 2200:-18.00 4000:-90.00");
        (await firm.ReadAsync(id)).Totals.Gross.ToString().ShouldBe("120.00 USD");
    }

    [Test]
    public async Task Ten_thousand_lines_are_an_invoice()
    {
        var firm = await FirmAsync();
        var id = await firm.IssueAsync([.. Enumerable.Range(1, DocumentLine.Most).Select(i => firm.Line(0.01m * i))]);

        var view = await firm.ReadAsync(id);
        (view.Lines.Count, view.Totals.Net.Minor, view.Totals.Gross.Minor).ShouldBe((10_000, 50_005_000, 60_006_000));
        view.Lines.Select(line => line.Net.Minor).ShouldBe(Enumerable.Range(1, 10_000).Select(i => (long)i));
        (await firm.Organization.SendAsync(new CreateInvoice(new(firm.Customer, [.. Enumerable.Repeat(firm.Line(1), 10_001)], TestSales.Day)))).Error!.Code.ShouldBe("documents.too_many_lines");
    }

    [Test]
    public async Task An_item_fills_in_what_a_line_leaves_out()
    {
        var firm = await FirmAsync();
        var item = (await firm.Organization.SendAsync(new CreateItem(new("Dock", 12.5m, Description: "Dry dock, per day", TaxRateId: firm.Rate, AccountId: firm.Accounts["4100"])))).Value.Id;
        var id = await firm.IssueAsync(new InvoiceLineDraft(Quantity: 4, ItemId: item), new InvoiceLineDraft("Rebate", 1, -5, ItemId: item));

        (await firm.ReadAsync(id)).Lines.Select(line => (line.Description, line.UnitPrice, line.TaxRateId)).ShouldBe([("Dry dock, per day", 12.5m, firm.Rate), ("Rebate", -5m, firm.Rate)]);
        (await firm.BalancesAsync()).ShouldBe("1100:54.00 2200:-9.00 4100:-45.00");
        (await firm.Organization.SendAsync(new DeleteItem(item))).Value.IsArchived.ShouldBeTrue();
        (await firm.Organization.SendAsync(new CreateInvoice(new(firm.Customer, [new("No price")], TestSales.Day)))).Error!.Fields!.Keys.ShouldBe(["lines[0].unitPrice"]);
    }

    [Test]
    public async Task What_is_another_organizations_is_nobodys()
    {
        var (firm, others) = (await FirmAsync(), await FirmAsync());
        var id = await firm.DraftAsync(firm.Line(1));

        (await others.Organization.SendAsync(new GetInvoice(id))).Error!.Kind.ShouldBe(ErrorKind.NotFound);
        (await others.Organization.SendAsync(new FinalizeInvoice(id))).Error!.Kind.ShouldBe(ErrorKind.NotFound);
        (await firm.Organization.SendAsync(new CreateInvoice(new(others.Customer, [firm.Line(1)], TestSales.Day)))).Error!.Code.ShouldBe("sales.customer_unknown");
        (await firm.Organization.SendAsync(new CreateInvoice(new(firm.Customer, [others.Line(1)], TestSales.Day)))).Error!.Code.ShouldBe("documents.tax_rate_unknown");
        (await firm.Organization.SendAsync(new CreateInvoice(new(firm.Customer, [others.Line(1, taxed: false, account: "4000")], TestSales.Day)))).Error!.Code.ShouldBe("sales.account_not_for_sales");
        (await firm.Organization.SendAsync(new FinalizeInvoice(id), role: "viewer")).Error!.Kind.ShouldBe(ErrorKind.Forbidden);
        (await firm.Organization.SendAsync(new FinalizeInvoice(id), role: "member")).Error!.Kind.ShouldBe(ErrorKind.Forbidden);
    }

    [Test]
    public async Task A_list_is_narrowed_by_what_became_of_the_money()
    {
        var firm = await FirmAsync();
        await firm.DraftAsync(firm.Line(1));
        var open = (await firm.Organization.SendAsync(new CreateInvoice(new(firm.Customer, [firm.Line(1)], TestSales.Day, new DateOnly(2199, 1, 1), Reference: "Needle")))).Value.Id;
        await firm.Organization.SendAsync(new FinalizeInvoice(open));
        var overdue = (await firm.Organization.SendAsync(new CreateInvoice(new(firm.Customer, [firm.Line(1)], new DateOnly(2020, 1, 1))))).Value.Id;
        await firm.Organization.SendAsync(new FinalizeInvoice(overdue));
        await firm.IssueAsync(firm.Line(0));

        (await FoundAsync(new(InvoiceKind.Invoice, PaymentStatus: PaymentStatus.Open))).ShouldBe([open]);
        (await FoundAsync(new(InvoiceKind.Invoice, PaymentStatus: PaymentStatus.Overdue))).ShouldBe([overdue]);
        (await FoundAsync(new(InvoiceKind.Invoice, PaymentStatus: PaymentStatus.Paid))).Count.ShouldBe(1, "nothing is owed");
        (await FoundAsync(new(InvoiceKind.Invoice, Status: InvoiceStatus.Draft))).Count.ShouldBe(1);
        (await FoundAsync(new(InvoiceKind.Invoice, "needle"))).ShouldBe([open]);
        (await FoundAsync(new(InvoiceKind.Invoice, DueTo: new DateOnly(2020, 12, 31)))).ShouldBe([overdue]);
        (await FoundAsync(new(InvoiceKind.Invoice, Customer: firm.Customer))).Count.ShouldBe(4);
        (await FoundAsync(new(InvoiceKind.Invoice, Customer: EntityId.New<CustomerId>()))).ShouldBeEmpty();

        async Task<IReadOnlyList<InvoiceId>> FoundAsync(InvoiceFilter filter) =>
            [.. (await firm.Organization.SendAsync(new ListInvoices(filter, new PageRequest()))).Value.Items.Select(invoice => invoice.Id)];
    }

    private async Task<TestSales> FirmAsync() => await TestSales.OpenAsync(await _app.FoundAsync($"firm-{Interlocked.Increment(ref _firms)}"));

    private async Task<string> EventsAsync(TestSales firm) => (string)(await _app.Database.ScalarAsync(
        $"SELECT string_agg(type, ' ' ORDER BY position) FROM events WHERE organization_id = '{firm.Organization.Id}' AND type LIKE 'invoice.%'"))!;
}
