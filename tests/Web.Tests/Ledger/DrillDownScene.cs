using Financbase.Application.Banking;
using Financbase.Application.Expenses;
using Financbase.Application.Ledger;
using Financbase.Application.Ledger.Scheduled;
using Financbase.Application.Pipeline;
using Financbase.Application.Purchases;
using Financbase.Application.Sales;
using Financbase.Domain.Expenses;
using Financbase.Domain.Ledger;
using Financbase.Domain.Sales;
using Financbase.Domain.SharedKernel;
using Financbase.Testing.Banking;
using Financbase.Testing.Hosting;
using MediatR;

namespace Financbase.Web.Tests.Ledger;

/// <summary>Books with an entry of each kind that is posted for something, and what each of them is to lead to.</summary>
internal sealed class DrillDownScene
{
    private readonly TestSales _sales;
    private readonly TestPurchases _purchases;
    private readonly List<string> _documents = [];

    private DrillDownScene(TestSales sales, TestPurchases purchases) => (_sales, _purchases) = (sales, purchases);

    public static DateOnly Revalued { get; } = Day.AddDays(20);

    public TestOrganization Organization => _sales.Organization;

    public IReadOnlyDictionary<string, AccountId> Accounts => _sales.Accounts;

    /// <summary>One for each entry: its kind, the address, and the heading of the page there.</summary>
    public IReadOnlyList<string> Documents => _documents;

    private static DateOnly Day => TestSales.Day;

    public static async Task<DrillDownScene> PlayAsync(TestOrganization organization)
    {
        var scene = new DrillDownScene(await TestSales.OpenAsync(organization), await TestPurchases.OpenAsync(organization));
        await scene.SellAsync();
        await scene.SellAbroadAsync();
        await scene.BuyAsync();
        await scene.BuyAbroadAsync();
        await scene.SpendAsync();
        await scene.BookAsync();
        return scene;
    }

    private async Task SellAsync()
    {
        var invoice = await _sales.IssueAsync(_sales.Line(100));
        Posted("Invoices", $"invoices/{invoice}", "INV-2026-00001");
        Paid(await SendAsync(new RecordPayment(invoice, 60m, Day)));
        var credit = await SendAsync(new CreditInvoice(invoice, [_sales.Line(5)], Day));
        Posted("Credit notes", $"invoices/{credit.Id}", credit.Number);
        await SendAsync(new WriteOffInvoice(invoice, Day));
        Posted("Invoices", $"invoices/{invoice}", "INV-2026-00001");

        var other = await _sales.IssueAsync(_sales.Line(10));
        Posted("Invoices", $"invoices/{other}", "INV-2026-00002");
        var paid = await SendAsync(new RecordPayment(other, 30m, Day));
        Paid(paid);
        await SendAsync(new RefundCredit(paid.Id, Amount: 5m, Date: Day));
        Paid(paid);
        var note = await SendAsync(new IssueCreditNote(new(_sales.Customer, [_sales.Line(20)], Day)));
        Posted("Credit notes", $"invoices/{note.Id}", note.Number);
        await SendAsync(new RefundCredit(CreditNoteId: note.Id, Amount: 8m, Date: Day));
        Posted("Credit notes", $"invoices/{note.Id}", note.Number);
    }

    // Credits of another rate, so that using them is posted too.
    private async Task SellAbroadAsync()
    {
        foreach (var (days, rate) in new[] { (0, 0.80m), (10, 0.90m) })
            await SendAsync(new AddExchangeRate("USD", Day.AddDays(days), rate));
        var invoices = new List<InvoiceId>();
        foreach (var price in new[] { 100m, 80m })
        {
            var id = (await SendAsync(new CreateInvoice(new(_sales.Customer, [_sales.Line(price, taxed: false)], Day, TestSales.Far, "USD")))).Id;
            Posted("Invoices", $"invoices/{id}", (await SendAsync(new FinalizeInvoice(id))).Number);
            invoices.Add(id);
        }

        var paid = await SendAsync(new RecordPayment(invoices[0], 130m, Day.AddDays(10)));
        Paid(paid);
        await SendAsync(new UseCredit(invoices[1], paid.Id, Date: Day.AddDays(11)));
        Paid(paid);
        var note = await SendAsync(new IssueCreditNote(new(_sales.Customer, [_sales.Line(20, taxed: false)], Day.AddDays(10), Currency: "USD")));
        Posted("Credit notes", $"invoices/{note.Id}", note.Number);
        await SendAsync(new UseCredit(invoices[1], CreditNoteId: note.Id, Date: Day.AddDays(11)));
        Posted("Payments", $"invoices/{invoices[1]}", "INV-2026-00004");
    }

    private async Task BuyAsync()
    {
        var bill = await _purchases.ApproveAsync(_purchases.Line(200));
        Posted("Bills", $"bills/{bill}", "Bill N-1");
        PaidOut(await SendAsync(new RecordVendorPayment([new(bill)], 90m, Day)));
        var credit = (await SendAsync(new CreateVendorCredit(new(_purchases.Vendor, "GS-1", [_purchases.Line(30)], Day)))).Id;
        await SendAsync(new PostVendorCredit(credit));
        Posted("Vendor credits", $"vendor-credits/{credit}", "Vendor credit GS-1");
        await SendAsync(new RefundVendorCredit(credit, 6m, Day));
        Posted("Vendor credits", $"vendor-credits/{credit}", "Vendor credit GS-1");
    }

    private async Task BuyAbroadAsync()
    {
        var (first, second) = (await _purchases.ApproveInAsync("USD", _purchases.Line(100, taxed: false)), await _purchases.ApproveInAsync("USD", _purchases.Line(80, taxed: false)));
        Posted("Bills", $"bills/{first}", "Bill N-2");
        Posted("Bills", $"bills/{second}", "Bill N-3");
        var paid = await SendAsync(new RecordVendorPayment([new(first)], 130m, Day.AddDays(10)));
        PaidOut(paid);
        await SendAsync(new UseVendorCredit(second, paid.Id, Date: Day.AddDays(11)));
        PaidOut(paid);
        var credit = (await SendAsync(new CreateVendorCredit(new(_purchases.Vendor, "GS-2", [_purchases.Line(20, taxed: false)], Day.AddDays(10), "USD")))).Id;
        await SendAsync(new PostVendorCredit(credit));
        Posted("Vendor credits", $"vendor-credits/{credit}", "Vendor credit GS-2");
        await SendAsync(new UseVendorCredit(second, Date: Day.AddDays(11), VendorCreditId: credit));
        Posted("Payments to vendors", $"bills/{second}", "Bill N-3");
    }

    private async Task SpendAsync()
    {
        var person = await Organization.AddMemberAsync("member");
        var expense = (await SendAsync(new CreateExpense(new("Deutsche Bahn", 214m, SpentOn: Day, Purpose: "To the trade fair", PaidBy: ExpensePayer.Person, PersonId: person.Id)))).Id;
        await SendAsync(new SubmitExpense(expense));
        await SendAsync(new ApproveExpense(expense));
        await SendAsync(new ReimburseExpense(expense, Day, Amount: 100m));
        foreach (var _ in new[] { "approved", "paid back" })
            Posted("Expenses", $"expenses/{expense}", "Deutsche Bahn");
    }

    private async Task BookAsync()
    {
        var line = await (await BooksBanks.OpenAsync(Organization, Accounts)).LineAsync(Currency.Of("EUR"), -119m, Day);
        await SendAsync(new CategorizeBankTransaction(line, [new(Accounts["6250"])]));
        Posted("Bank lines", $"banking/lines/{line}", "Line 1");

        await SendAsync(new PostJournalEntry(Day, [new(Accounts["1400"], Debit: 120m), new(Accounts["1010"], Credit: 120m)], "Insurance"));
        _documents.Add("By hand >  > ");
        var schedule = await SendAsync(new CreateScheduledEntry(new("Insurance", Accounts["1400"], Accounts["6450"], 90m, new DateOnly(2026, 1, 1), 2)));
        foreach (var _ in new[] { "January", "February" })
            Posted("Schedules", $"journal/scheduled/{schedule.Id}", "Insurance");

        await SendAsync(new Revalue(Revalued));
        Posted("Revaluations", $"reports/revaluation?asOf={Revalued:O}", "Revaluation");
        _documents.Add("Reversals >  > ");
    }

    private void Paid(RecordedPayment paid) => Posted("Payments", $"payments/{paid.Id}", "Payment of Northwind Shipyard");

    private void PaidOut(RecordedVendorPayment paid) => Posted("Payments to vendors", $"vendor-payments/{paid.Id}", "Payment to Harbour Chandlery");

    private void Posted(string kind, string address, string heading) => _documents.Add($"{kind} > /o/firm/{address} > {heading}");

    private async Task<T> SendAsync<T>(IRequest<Result<T>> request) => (await Organization.SendAsync(request)).Value;
}
