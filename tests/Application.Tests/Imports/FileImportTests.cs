using System.Text;
using Financbase.Application.Imports;
using Financbase.Application.Ledger;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Application.Purchases;
using Financbase.Application.Sales;
using Financbase.Domain.Imports;
using Financbase.Domain.Ledger;
using Financbase.Testing.Hosting;

namespace Financbase.Application.Tests.Imports;

/// <summary>Records that were kept elsewhere come in from tables, once, and go again while nothing was built on them.</summary>
public sealed partial class FileImportTests
{
    private TestApp _app = null!;

    [OneTimeSetUp]
    public async Task Start() => _app = await TestApp.StartAsync(("Process:Roles", "web"));

    [OneTimeTearDown]
    public async Task Stop() => await _app.DisposeAsync();

    [Test]
    public async Task Customers_come_in_once_are_changed_when_told_and_go_again()
    {
        var firm = await TestSales.OpenAsync(await _app.FoundAsync("customers"));
        const string Table = "Firma;E-Mail;PLZ;Ort;Land;Zahlungsziel;USt-IdNr.\nMüller & Söhne;post@mueller.test;20457;Hamburg;de;14;DE123456789\n=cmd|' /C calc'!A0;;;;;;\n";
        var latin = CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetBytes(Table);
        var preview = (await firm.Organization.SendAsync(new PreviewImport(new(ImportKind.Customers, "kunden.csv", latin)))).Value;
        (preview.New, preview.Faulty, preview.Encoding, string.Join(' ', preview.Columns.Where(column => column.Column is not null).Select(column => column.Field)))
            .ShouldBe((2, 0, "windows-1252", "name email postalCode city country taxId paymentDays"));

        (await firm.Organization.SendAsync(new TakeImport(new(ImportKind.Customers, "kunden.csv", latin)), "viewer")).Error!.Code.ShouldBe("forbidden");
        var taken = (await firm.Organization.SendAsync(new TakeImport(new(ImportKind.Customers, "kunden.csv", latin)))).Value;
        (taken.Added, taken.Changed, taken.Skipped).ShouldBe((2, 0, 0));
        var customer = (await CustomersAsync(firm)).Single(one => one.Name == "Müller & Söhne");
        (customer.Email, customer.Address.City, customer.Address.Country, customer.PaymentDays, customer.TaxId).ShouldBe(("post@mueller.test", "Hamburg", "DE", 14, "DE123456789"));
        (await CustomersAsync(firm)).ShouldContain(one => one.Name == "=cmd|' /C calc'!A0", "it is a text here");
        (await _app.Database.ScalarAsync($"SELECT string_agg(DISTINCT origin || ' ' || (SELECT count(*) FROM events f WHERE f.organization_id = e.organization_id AND f.type = e.type AND f.origin = 'backfill'), '') FROM events e WHERE organization_id = '{firm.Organization.Id}' AND type = 'customer.created' AND origin = 'backfill'")).ShouldBe("backfill 2");
        (await _app.Database.ScalarAsync($"SELECT count(*) FROM audit_logs WHERE organization_id = '{firm.Organization.Id}' AND (action LIKE 'file_import%' OR changes::text LIKE '%mueller%')")).ShouldBe(1L);

        (await TakeAsync(firm, ImportKind.Customers, Table)).Error!.ShouldBe(ImportErrors.NothingNew, "in another encoding it is the same");
        const string Other = "Name,Mail,City\nMÜLLER & SÖHNE,neu@mueller.test,\nQuay Stores,quay,Bremen\nquay stores,,\n,a@b.test,\nShip Chandler,,\n";
        var wrong = (await firm.Organization.SendAsync(new PreviewImport(TermsOf(ImportKind.Customers, Other)))).Value;
        wrong.Rows.Select(row => $"{row.Line} {row.Outcome} {string.Join(' ', row.Faults)}").ShouldBe(
        [
            "2 Faulty It is here already and says something else.", "3 Faulty This is not an e-mail address.", "4 Faulty It stands in line 3 already.", "5 Faulty “Customer” is empty.", "6 New ",
        ]);
        (await TakeAsync(firm, ImportKind.Customers, Other)).Error!.Message.ShouldStartWith("4 rows do not come in, so nothing did. Line 2: It is here already");
        (await CustomersAsync(firm)).Count.ShouldBe(3);
        var some = (await firm.Organization.SendAsync(new TakeImport(TermsOf(ImportKind.Customers, Other) with { Update = true, SkipFaulty = true }))).Value;
        (some.Added, some.Changed, some.Skipped).ShouldBe((1, 1, 3));
        var changed = (await CustomersAsync(firm)).Single(one => one.Id == customer.Id);
        (changed.Email, changed.Address.City).ShouldBe(("neu@mueller.test", "Hamburg"), "an empty cell says nothing");

        var invoice = (await firm.Organization.SendAsync(new CreateInvoice(new(customer.Id, [firm.Line(1)], TestSales.Day)))).Value.Id;
        (await firm.Organization.SendAsync(new UndoImport(taken.Id))).Error!.Message.ShouldBe("Something was built on what came in: Müller & Söhne (invoices). Take that back first.");
        (await (await _app.FoundAsync("strangers")).SendAsync(new UndoImport(taken.Id))).Error!.Code.ShouldBe("not_found");
        await firm.Organization.SendAsync(new DeleteInvoice(invoice));
        (await firm.Organization.SendAsync(new UndoImport(taken.Id))).Value.Removed.ShouldBe(2);
        (await CustomersAsync(firm)).Select(one => one.Name).ShouldBe(["Northwind Shipyard", "Ship Chandler"], ignoreOrder: true);
        (await firm.Organization.SendAsync(new UndoImport(taken.Id))).Error!.Code.ShouldBe("not_found", "it is taken back already");
        (await TakeAsync(firm, ImportKind.Customers, Table)).Value.Added.ShouldBe(2);
    }

    [Test]
    public async Task Vendors_items_and_accounts_come_in_with_what_they_refer_to()
    {
        var firm = await TestSales.OpenAsync(await _app.FoundAsync("others"));
        var chart = (await TakeAsync(firm, ImportKind.Accounts, "Number,Account,Type\n8400,Erlöse 19 %,Income\n4711,Ropes,Operating expense\n4712,Nets,Expense\n")).Value;
        chart.Added.ShouldBe(3);
        (await firm.Organization.SendAsync(new PreviewImport(TermsOf(ImportKind.Accounts, "Code,Name,Type\n4711,Ropes,Bank\n1,X,Nonsense\n")))).Value.Rows.Select(row => row.Faults[0]).ShouldBe(
            [LedgerErrors.AccountTypeIsFixed.Message, "“Nonsense” is no type. Use one of: Cash, Bank, Receivable, Tax receivable, Inventory, Other current asset, Fixed asset, Payable, Credit card, Tax payable, Owed to staff, Other current liability, Long term liability, Capital, Drawings, Retained earnings, Opening balances, Sales, Other income, Cost of sales, Operating expense, Depreciation, Finance cost, Other expense."]);

        (await TakeAsync(firm, ImportKind.Vendors, "Supplier,IBAN,Account\nRope Works,DE89 3704 0044 0532 0130 00,4711\n")).Value.Added.ShouldBe(1);
        (await firm.Organization.SendAsync(new PreviewImport(TermsOf(ImportKind.Vendors, "Supplier,IBAN,Account\nRope Works,DE02120300000000202051,\nNet Works,,9999\n") with { Update = true }))).Value.Rows.Select(row => row.Faults.Single())
            .ShouldBe(["It is paid to another account here. Compare both, and change that on the vendor’s page.", "There is no expense or asset account in use with the code “9999”."]);
        var vendor = (await firm.Organization.SendAsync(new ListVendors(new(), new PageRequest()))).Value.Items.Single();
        (vendor.Iban, vendor.AccountId is not null).ShouldBe(("DE89370400440532013000", true));

        const string Items = "SKU;Artikel;Preis;Steuersatz;Konto\nA-1;Rope;1.234,50;vat 20 %;8400\nA-2;Net;0,99;;\n";
        (await TakeAsync(firm, ImportKind.Items, Items)).Value.Added.ShouldBe(2);
        (await TakeAsync(firm, ImportKind.Items, Items)).Error!.ShouldBe(ImportErrors.NothingNew);
        var item = (await firm.Organization.SendAsync(new ListItems(new(), new PageRequest()))).Value.Items.Single(one => one.Code == "A-1");
        (item.UnitPrice, item.TaxRateId).ShouldBe((1234.50m, firm.Rate));

        var used = (await firm.Organization.SendAsync(new UndoImport(chart.Id))).Error!;
        used.Message.ShouldBe("Something was built on what came in: 8400 Erlöse 19 % (items), 4711 Ropes (vendors). Take that back first.");
        (await firm.Organization.SendAsync(new ListAccounts(new(), new PageRequest(PageRequest.MaxLimit)))).Value.Items.ShouldContain(one => one.Code == "4712", "all of it goes or nothing");
        foreach (var import in (await firm.Organization.SendAsync(new ListImports())).Value)
            (await firm.Organization.SendAsync(new UndoImport(import.Id))).Value.Removed.ShouldBe(import.Added);
        (await firm.Organization.SendAsync(new ListAccounts(new(), new PageRequest(PageRequest.MaxLimit)))).Value.Items.ShouldNotContain(one => one.Code == "4712");
    }

    [Test]
    public async Task What_can_be_read_in_two_ways_is_asked_and_columns_can_be_chosen()
    {
        var firm = await TestSales.OpenAsync(await _app.FoundAsync("columns"));
        (await TakeAsync(firm, ImportKind.Items, "A,B\nRope,1\n")).Error!.Fields!["columns"].Single().ShouldStartWith("No column says: Item.");
        var chosen = TermsOf(ImportKind.Items, "A,B\nRope,\"1,234\"\nNet,1.234\n") with { Columns = new Dictionary<string, string> { ["name"] = "a", ["unitPrice"] = "#2" } };
        (await firm.Organization.SendAsync(new PreviewImport(chosen))).Error!.Fields!.Keys.Single().ShouldBe("decimalSeparator");
        (await firm.Organization.SendAsync(new TakeImport(chosen with { DecimalSeparator = ',' }))).Value.Added.ShouldBe(2);
        (await firm.Organization.SendAsync(new ListItems(new(), new PageRequest()))).Value.Items.Select(item => item.UnitPrice).Order().ShouldBe([1.234m, 1234m]);
        (await firm.Organization.SendAsync(new PreviewImport(chosen with { Columns = new Dictionary<string, string> { ["nome"] = "a" } }))).Error!.Fields!["columns"].Single().ShouldStartWith("“nome” is no field.");
        (await TakeAsync(firm, ImportKind.Items, "Name\n")).Error!.ShouldBe(ImportErrors.Empty);
        (await TakeAsync(firm, ImportKind.Items, "PK\u0003\u0004")).Error!.ShouldBe(ImportErrors.NoTable);
        (await TakeAsync(firm, ImportKind.Items, "Name,Code\n\"open,1\n")).Error!.Code.ShouldBe("imports.unreadable");
        (await TakeAsync(firm, ImportKind.Items, $"Name\n{string.Concat(Enumerable.Repeat("x\n", ImportErrors.MostRows + 1))}")).Error!.ShouldBe(ImportErrors.TooManyRows);
        (await TakeAsync(firm, ImportKind.Items, new string('x', ImportErrors.LargestSize + 1))).Error!.ShouldBe(ImportErrors.TooLarge);
    }

    private static ImportTerms TermsOf(ImportKind kind, string table) => new(kind, "table.csv", Encoding.UTF8.GetBytes(table));

    private static Task<Result<TakenImport>> TakeAsync(TestSales firm, ImportKind kind, string table) => firm.Organization.SendAsync(new TakeImport(TermsOf(kind, table)));

    private static async Task<IReadOnlyList<CustomerView>> CustomersAsync(TestSales firm) => (await firm.Organization.SendAsync(new ListCustomers(new(), new PageRequest()))).Value.Items;
}
