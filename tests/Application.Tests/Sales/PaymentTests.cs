using Financbase.Application.Banking;
using Financbase.Application.Documents;
using Financbase.Application.Ledger;
using Financbase.Application.Paging;
using Financbase.Application.Sales;
using Financbase.Domain.Ledger;
using Financbase.Domain.Sales;
using Financbase.Domain.SharedKernel;
using Financbase.Testing.Hosting;

namespace Financbase.Application.Tests.Sales;

/// <summary>What becomes of the money: payments in parts, too much, back again, credit notes and bad debts.</summary>
public sealed class PaymentTests
{
    private TestApp _app = null!;
    private int _firms;

    [OneTimeSetUp]
    public async Task Start() => _app = await TestApp.StartAsync(("Process:Roles", "web"));

    [OneTimeTearDown]
    public async Task Stop() => await _app.DisposeAsync();

    [Test]
    public async Task An_invoice_is_paid_in_parts()
    {
        var firm = await FirmAsync();
        var id = await firm.IssueAsync(firm.Line(100));

        (await firm.PayAsync(id, 50)).Value.Open.Minor.ShouldBe(70_00);
        (await firm.ReadAsync(id)).PaymentStatus.ShouldBe(PaymentStatus.PartiallyPaid);
        (await firm.PayAsync(id)).Value.Amount.Minor.ShouldBe(70_00, "without an amount, what is open");

        var view = await firm.ReadAsync(id);
        (view.PaymentStatus, view.Totals.Paid.Minor, view.Totals.Open.Minor).ShouldBe((PaymentStatus.Paid, 120_00, 0));
        view.Payments.Select(payment => payment.Amount.Minor).ShouldBe([50_00, 70_00]);
        (await firm.BalancesAsync()).ShouldBe("1010:120.00 2200:-20.00 4000:-100.00");
        (await EventsAsync(firm)).ShouldBe(
            ["invoice.created", "invoice.finalized", "payment.received", "payment.allocated", "invoice.partially_paid", "payment.received", "payment.allocated", "invoice.paid"], ignoreOrder: true);
        (await firm.PayAsync(id)).Error!.Code.ShouldBe("sales.nothing_open");
    }

    [Test]
    public async Task What_is_paid_too_much_is_the_customers_credit_and_pays_the_next_invoice()
    {
        var firm = await FirmAsync();
        var (first, second) = (await firm.IssueAsync(firm.Line(100)), await firm.IssueAsync(firm.Line(50)));

        var paid = (await firm.PayAsync(first, 150)).Value;
        (paid.Unallocated.Minor, paid.Open.Minor).ShouldBe((30_00, 0));
        (await firm.BalancesAsync()).ShouldBe("1010:150.00 1100:30.00 2200:-30.00 4000:-150.00");
        (await CreditsAsync(firm, second)).ShouldBe([30_00]);

        (await firm.Organization.SendAsync(new UseCredit(second, paid.Id, Amount: 31))).Error!.Code.ShouldBe("sales.exceeds_credit");
        (await firm.Organization.SendAsync(new UseCredit(second, paid.Id))).Value.Open.Minor.ShouldBe(30_00);

        (await firm.ReadAsync(second)).PaymentStatus.ShouldBe(PaymentStatus.PartiallyPaid);
        (await firm.Organization.SendAsync(new GetPayment(paid.Id))).Value.ShouldSatisfyAllConditions(
            payment => payment.Unallocated.Minor.ShouldBe(0), payment => payment.Uses.Select(used => used.Amount.Minor).ShouldBe([120_00, 30_00]));
        (await CreditsAsync(firm, second)).ShouldBeEmpty();
        (await firm.Organization.SendAsync(new ListPayments(new(HasRest: true), new PageRequest()))).Value.Items.ShouldBeEmpty();
    }

    [Test]
    public async Task Undoing_a_payment_opens_again_what_it_had_paid()
    {
        var firm = await FirmAsync();
        var (first, second) = (await firm.IssueAsync(firm.Line(100)), await firm.IssueAsync(firm.Line(50)));
        var owed = await firm.BalancesAsync();
        var paid = (await firm.PayAsync(first, 150)).Value;
        await firm.Organization.SendAsync(new UseCredit(second, paid.Id));

        (await firm.Organization.SendAsync(new UndoPayment(paid.Id))).IsSuccess.ShouldBeTrue();

        (await firm.BalancesAsync()).ShouldBe(owed);
        foreach (var (id, open) in new[] { (first, 120_00), (second, 60_00) })
            (await firm.ReadAsync(id)).ShouldSatisfyAllConditions(view => view.Totals.Open.Minor.ShouldBe(open), view => view.PaymentStatus.ShouldBe(PaymentStatus.Open), view => view.Payments.ShouldBeEmpty());
        (await firm.Organization.SendAsync(new UndoPayment(paid.Id))).Error!.Code.ShouldBe("sales.payment_undone");
        (await firm.Organization.SendAsync(new UseCredit(second, paid.Id, Amount: 1))).Error!.Code.ShouldBe("sales.payment_undone");
        (await Should.ThrowAsync<Npgsql.PostgresException>(() => _app.Database.ScalarAsync($"UPDATE payments SET amount_minor = 1 WHERE id = '{paid.Id}'"))).SqlState.ShouldBe("23514");
        (await firm.Organization.SendAsync(new VoidInvoice(first))).IsSuccess.ShouldBeTrue("nothing of it is paid any more");
    }

    [Test]
    public async Task What_is_paid_is_not_voided()
    {
        var firm = await FirmAsync();
        var id = await firm.IssueAsync(firm.Line(100));
        await firm.PayAsync(id, 1);

        (await firm.Organization.SendAsync(new VoidInvoice(id))).Error!.Code.ShouldBe("sales.has_payments");
        (await firm.PayAsync(await firm.DraftAsync(firm.Line(1)))).Error!.Code.ShouldBe("sales.not_finalized");
        (await firm.PayAsync(id, 0)).Error!.Fields!.Keys.ShouldBe(["amount"]);
        (await firm.PayAsync(id, -1)).Error!.Fields!.Keys.ShouldBe(["amount"]);
        (await firm.PayAsync(id, 0.001m)).Error!.Code.ShouldBe("money.too_many_decimals");
    }

    [Test]
    public async Task Money_comes_to_the_account_that_is_chosen()
    {
        var firm = await FirmAsync();
        var id = await firm.IssueAsync(firm.Line(100));
        var bank = (await firm.Organization.SendAsync(new CreateBankAccount("Current", "EUR"))).Value.Id;
        (await firm.Organization.SendAsync(new RecordPayment(id, 10, TestSales.Day, BankAccountId: bank))).Error!.Code.ShouldBe("sales.account_not_for_money");
        await firm.Organization.SendAsync(new ConnectBankAccount(bank, firm.Accounts["1090"]));

        (await firm.Organization.SendAsync(new RecordPayment(id, 10, TestSales.Day, BankAccountId: bank))).IsSuccess.ShouldBeTrue();
        (await firm.Organization.SendAsync(new RecordPayment(id, 20, TestSales.Day, AccountId: firm.Accounts["1000"]))).IsSuccess.ShouldBeTrue();
        (await firm.Organization.SendAsync(new RecordPayment(id, 20, TestSales.Day, AccountId: firm.Accounts["6100"]))).Error!.Code.ShouldBe("sales.account_not_for_money");

        (await firm.BalancesAsync()).ShouldBe("1000:20.00 1090:10.00 1100:90.00 2200:-20.00 4000:-100.00");

        var dollars = (await firm.Organization.SendAsync(new CreateBankAccount("Dollars", "USD"))).Value.Id;
        var behind = (await firm.Organization.SendAsync(new CreateAccount("1095", "Dollars", AccountSubtype.Bank))).Value.Id;
        await firm.Organization.SendAsync(new ConnectBankAccount(dollars, behind));
        (await firm.Organization.SendAsync(new RecordPayment(id, 10, TestSales.Day, BankAccountId: dollars))).Error!.Code.ShouldBe("documents.other_currency_at_bank");
        (await firm.Organization.SendAsync(new RecordPayment(id, 10, TestSales.Day, AccountId: behind))).Error!.Code.ShouldBe("documents.other_currency_at_bank");
    }

    [Test]
    public async Task A_credit_note_takes_an_invoice_back_or_a_part_of_it()
    {
        var firm = await FirmAsync();
        var id = await firm.IssueAsync(firm.Line(100), firm.Line(50, account: "4100"));
        await firm.PayAsync(id, 100);

        var part = (await firm.Organization.SendAsync(new CreditInvoice(id, [firm.Line(10)], TestSales.Day, "A day less"))).Value;
        (part.Number, part.Gross.Minor).ShouldBe(("CN-2026-00001", 12_00));
        (await firm.ReadAsync(id)).Totals.Open.Minor.ShouldBe(68_00);
        (await firm.Organization.SendAsync(new CreditInvoice(id, null, TestSales.Day))).Error!.Code.ShouldBe("sales.credits_too_much");

        await firm.Organization.SendAsync(new UpdateTaxRate(firm.Rate, "VAT", [new("VAT", 7)], IsArchived: true));
        var rest = (await firm.Organization.SendAsync(new CreditInvoice(id, [firm.Line(90, taxed: false), firm.Line(50, taxed: false, account: "4100")], TestSales.Day))).Value;
        var note = await firm.ReadAsync(rest.Id);
        (note.Kind, note.CreditsInvoiceId, note.Totals.Open.Minor, note.PaymentStatus).ShouldBe((InvoiceKind.CreditNote, id, 72_00, PaymentStatus.PartiallyPaid));
        (await firm.ReadAsync(id)).PaymentStatus.ShouldBe(PaymentStatus.Paid);
        (await firm.BalancesAsync()).ShouldBe("1010:100.00 1100:-72.00 2200:-28.00", "28 of tax stay, and 72 are the customer's");
    }

    [Test]
    public async Task An_invoice_that_is_credited_as_a_whole_is_taxed_as_it_was()
    {
        var firm = await FirmAsync();
        var id = await firm.IssueAsync(firm.Line(100));
        await firm.Organization.SendAsync(new UpdateTaxRate(firm.Rate, "VAT", [new("VAT", 7)], IsArchived: true));

        (await firm.Organization.SendAsync(new CreditInvoice(id, null, TestSales.Day))).Value.Gross.Minor.ShouldBe(120_00);

        (await firm.BalancesAsync()).ShouldBe("");
        (await firm.ReadAsync(id)).Totals.Open.Minor.ShouldBe(0);
    }

    [Test]
    public async Task A_credit_note_alone_is_credit_until_it_is_used_and_can_be_voided_before()
    {
        var firm = await FirmAsync();
        var note = (await firm.Organization.SendAsync(new IssueCreditNote(new(firm.Customer, [firm.Line(50)], TestSales.Day)))).Value;
        var other = (await firm.Organization.SendAsync(new IssueCreditNote(new(firm.Customer, [firm.Line(1)], TestSales.Day)))).Value;
        var id = await firm.IssueAsync(firm.Line(40));
        (await firm.BalancesAsync()).ShouldBe("1100:-13.20 2200:2.20 4000:11.00");

        (await firm.Organization.SendAsync(new VoidInvoice(other.Id))).Error!.Kind.ShouldBe(ErrorKind.NotFound, "it is no invoice");
        (await firm.Organization.SendAsync(new VoidInvoice(other.Id, Kind: InvoiceKind.CreditNote))).IsSuccess.ShouldBeTrue();
        (await firm.Organization.SendAsync(new UseCredit(id, CreditNoteId: note.Id))).Value.Amount.Minor.ShouldBe(48_00);
        (await firm.Organization.SendAsync(new VoidInvoice(note.Id, Kind: InvoiceKind.CreditNote))).Error!.Code.ShouldBe("sales.has_payments");
        (await firm.ReadAsync(note.Id)).Totals.Open.Minor.ShouldBe(12_00);
        (await firm.Organization.SendAsync(new FinalizeInvoice(note.Id))).Error!.Kind.ShouldBe(ErrorKind.NotFound);
    }

    [Test]
    public async Task A_bad_debt_is_written_off()
    {
        var firm = await FirmAsync();
        var id = await firm.IssueAsync(firm.Line(100));
        await firm.PayAsync(id, 20);

        (await firm.Organization.SendAsync(new WriteOffInvoice(id, TestSales.Day.AddDays(-1)))).Error!.Fields!.Keys.ShouldBe(["date"]);
        (await firm.Organization.SendAsync(new WriteOffInvoice(id, TestSales.Day, "Insolvent"))).IsSuccess.ShouldBeTrue();

        var view = await firm.ReadAsync(id);
        (view.PaymentStatus, view.Totals.Paid.Minor, view.WrittenOff.Minor, view.Totals.Open.Minor).ShouldBe((PaymentStatus.WrittenOff, 20_00, 100_00, 0));
        (await firm.BalancesAsync()).ShouldBe("1010:20.00 2200:-20.00 4000:-100.00 6900:100.00");
        (await firm.Organization.SendAsync(new WriteOffInvoice(id, TestSales.Day))).Error!.Code.ShouldBe("sales.nothing_open");
        (await firm.Organization.SendAsync(new WriteOffInvoice(id), role: "viewer")).Error!.Kind.ShouldBe(ErrorKind.Forbidden);
    }

    [Test]
    public async Task Two_payments_at_once_never_pay_more_than_is_open()
    {
        var firm = await FirmAsync();
        var id = await firm.IssueAsync(firm.Line(100));

        var paid = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => firm.PayAsync(id, 30)));

        paid.ShouldAllBe(result => result.IsSuccess);
        paid.Sum(result => result.Value.Unallocated.Minor).ShouldBe((8 * 30_00) - 120_00, "what is too much is credit");
        (await firm.ReadAsync(id)).Totals.Open.Minor.ShouldBe(0);
        (await _app.Database.ScalarAsync($"SELECT sum(amount_minor)::bigint FROM allocations WHERE invoice_id = '{id}'")).ShouldBe(120_00L);
    }

    [Test]
    public async Task One_credit_used_for_many_invoices_at_once_is_used_once()
    {
        var firm = await FirmAsync();
        var first = await firm.IssueAsync(firm.Line(10));
        var paid = (await firm.PayAsync(first, 112)).Value;
        var invoices = new List<InvoiceId>();
        for (var i = 0; i < 6; i++)
            invoices.Add(await firm.IssueAsync(firm.Line(50)));

        var used = await Task.WhenAll(invoices.Select(id => firm.Organization.SendAsync(new UseCredit(id, paid.Id, Amount: 50))));

        used.Count(result => result.IsSuccess).ShouldBe(2);
        used.Where(result => !result.IsSuccess).ShouldAllBe(result => result.Error!.Code == "sales.exceeds_credit");
    }

    [Test]
    public async Task Another_currency_gains_or_loses_by_the_rate_of_the_day_of_payment()
    {
        var firm = await FirmAsync();
        foreach (var (day, rate) in new[] { (TestSales.Day, 0.9m), (TestSales.Day.AddDays(10), 0.95m), (TestSales.Day.AddDays(20), 0.8m) })
            await firm.Organization.SendAsync(new AddExchangeRate("USD", day, rate));
        var id = (await firm.Organization.SendAsync(new CreateInvoice(new(firm.Customer, [firm.Line(100)], TestSales.Day, TestSales.Far, "USD")))).Value.Id;
        await firm.Organization.SendAsync(new FinalizeInvoice(id));

        // 60 dollars of 120 at 0.95 for what stood at 0.9, then 90 at 0.8 for 60 that stood at 0.9; 30 are left at 0.8.
        var gained = (await firm.PayAsync(id, 60, TestSales.Day.AddDays(10))).Value;
        (await firm.BalancesAsync()).ShouldBe("1010:57.00 1100:54.00 2200:-18.00 4000:-90.00 6950:-3.00");
        var lost = (await firm.PayAsync(id, 90, TestSales.Day.AddDays(20))).Value;
        (await firm.BalancesAsync()).ShouldBe("1010:129.00 1100:-24.00 2200:-18.00 4000:-90.00 6950:3.00");

        var next = (await firm.Organization.SendAsync(new CreateInvoice(new(firm.Customer, [firm.Line(25)], TestSales.Day.AddDays(10), TestSales.Far, "USD")))).Value.Id;
        await firm.Organization.SendAsync(new FinalizeInvoice(next));
        (await firm.Organization.SendAsync(new UseCredit(next, lost.Id, Date: TestSales.Day.AddDays(19)))).Error!.Fields!["date"].ShouldHaveSingleItem().ShouldContain($"{TestSales.Day.AddDays(20):yyyy-MM-dd}");
        (await firm.Organization.SendAsync(new UseCredit(next, lost.Id, Date: TestSales.Day.AddDays(21)))).Value.Open.Minor.ShouldBe(0);
        (await firm.BalancesAsync()).ShouldBe("1010:129.00 2200:-22.75 4000:-113.75 6950:7.50", "30 dollars that stood at 0.95 were paid with 30 at 0.8");

        (await firm.Organization.SendAsync(new UndoPayment(lost.Id))).IsSuccess.ShouldBeTrue();
        (await firm.Organization.SendAsync(new UndoPayment(gained.Id))).IsSuccess.ShouldBeTrue();
        (await firm.BalancesAsync()).ShouldBe("1100:136.50 2200:-22.75 4000:-113.75");
    }

    [Test]
    public async Task A_closed_day_takes_no_payment_and_nothing_of_it_stays()
    {
        var firm = await FirmAsync();
        var id = await firm.IssueAsync(firm.Line(100));
        await firm.Organization.SendAsync(new LockPeriod(TestSales.Day));

        (await firm.PayAsync(id, 10)).Error!.Code.ShouldBe("ledger.period_locked");

        (await firm.ReadAsync(id)).Totals.Open.Minor.ShouldBe(120_00);
        (await firm.PayAsync(id, 10, TestSales.Day.AddDays(1))).IsSuccess.ShouldBeTrue();
    }

    [Test]
    public async Task What_is_overdue_is_told_once_for_each_last_day_however_often_and_by_how_many()
    {
        var firm = await FirmAsync();
        for (var i = 0; i < 5; i++)
            await IssueAsync(new DateOnly(2020, 1, 1 + i));
        await firm.IssueAsync(firm.Line(1));

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => TellAsync()));
        await TellAsync();

        (await _app.Database.ScalarAsync($"SELECT count(*) FROM events WHERE type = 'invoice.overdue' AND organization_id = '{firm.Organization.Id}'")).ShouldBe(5L);

        async Task TellAsync() => (await firm.Organization.SendAsPlatformAsync(new TellOverdueInvoices())).Error.ShouldBeNull();

        async Task IssueAsync(DateOnly due)
        {
            var id = (await firm.Organization.SendAsync(new CreateInvoice(new(firm.Customer, [firm.Line(1)], due, due)))).Value.Id;
            (await firm.Organization.SendAsync(new FinalizeInvoice(id))).IsSuccess.ShouldBeTrue();
        }
    }

    private async Task<TestSales> FirmAsync() => await TestSales.OpenAsync(await _app.FoundAsync($"money-{Interlocked.Increment(ref _firms)}"));

    private static async Task<IReadOnlyList<long>> CreditsAsync(TestSales firm, InvoiceId id) =>
        [.. (await firm.Organization.SendAsync(new GetOpenCredits(id))).Value.Select(credit => credit.Left.Minor)];

    private async Task<IReadOnlyList<string>> EventsAsync(TestSales firm) => ((string)(await _app.Database.ScalarAsync(
        $"SELECT string_agg(type, ' ' ORDER BY position) FROM events WHERE organization_id = '{firm.Organization.Id}' AND type SIMILAR TO '(invoice|payment)%'"))!).Split(' ');
}
