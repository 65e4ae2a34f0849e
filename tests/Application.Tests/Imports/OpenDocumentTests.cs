using System.Text;
using Financbase.Application.Imports;
using Financbase.Application.Ledger;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Application.Purchases;
using Financbase.Application.Sales;
using Financbase.Domain.Imports;
using Financbase.Domain.Purchases;
using Financbase.Domain.Sales;
using Financbase.Testing.Hosting;

namespace Financbase.Application.Tests.Imports;

/// <summary>What was open when the books began comes in as documents that can be paid, and is neither earned nor owed twice.</summary>
public sealed class OpenDocumentTests
{
    private static readonly DateOnly Start = new(2026, 5, 31);

    private const string Invoices = """
        Rechnungsnummer;Kunde;Rechnungsdatum;Fällig am;Betrag;Offen;Bestellnummer;Betreff
        RE-17;Northwind Shipyard;15.04.2026;15.05.2026;1.000,00;600,00;PO 4;Masts
        RE-18;NORTHWIND SHIPYARD;20.05.2026;;250,50;250,50;;

        """;

    private TestApp _app = null!;

    [OneTimeSetUp]
    public async Task Begin() => _app = await TestApp.StartAsync(("Process:Roles", "web"));

    [OneTimeTearDown]
    public async Task Stop() => await _app.DisposeAsync();

    [Test]
    public async Task Open_invoices_are_owed_as_of_the_opening_day_and_paid_like_any_other()
    {
        var firm = await TestSales.OpenAsync(await _app.FoundAsync("opened"));
        var preview = (await firm.Organization.SendAsync(new PreviewImport(Terms(ImportKind.OpenInvoices, Invoices)))).Value;
        (preview.New, preview.Faulty, preview.Rows[0].Name).ShouldBe((2, 0, "RE-17, Northwind Shipyard, 600.00 EUR"));
        (await firm.BalancesAsync()).ShouldBeEmpty("it was only looked at");
        (await TakeAsync(firm.Organization, ImportKind.OpenInvoices, Invoices, role: "viewer")).Error!.Code.ShouldBe("forbidden");

        var taken = (await TakeAsync(firm.Organization, ImportKind.OpenInvoices, Invoices)).Value;
        taken.Added.ShouldBe(2);
        (await firm.BalancesAsync()).ShouldBe("1100:850.50 3800:-850.50", "nothing is earned again");
        (await firm.Organization.SendAsync(new GetTrialBalance(Start.AddDays(-1)))).Value.Rows.ShouldBeEmpty("and nothing before the opening day");
        (await firm.Organization.SendAsync(new GetAgedReceivables(Start))).Value.Totals.Total.ToPlainString().ShouldBe("850.50");
        var invoice = await firm.ReadAsync(await FindAsync(firm, "RE-17"));
        (invoice.Status, invoice.PaymentStatus, invoice.IssueDate, invoice.DueDate, invoice.PostedOn, invoice.Reference, invoice.BillTo!.Name).ShouldBe(
            (InvoiceStatus.Finalized, PaymentStatus.Overdue, new DateOnly(2026, 4, 15), new DateOnly(2026, 5, 15), Start, "PO 4", "Northwind Shipyard"));
        string.Join("; ", invoice.Lines.Select(line => $"{line.Description} {line.Net}")).ShouldBe("Masts 1000.00 EUR; Paid by 2026-05-31 -400.00 EUR");
        (await firm.ReadAsync(await FindAsync(firm, "RE-18"))).DueDate.ShouldBe(new DateOnly(2026, 6, 19), "30 days are usual");
        (await _app.Database.ScalarAsync($"SELECT string_agg(DISTINCT type || ' ' || origin, ', ') FROM events WHERE organization_id = '{firm.Organization.Id}' AND (type LIKE 'invoice.%' OR type LIKE 'journal%')"))
            .ShouldBe("invoice.created backfill, invoice.finalized backfill, journal_entry.posted backfill");
        await firm.Organization.SendAsPlatformAsync(new TellOverdueInvoices(100));
        (await _app.Database.ScalarAsync($"SELECT count(*) FROM events WHERE organization_id = '{firm.Organization.Id}' AND type = 'invoice.overdue'")).ShouldBe(0L, "that was so before");

        (await TakeAsync(firm.Organization, ImportKind.OpenInvoices, Invoices)).Error!.ShouldBe(ImportErrors.NothingNew);
        (await firm.PayAsync(invoice.Id, 100, Start.AddDays(-10))).Value.Open.ToPlainString().ShouldBe("500.00");
        (await TakeAsync(firm.Organization, ImportKind.OpenInvoices, Invoices)).Error!.ShouldBe(ImportErrors.NothingNew, "it is known again when some of it is paid");
        (await firm.Organization.SendAsync(new CreditInvoice(invoice.Id))).Error!.ShouldBe(SalesErrors.MovedIn);
        (await firm.Organization.SendAsync(new UndoImport(taken.Id))).Error!.Message.ShouldBe("Something was built on what came in: RE-17 (paid or credited). Take that back first.");
        (await firm.Organization.SendAsync(new GetInvoicePdf(invoice.Id))).Value.Content.Length.ShouldBeGreaterThan(1000);
        var own = await firm.IssueAsync(firm.Line(10, taxed: false));
        (await firm.ReadAsync(own)).Number.ShouldBe("INV-2026-00001", "no number of ours was used");
        (await firm.Organization.SendAsync(new GetAgedReceivables(TestSales.Day))).Value.Totals.Total.ToPlainString().ShouldBe("760.50");
        (await firm.Organization.SendAsync(new WriteOffInvoice(invoice.Id, Start.AddDays(-1)))).Error!.Fields!.Keys.ShouldBe(["date"]);
        await VerifiedAsync(firm.Organization);
    }

    [Test]
    public async Task An_import_is_undone_by_reversing_and_comes_in_again()
    {
        var firm = await TestSales.OpenAsync(await _app.FoundAsync("undone"));
        var taken = (await TakeAsync(firm.Organization, ImportKind.OpenInvoices, Invoices)).Value;
        var stranger = await TestSales.OpenAsync(await _app.FoundAsync("stranger"));
        (await stranger.Organization.SendAsync(new UndoImport(taken.Id))).Error!.Code.ShouldBe("not_found");
        (await TakeAsync(stranger.Organization, ImportKind.OpenInvoices, Invoices)).Value.Added.ShouldBe(2, "numbers of others are others'");

        await firm.Organization.SendAsync(new LockPeriod(Start));
        (await firm.Organization.SendAsync(new UndoImport(taken.Id))).Error!.Code.ShouldBe("ledger.period_locked");
        await firm.Organization.SendAsync(new UnlockPeriod());
        (await firm.Organization.SendAsync(new UndoImport(taken.Id))).Value.Removed.ShouldBe(2);
        (await firm.BalancesAsync()).ShouldBeEmpty();
        (await firm.Organization.SendAsync(new GetAgedReceivables(Start))).Value.Rows.ShouldBeEmpty();
        (await firm.ReadAsync(await FindAsync(firm, "RE-17"))).Status.ShouldBe(InvoiceStatus.Void);
        (await TakeAsync(firm.Organization, ImportKind.OpenInvoices, Invoices.Replace("600,00", "700,00", StringComparison.Ordinal))).Value.Added.ShouldBe(2);
        (await firm.BalancesAsync()).ShouldBe("1100:950.50 3800:-950.50");
        (await stranger.BalancesAsync()).ShouldBe("1100:850.50 3800:-850.50");
        await VerifiedAsync(firm.Organization);
    }

    [Test]
    public async Task Every_fault_is_told_before_anything_is_stored()
    {
        var firm = await TestSales.OpenAsync(await _app.FoundAsync("faulty"));
        await firm.IssueAsync(firm.Line(10));
        await firm.Organization.SendAsync(new AddExchangeRate("USD", Start, 0.9m));
        var table = $"""
            Number,Customer,Date,Due date,Currency,Total,Open amount
            A-1,Nobody,2026-05-01,,,100,100
            A-2,Northwind Shipyard,2026-06-01,,,100,100
            A-3,Northwind Shipyard,2026-05-01,2026-04-01,,100,100
            A-4,Northwind Shipyard,2026-05-01,,XXX,100,100
            A-5,Northwind Shipyard,2026-05-01,,JPY,100,100
            A-6,Northwind Shipyard,2026-05-01,,,100,100.01
            A-7,Northwind Shipyard,2026-05-01,,,100,0
            A-8,Northwind Shipyard,2026-05-01,,,100,-5
            A-9,Northwind Shipyard,2026-05-01,,usd,100.001,100.001
            INV-2026-00001,Northwind Shipyard,2026-05-01,,,100,100
            inv-2026-00007,Northwind Shipyard,2026-05-01,,,100,100
            {new string('9', 41)},Northwind Shipyard,2026-05-01,,,100,100
            A-10,Northwind Shipyard,soon,,,much,100
            A-11,Northwind Shipyard,2026-05-01,,,99999999999999999,99999999999999999
            =cmd|'/c calc'!A1,Northwind Shipyard,2026-05-01,,,100,100
            A-12,Northwind Shipyard,2026-05-01,,,100,
            A-13,Northwind Shipyard,2026-05-01,,USD,100,50
            A-13,Northwind Shipyard,2026-05-01,,USD,100,50
            INV-2024-00009,Northwind Shipyard,2024-05-01,,,100,100
            """;
        var preview = (await firm.Organization.SendAsync(new PreviewImport(Terms(ImportKind.OpenInvoices, table)))).Value;
        preview.Rows.Select(row => $"{row.Line} {row.Outcome} {string.Join(' ', row.Faults)}".TrimEnd()).ShouldBe(
        [
            "2 Faulty There is nobody called “Nobody” here. Take in the list of customers first.", "3 Faulty It was issued after 2026-05-31, as of which it would move in.",
            "4 Faulty The last day to pay is not before the day of issue.", "5 Faulty “XXX” is no currency.", "6 Faulty There is no exchange rate for JPY on 2026-05-31 or before. Add one.",
            "7 Faulty More is open than it came to.", "8 Faulty Nothing of it is open, so it does not move in.", "9 Faulty Nothing of it is open, so it does not move in.",
            "10 Faulty USD has 2 decimals, so 100.001 is not an amount.", "11 Faulty Numbers of this form are given here from now on. Write something in front of it that tells them apart.",
            "12 Faulty Numbers of this form are given here from now on. Write something in front of it that tells them apart.", "13 Faulty A number has at most 40 characters.",
            "14 Faulty “soon” is no day. “much” is no amount.", "15 Faulty The amount is too large.", "16 New", "17 Faulty “Open amount” is empty.",
            "18 New", "19 Faulty It stands in line 18 already.", "20 New",
        ]);
        (await TakeAsync(firm.Organization, ImportKind.OpenInvoices, table)).Error!.Code.ShouldBe("imports.faulty");
        (await firm.BalancesAsync()).ShouldBe("1100:12.00 2200:-2.00 4000:-10.00");
        (await firm.Organization.SendAsync(new PreviewImport(Terms(ImportKind.OpenInvoices, table) with { Day = null }))).Error!.Fields!.Keys.ShouldBe(["day"]);

        (await firm.Organization.SendAsync(new TakeImport(Terms(ImportKind.OpenInvoices, table) with { SkipFaulty = true }))).Value.Added.ShouldBe(3);
        (await firm.BalancesAsync()).ShouldBe("1100:257.00 2200:-2.00 3800:-245.00 4000:-10.00", "50 USD are 45 EUR");
        (await TakeAsync(firm.Organization, ImportKind.OpenInvoices, "Number,Customer,Date,Total,Open amount\nA-13,Northwind Shipyard,2026-05-01,100,49\n")).Error!.Message
            .ShouldContain("Another document has this number here.");
        (await firm.Organization.SendAsync(new GetRevaluation(Start))).Value.Lines.Single().Original.ToPlainString().ShouldBe("50.00");
        await firm.PayAsync(await FindAsync(firm, "A-13"));
        await VerifiedAsync(firm.Organization);
    }

    [Test]
    public async Task Opening_balances_and_open_documents_do_not_say_the_same_twice()
    {
        var firm = await TestSales.OpenAsync(await _app.FoundAsync("twice"));
        await firm.Organization.SendAsync(new SetOpeningBalances(Start, [new(firm.Accounts["1100"], 850.50m, null), new(firm.Accounts["1010"], 100, null)]));
        (await TakeAsync(firm.Organization, ImportKind.OpenInvoices, Invoices)).Error!.Code.ShouldBe("imports.balance_says_it");
        await firm.Organization.SendAsync(new SetOpeningBalances(Start, [new(firm.Accounts["1010"], 100, null)]));
        (await firm.Organization.SendAsync(new PreviewImport(Terms(ImportKind.OpenInvoices, Invoices) with { Day = Start.AddDays(1) }))).Error!.Fields!.Keys.ShouldBe(["day"]);
        var taken = (await firm.Organization.SendAsync(new TakeImport(Terms(ImportKind.OpenInvoices, Invoices) with { Day = null, Remind = false }))).Value;
        (await firm.BalancesAsync()).ShouldBe("1010:100.00 1100:850.50 3800:-950.50");
        (await _app.Database.ScalarAsync($"SELECT count(*) FROM invoices WHERE organization_id = '{firm.Organization.Id}' AND NOT gets_reminders")).ShouldBe(2L);
        (await firm.Organization.SendAsync(new SetOpeningBalances(Start, [new(firm.Accounts["1100"], 5, null)]))).Error!.Code.ShouldBe("ledger.open_documents_say_it");
        (await firm.Organization.SendAsync(new SetOpeningBalances(Start, [new(firm.Accounts["2000"], null, 5)]))).Error.ShouldBeNull("no bills came in");
        await firm.Organization.SendAsync(new UndoImport(taken.Id));
        (await firm.Organization.SendAsync(new SetOpeningBalances(Start, [new(firm.Accounts["1100"], 5, null)]))).Error.ShouldBeNull();
        await VerifiedAsync(firm.Organization);
    }

    [Test]
    public async Task Open_bills_are_owed_paid_and_taken_back_likewise()
    {
        var firm = await TestPurchases.OpenAsync(await _app.FoundAsync("bills"));
        await firm.Organization.SendAsync(new CreateVendor(new("Rope Works")));
        const string Table = "Bill number,Vendor,Date,Due date,Total,Balance\nX-1,Harbour Chandlery,2026-05-02,2026-06-02,300.00,120.00\nX-1,Rope Works,2026-05-03,2026-06-03,80.00,80.00\n";
        var taken = (await TakeAsync(firm.Organization, ImportKind.OpenBills, Table)).Value;
        taken.Added.ShouldBe(2, "each vendor has its own numbers");
        (await firm.BalancesAsync()).ShouldBe("2000:-200.00 3800:200.00");
        (await firm.Organization.SendAsync(new GetAgedPayables(Start))).Value.Totals.Total.ToPlainString().ShouldBe("200.00");
        (await TakeAsync(firm.Organization, ImportKind.OpenBills, Table)).Error!.ShouldBe(ImportErrors.NothingNew);
        (await TakeAsync(firm.Organization, ImportKind.OpenBills, "Bill number,Vendor,Date,Total,Balance\nx 01,Rope Works,2026-05-03,80.00,70.00\n")).Error!.Message.ShouldContain("Another document has this number here.");
        (await firm.Organization.SendAsync(new SetOpeningBalances(Start, [new(firm.Accounts["2000"], null, 5)]))).Error!.Code.ShouldBe("ledger.open_documents_say_it");
        var bill = (await firm.Organization.SendAsync(new ListBills(new(Vendor: firm.Vendor), new PageRequest()))).Value.Items.Single();
        (bill.Status, bill.Totals.Open.ToPlainString()).ShouldBe((BillStatus.Approved, "120.00"));
        (await firm.ReadAsync(bill.Id)).ShouldSatisfyAllConditions(one => one.IsSelfApproved.ShouldBeTrue("nobody else looked at it here"), one => one.EnteredBy.ShouldBe(one.DecidedBy));
        var payment = (await firm.PayAsync([new(bill.Id)])).Value;
        (await firm.BalancesAsync()).ShouldBe("1010:-120.00 2000:-80.00 3800:200.00");
        (await firm.Organization.SendAsync(new UndoImport(taken.Id))).Error!.Code.ShouldBe("imports.in_use");
        await firm.Organization.SendAsync(new UndoVendorPayment(payment.Id));
        (await firm.Organization.SendAsync(new UndoImport(taken.Id))).Value.Removed.ShouldBe(2);
        (await firm.BalancesAsync()).ShouldBeEmpty();
        (await TakeAsync(firm.Organization, ImportKind.OpenBills, Table)).Value.Added.ShouldBe(2);
        await VerifiedAsync(firm.Organization);
    }

    [Test]
    public async Task Ten_thousand_come_in_and_go_again()
    {
        var firm = await TestSales.OpenAsync(await _app.FoundAsync("many"));
        var table = "Number,Customer,Date,Total,Open amount\n" + string.Concat(Enumerable.Range(1, 10_000).Select(n => $"Z-{n},Northwind Shipyard,2026-05-01,10.00,{(n % 2 == 0 ? "10.00" : "4.00")}\n"));
        var taken = (await TakeAsync(firm.Organization, ImportKind.OpenInvoices, table)).Value;
        (await firm.BalancesAsync()).ShouldBe("1100:70000.00 3800:-70000.00");
        (await firm.Organization.SendAsync(new UndoImport(taken.Id))).Value.Removed.ShouldBe(10_000);
        (await firm.BalancesAsync()).ShouldBeEmpty();
        await VerifiedAsync(firm.Organization);
    }

    private static ImportTerms Terms(ImportKind kind, string table) => new(kind, "open.csv", Encoding.UTF8.GetBytes(table), Day: Start);

    private static Task<Result<TakenImport>> TakeAsync(TestOrganization organization, ImportKind kind, string table, string role = "owner") =>
        organization.SendAsync(new TakeImport(Terms(kind, table)), role);

    private static async Task<InvoiceId> FindAsync(TestSales firm, string number) =>
        (await firm.Organization.SendAsync(new ListInvoices(new(InvoiceKind.Invoice, number), new PageRequest()))).Value.Items.Single().Id;

    private static async Task VerifiedAsync(TestOrganization organization) => (await organization.SendAsPlatformAsync(new VerifyLedger())).Value.Faults.ShouldBeEmpty();
}
