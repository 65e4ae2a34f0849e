using Financbase.Application.Attachments;
using Financbase.Application.Documents;
using Financbase.Application.Expenses;
using Financbase.Application.Purchases;
using Financbase.Application.Purchases.PaymentFiles;
using Financbase.Application.Sales;
using Financbase.Application.Sales.Quotes;
using Financbase.Application.Sales.Recurring;
using Financbase.Application.Sales.Reminders;
using Financbase.Domain.Access;
using Financbase.Domain.Attachments;
using Financbase.Domain.Banking;
using Financbase.Domain.Documents;
using Financbase.Domain.Expenses;
using Financbase.Domain.Purchases;
using Financbase.Domain.Sales;
using Financbase.Domain.SharedKernel;
using Financbase.Testing.Fixtures;
using Financbase.Testing.Hosting;

namespace Financbase.EndToEnd.Tests;

// What is sold and bought.
public sealed partial class PageScene
{
    /// <summary>Who is sold to, and what.</summary>
    private async Task SalesAsync()
    {
        var rate = await SendAsync(new CreateTaxRate("VAT 19 %", [new("VAT", 19)]));
        await SendAsync(new CreateTaxRate("GST and QST", [new("GST", 5), new("QST", 9.975m)]));
        await SendAsync(new CreateTaxRate("In the price", [new("VAT", 7)], IsInclusive: true));
        await SendAsync(new CreateTaxRate("Export", [new("VAT", 0)], TaxCategory.Export));
        var yard = await SendAsync(new CreateCustomer(new(
            "Northwind Shipyard", "accounts@northwind.test", "+49 40 555 0100", new PostalAddress("Werftstraße 3", "20457", "Hamburg", "DE"), "DE123456789", 14)));
        foreach (var (name, city) in new[] { ("Blue Ferry Line", "Kiel"), ("Østersund Marine AS", "Østersund"), ("Harbor Crane Works", "Rotterdam") })
            await SendAsync(new CreateCustomer(new(name, Address: new PostalAddress(City: city))));
        var item = await SendAsync(new CreateItem(new("Dry dock, per day", 1_250m, "DOCK", Unit: "day", TaxRateId: rate.Id)));
        await SendAsync(new CreateItem(new("Hull survey", 890.50m, "SURVEY", "Survey of the hull with a report", TaxRateId: rate.Id)));
        InvoiceLineDraft[] lines = [new(Quantity: 6, ItemId: item.Id), new("Hull survey with a report", 1, 890.50m, 10, rate.Id), new("Berth", 6, 42)];
        _ids["draft"] = $"{(await SendAsync(new CreateInvoice(new(yard.Id, lines, new DateOnly(2026, 6, 28), Reference: "PO 4711", Note: "Thank you for the order.")))).Id}";
        foreach (var (day, due) in new[] { (new DateOnly(2026, 5, 2), new DateOnly(2026, 6, 1)), (new DateOnly(2026, 6, 20), new DateOnly(2150, 1, 1)) })
        {
            var invoice = await SendAsync(new CreateInvoice(new(yard.Id, lines, day, due, Reference: "PO 4688")));
            await SendAsync(new FinalizeInvoice(invoice.Id));
            _ids["invoice"] = $"{invoice.Id}";
        }

        var open = new InvoiceId(Guid.Parse(_ids["invoice"]));
        (await Full.SendAsPlatformAsync(new NoteReminderFailure(new DueReminder(open, 7), SalesErrors.NoAddress))).IsSuccess.ShouldBeTrue();
        await SendAsync(new RecordPayment(open, 2_000m, new DateOnly(2026, 6, 25), Reference: "Transfer 7781"));
        await SendAsync(new IssueCreditNote(new(yard.Id, [new("Goodwill", 1, 50, TaxRateId: rate.Id)], new DateOnly(2026, 6, 26))));
        _ids["credit"] = $"{(await SendAsync(new CreditInvoice(open, [new("Berth, one day less", 1, 42)], new DateOnly(2026, 6, 27), "One day less"))).Id}";

        var berth = await SendAsync(new CreateInvoice(new(yard.Id, [new("Berth, one day", 1, 42)], new DateOnly(2026, 6, 20), new DateOnly(2150, 1, 1))));
        await SendAsync(new FinalizeInvoice(berth.Id));
        var payment = await SendAsync(new RecordPayment(berth.Id, 142m, new DateOnly(2026, 6, 25), Reference: "Transfer 7799"));
        await SendAsync(new RefundCredit(payment.Id, Amount: 30, Date: new DateOnly(2026, 6, 29), Reference: "Transfer 9913"));
        _ids["payment"] = $"{payment.Id}";
        await RecurringAsync(yard.Id, lines);
        _ids["quote"] = $"{(await SendAsync(new CreateQuote(new(yard.Id, lines, new DateOnly(2026, 6, 28), Reference: "Enquiry 12", Note: "We look forward to your order.")))).Id}";
        var sent = await SendAsync(new CreateQuote(new(yard.Id, lines, new DateOnly(2026, 6, 28), new DateOnly(2150, 1, 1))));
        await SendAsync(new WriteNote(new DocumentReference(DocumentKind.Quote, sent.Id.Value), "They asked for the price of a longer berth."));
        await SendAsync(new SendQuote(sent.Id));
        _ids["sentQuote"] = $"{sent.Id}";
        (_ids["rate"], _ids["customer"], _ids["item"]) = ($"{rate.Id}", $"{yard.Id}", $"{item.Id}");
    }

    /// <summary>A template that made an invoice, and one that could not.</summary>
    private async Task RecurringAsync(CustomerId yard, InvoiceLineDraft[] lines)
    {
        var yesterday = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(-1);
        foreach (var (name, day) in new[] { ("Dry dock, every other month", yesterday), ("Berth, monthly", new DateOnly(2150, 1, 31)) })
        {
            var template = await SendAsync(new CreateRecurringInvoice(new(name, yard, lines, new Recurrence(2, RecurrenceUnit.Months, day, Count: 12), RecurringOutcome.Draft, 14)));
            _ids["recurring"] = _ids.GetValueOrDefault("recurring") ?? $"{template.Id}";
        }

        (await Full.SendAsPlatformAsync(new MakeRecurringInvoice(new RecurringInvoiceId(Guid.Parse(_ids["recurring"]))))).IsSuccess.ShouldBeTrue();
    }

    /// <summary>Who is bought from.</summary>
    private async Task PurchasesAsync()
    {
        var chandlery = await SendAsync(new CreateVendor(new(
            "Harbour Chandlery", "accounts@chandlery.test", "+49 40 555 0200", new PostalAddress("Am Kai 7", "20457", "Hamburg", "DE"), "DE811907980",
            "DE89370400440532013000", "COBADEFFXXX", 14)));
        await SendAsync(new CreateVendor(new("Harbour Estates", Address: new PostalAddress(City: "Kiel"))));
        _ids["vendor"] = $"{chandlery.Id}";
        BillLineDraft[] lines = [new("Mooring rope, per metre", 4.75m, 200), new("Delivery", 45)];
        foreach (var (key, number) in new[] { ("bill", "RE-2026/0042"), ("waiting", "RE-2026/0043") })
        {
            var bill = await SendAsync(new CreateBill(new(chandlery.Id, number, lines, new DateOnly(2026, 6, 12), Note: "For the quay.")));
            await SendAsync(new ReceiveBill(bill.Id));
            _ids[key] = $"{bill.Id}";
        }

        await SendAsync(new ApproveBill(new BillId(Guid.Parse(_ids["bill"]))));
        var approved = new DocumentReference(DocumentKind.Bill, Guid.Parse(_ids["bill"]));
        await SendAsync(new AttachFile(approved, "delivery note with a name that is rather long, as names of scanned papers are.txt", "Delivered on Monday."u8.ToArray()));
        await SendAsync(new AttachFile(approved, "photo.png", TestImage.Png(60, 40)));
        await SendAsync(new WriteNote(approved, "Asked for the delivery note.\nIt came by mail."));
        _ids["vendorPayment"] = $"{(await SendAsync(new RecordVendorPayment([new(new BillId(Guid.Parse(_ids["bill"])))], 500m, new DateOnly(2026, 6, 25), Reference: "Transfer 7790"))).Id}";
        foreach (var (key, number) in new[] { ("vendorCredit", "GS-2026/11"), ("creditDraft", "GS-2026/12") })
            _ids[key] = $"{(await SendAsync(new CreateVendorCredit(new(chandlery.Id, number, [new("Mooring rope sent back, per metre", 4.75m, 20)], new DateOnly(2026, 6, 26), Note: "It was too short.")))).Id}";
        var credit = new VendorCreditId(Guid.Parse(_ids["vendorCredit"]));
        await SendAsync(new PostVendorCredit(credit));
        await SendAsync(new UseVendorCredit(new BillId(Guid.Parse(_ids["bill"])), Amount: 50, Date: new DateOnly(2026, 6, 27), VendorCreditId: credit));
        await SendAsync(new RefundVendorCredit(credit, 20, new DateOnly(2026, 6, 28), Reference: "Transfer 9912"));
        foreach (var number in new[] { "RE-2026/0044", "RE-2026/0045" })
        {
            var bill = await SendAsync(new CreateBill(new(chandlery.Id, number, lines, new DateOnly(2026, 6, 14))));
            await SendAsync(new ReceiveBill(bill.Id));
            await SendAsync(new ApproveBill(bill.Id));
            if (number == "RE-2026/0044")
                _ids["paymentFile"] = $"{(await SendAsync(new PreparePaymentFile(new BankAccountId(Guid.Parse(_ids["account"])), [bill.Id]))).Id}";
        }

        _ids["twin"] = $"{(await SendAsync(new CreateBill(new(chandlery.Id, "re 2026 43", lines, new DateOnly(2026, 6, 14))))).Id}";
    }

    /// <summary>What people spent: one of which something is owed to the owner, one that waits, and a draft of the same.</summary>
    private async Task ExpensesAsync(UserId person)
    {
        foreach (var (key, payee, amount) in new[] { ("expense", "Deutsche Bahn", 214m), ("expenseWaiting", "Café am Hafen", 31.40m), ("expenseTwin", "Café am Hafen", 31.40m) })
        {
            var drafted = await SendAsync(new CreateExpense(new(
                payee, amount, SpentOn: new DateOnly(2026, 6, 12), Purpose: key == "expense" ? "Train to the trade fair in Hamburg and back, second class" : "Lunch with a customer",
                PaidBy: ExpensePayer.Person, PersonId: person)));
            _ids[key] = $"{drafted.Id}";
            if (key != "expenseTwin")
                await SendAsync(new SubmitExpense(drafted.Id));
        }

        var approved = new ExpenseId(Guid.Parse(_ids["expense"]));
        await SendAsync(new AttachFile(new DocumentReference(DocumentKind.Expense, approved.Value), "ticket.png", TestImage.Png(60, 40)));
        await SendAsync(new ApproveExpense(approved));
        await SendAsync(new ReimburseExpense(approved, new DateOnly(2026, 6, 20), Amount: 100));
    }
}
