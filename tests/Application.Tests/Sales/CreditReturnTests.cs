using Financbase.Application.Ledger;
using Financbase.Application.Sales;
using Financbase.Domain.Ledger;
using Financbase.Domain.Sales;
using Financbase.Testing.Hosting;
using Npgsql;

namespace Financbase.Application.Tests.Sales;

/// <summary>What a customer has left is paid back, and what a payment or credit note was used for is taken back alone.</summary>
public sealed class CreditReturnTests
{
    private static readonly DateOnly Day = TestSales.Day;

    private TestApp _app = null!;
    private int _firms;

    [OneTimeSetUp]
    public async Task Start() => _app = await TestApp.StartAsync(("Process:Roles", "web"));

    [OneTimeTearDown]
    public async Task Stop() => await _app.DisposeAsync();

    [Test]
    public async Task What_was_paid_too_much_is_paid_back_once()
    {
        var firm = await FirmAsync();
        var paid = (await firm.PayAsync(await firm.IssueAsync(firm.Line(100)), 150)).Value.Id;

        (await RefundAsync(firm, new(paid, Amount: 30.01m))).ShouldBe("sales.exceeds_credit");
        (await RefundAsync(firm, new(paid, Amount: 10, Date: Day.AddDays(-1)))).ShouldBe("validation_error");
        (await RefundAsync(firm, new(paid, Amount: 10, Date: Day, AccountId: firm.Accounts["6100"]))).ShouldBe("sales.account_not_for_money");
        (await RefundAsync(firm, new(Date: Day))).ShouldBe("validation_error");
        (await RefundAsync(firm, new(paid, Amount: 10, Date: Day.AddDays(1)))).ShouldBeNull();
        var both = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => RefundAsync(firm, new(paid, Amount: 20, Date: Day.AddDays(1), AccountId: firm.Accounts["1000"], Reference: "Till"))));
        both.Count(code => code is null).ShouldBe(1, "so much is left once");

        (await firm.BalancesAsync()).ShouldBe("1000:-20.00 1010:140.00 2200:-20.00 4000:-100.00");
        (await firm.Organization.SendAsync(new UndoPayment(paid))).Error!.Code.ShouldBe("sales.refunded");
        var view = (await firm.Organization.SendAsync(new GetPayment(paid))).Value;
        (view.Unallocated.Minor, string.Join(' ', view.Uses.Select(use => use.Amount.Minor))).ShouldBe((0, "12000 1000 2000"));
        await VerifyAsync(firm);

        foreach (var use in view.Uses.Where(use => use.InvoiceId is null))
        {
            (await firm.Organization.SendAsync(new UnapplyCredit(paid, null, use.Id))).Error.ShouldBeNull();
            (await firm.Organization.SendAsync(new UnapplyCredit(paid, null, use.Id))).Error!.Code.ShouldBe("sales.use_unknown");
        }

        (await firm.BalancesAsync()).ShouldBe("1010:150.00 1100:-30.00 2200:-20.00 4000:-100.00");
        (await Should.ThrowAsync<PostgresException>(() => _app.Database.ScalarAsync("UPDATE customer_refunds SET amount_minor = 1"))).ConstraintName.ShouldBe("ck_payments_unchanged");
        (await firm.Organization.SendAsync(new UndoPayment(paid))).Error.ShouldBeNull();
        await VerifyAsync(firm);
        (await EventsAsync(firm)).ShouldBe("allocated 1, received 1, refunded 2, unapplied 2, undone 1");
    }

    [Test]
    public async Task A_payment_that_is_undone_stood_until_its_last_use_was_taken_back()
    {
        var firm = await FirmAsync();
        var paid = (await firm.PayAsync(await firm.IssueAsync(firm.Line(100)), 120)).Value.Id;
        var use = (await firm.Organization.SendAsync(new GetPayment(paid))).Value.Uses.ShouldHaveSingleItem();
        (await firm.Organization.SendAsync(new UnapplyCredit(paid, null, use.Id, Day.AddDays(10)))).Error.ShouldBeNull();

        (await firm.Organization.SendAsync(new UndoPayment(paid, Day.AddDays(5)))).Error.ShouldBeNull();

        (await OwedAsync(Day.AddDays(9))).ShouldBe("");
        (await OwedAsync(Day.AddDays(10))).ShouldBe("120.00 0.00");
        await VerifyAsync(firm);

        async Task<string> OwedAsync(DateOnly day) => string.Join(
            ", ", (await firm.Organization.SendAsync(new GetAgedReceivables(day))).Value.Rows.Select(row => $"{row.Amounts.NotDue.ToPlainString()} {row.Amounts.Credit.ToPlainString()}"));
    }

    [Test]
    public async Task What_is_left_of_a_credit_note_is_paid_back_and_counts_as_used_on_the_cash_basis()
    {
        var firm = await FirmAsync();
        var id = await firm.IssueAsync(firm.Line(100));
        await firm.PayAsync(id, null, Day.AddDays(1));
        var note = (await firm.Organization.SendAsync(new CreditInvoice(id, [firm.Line(40)], Day.AddDays(2)))).Value.Id;
        (await CashAsync(firm, Day.AddDays(2))).ShouldBe("1010:120.00 2200:-20.00 4000:-100.00");

        (await RefundAsync(firm, new(CreditNoteId: id, Date: Day.AddDays(3)))).ShouldBe("not_found", "that is no credit note");
        (await RefundAsync(firm, new(CreditNoteId: note, Date: Day.AddDays(3)))).ShouldBeNull();

        (await firm.BalancesAsync()).ShouldBe("1010:72.00 2200:-12.00 4000:-60.00");
        (await CashAsync(firm, Day.AddDays(2))).ShouldBe("1010:120.00 2200:-20.00 4000:-100.00");
        (await CashAsync(firm, Day.AddDays(3))).ShouldBe("1010:72.00 2200:-12.00 4000:-60.00");
        (await firm.Organization.SendAsync(new VoidInvoice(note, Kind: InvoiceKind.CreditNote))).Error!.Code.ShouldBe("sales.has_payments");
        var use = (await firm.ReadAsync(note)).Uses.ShouldHaveSingleItem();
        use.InvoiceId.ShouldBeNull();
        (await firm.Organization.SendAsync(new UnapplyCredit(null, note, use.Id, Day.AddDays(9)))).Value.Left.Minor.ShouldBe(48_00);
        (await CashAsync(firm, Day.AddDays(8))).ShouldBe("1010:72.00 2200:-12.00 4000:-60.00", "it was away until then");
        (await firm.Organization.SendAsync(new VoidInvoice(note, Kind: InvoiceKind.CreditNote))).Error.ShouldBeNull();
        await VerifyAsync(firm);
    }

    [Test]
    public async Task What_was_paid_back_of_a_payment_that_never_came_is_a_bad_debt()
    {
        var firm = await FirmAsync();
        var id = await firm.IssueAsync(firm.Line(100));
        var paid = (await firm.PayAsync(id)).Value.Id;
        var note = (await firm.Organization.SendAsync(new CreditInvoice(id, null, Day))).Value.Id;
        await firm.Organization.SendAsync(new UndoPayment(paid));
        (await firm.Organization.SendAsync(new WriteOffInvoice(id, Day))).Error!.Code.ShouldBe("sales.credit_note_stands");

        (await RefundAsync(firm, new(CreditNoteId: note, Date: Day))).ShouldBeNull();
        (await firm.Organization.SendAsync(new WriteOffInvoice(id, Day))).Error.ShouldBeNull();

        (await firm.BalancesAsync()).ShouldBe("1010:-120.00 6900:120.00");
        await VerifyAsync(firm);
    }

    [Test]
    public async Task A_closed_day_takes_no_refund_and_others_have_no_say()
    {
        var firm = await FirmAsync();
        var paid = (await firm.PayAsync(await firm.IssueAsync(firm.Line(100)), 150)).Value.Id;
        var other = await FirmAsync();
        (await other.Organization.SendAsync(new RefundCredit(paid))).Error!.Code.ShouldBe("not_found");
        (await firm.Organization.SendAsync(new RefundCredit(paid), "viewer")).Error!.Code.ShouldBe("forbidden");
        await firm.Organization.SendAsync(new LockPeriod(Day.AddDays(5)));

        (await RefundAsync(firm, new(paid, Date: Day.AddDays(5)))).ShouldBe("ledger.period_locked");
        (await RefundAsync(firm, new(paid, Date: Day.AddDays(6)))).ShouldBeNull();
        await firm.Organization.SendAsync(new LockPeriod(Day.AddDays(6)));
        foreach (var use in (await firm.Organization.SendAsync(new GetPayment(paid))).Value.Uses)
        {
            (await firm.Organization.SendAsync(new UnapplyCredit(paid, null, use.Id))).Error!.Code.ShouldBe("ledger.period_locked");
            (await firm.Organization.SendAsync(new UnapplyCredit(paid, null, use.Id, Day.AddDays(7)))).Error.ShouldBeNull();
        }

        (await firm.BalancesAsync()).ShouldBe("1010:150.00 1100:-30.00 2200:-20.00 4000:-100.00");
        await VerifyAsync(firm);
    }

    [Test]
    public async Task A_use_is_taken_back_alone_and_the_payment_or_credit_note_stands()
    {
        var firm = await FirmAsync();
        var (first, second) = (await firm.IssueAsync(firm.Line(100)), await firm.IssueAsync(firm.Line(50)));
        var paid = (await firm.PayAsync(first, 150)).Value.Id;
        var note = (await firm.Organization.SendAsync(new CreditInvoice(second, [firm.Line(10)], Day))).Value.Id;
        await firm.Organization.SendAsync(new UseCredit(second, paid, Date: Day.AddDays(2)));
        var before = await firm.BalancesAsync();

        var use = (await firm.ReadAsync(first)).Payments.Single();
        (await firm.Organization.SendAsync(new UnapplyCredit(null, note, use.UseId))).Error!.Code.ShouldBe("sales.use_unknown", "it is the payment's");
        (await firm.Organization.SendAsync(new UnapplyCredit(paid, null, use.UseId))).Value.Left.Minor.ShouldBe(120_00);
        (await firm.ReadAsync(first)).ShouldSatisfyAllConditions(one => one.Totals.Open.Minor.ShouldBe(120_00), one => one.Payments.ShouldBeEmpty());
        (await firm.Organization.SendAsync(new UnapplyCredit(null, note, (await firm.ReadAsync(note)).Uses.Single().Id, Day.AddDays(3)))).Value.Left.Minor.ShouldBe(12_00);
        (await firm.ReadAsync(second)).Totals.Open.Minor.ShouldBe(30_00, "thirty of the payment still pay it");

        (await firm.BalancesAsync()).ShouldBe(before, "nothing of it was in the books");
        (await firm.Organization.SendAsync(new UseCredit(first, paid, Date: Day.AddDays(4)))).Value.Open.Minor.ShouldBe(0);
        (await firm.Organization.SendAsync(new UndoPayment(paid))).Error.ShouldBeNull();
        (await firm.Organization.SendAsync(new VoidInvoice(note, Kind: InvoiceKind.CreditNote))).Error.ShouldBeNull();
        await VerifyAsync(firm);
    }

    [Test]
    public async Task What_the_rate_changed_is_taken_back_with_the_use_and_paid_back_with_the_rest()
    {
        var firm = await FirmAsync();
        foreach (var (day, rate) in new[] { (Day, 0.5m), (Day.AddDays(10), 0.6m), (Day.AddDays(20), 0.7m) })
            await firm.Organization.SendAsync(new AddExchangeRate("USD", day, rate));
        var (first, second) = (await SellAsync(firm, 100), await SellAsync(firm, 40));
        var paid = (await firm.PayAsync(first, 150, Day.AddDays(10))).Value.Id;
        await firm.Organization.SendAsync(new UseCredit(second, paid, Date: Day.AddDays(12)));
        (await firm.BalancesAsync()).ShouldBe("1010:90.00 1100:-6.00 4000:-70.00 6950:-14.00");

        (await RefundAsync(firm, new(paid, Date: Day.AddDays(20)))).ShouldBeNull();
        (await firm.BalancesAsync()).ShouldBe("1010:83.00 4000:-70.00 6950:-13.00", "ten dollars that came at 0.60 went at 0.70");
        await VerifyAsync(firm);
        (await firm.Organization.SendAsync(new GetRevaluation(Day.AddDays(15)))).Value.Lines.Where(line => line.Account.Code == "1100")
            .Select(line => $"{line.Original} {line.Kept}").ShouldBe(["-10.00 USD -6.00 EUR"], "that was not paid back yet");

        // The one of the payment's own day went with its entry, the other has an entry of its own.
        foreach (var use in (await firm.Organization.SendAsync(new GetPayment(paid))).Value.Uses)
            (await firm.Organization.SendAsync(new UnapplyCredit(paid, null, use.Id, Day.AddDays(25)))).Error.ShouldBeNull();
        (await firm.BalancesAsync()).ShouldBe("1010:90.00 1100:-20.00 4000:-70.00", "140 dollars are owed at 0.50, and 150 are theirs at 0.60");
        await VerifyAsync(firm);
        (await firm.Organization.SendAsync(new UseCredit(first, paid, Date: Day.AddDays(26)))).Error.ShouldBeNull();
        (await firm.Organization.SendAsync(new UndoPayment(paid, Day.AddDays(30)))).Error.ShouldBeNull();
        (await firm.BalancesAsync()).ShouldBe("1100:70.00 4000:-70.00");
        await VerifyAsync(firm);
    }

    private async Task<TestSales> FirmAsync() => await TestSales.OpenAsync(await _app.FoundAsync($"return-{Interlocked.Increment(ref _firms)}"));

    private static async Task<InvoiceId> SellAsync(TestSales firm, decimal amount)
    {
        var id = (await firm.Organization.SendAsync(new CreateInvoice(new(firm.Customer, [firm.Line(amount, taxed: false)], Day, TestSales.Far, "USD")))).Value.Id;
        await firm.Organization.SendAsync(new FinalizeInvoice(id));
        return id;
    }

    private static async Task<string?> RefundAsync(TestSales firm, RefundCredit command) => (await firm.Organization.SendAsync(command)).Error?.Code;

    private static async Task<string> CashAsync(TestSales firm, DateOnly day) => string.Join(' ', (await firm.Organization.SendAsync(new GetTrialBalance(day, Basis.Cash))).Value.Rows
        .Where(row => row.Balance.Minor != 0).Select(row => $"{row.Account.Code}:{row.Balance.ToPlainString()}"));

    private static async Task VerifyAsync(TestSales firm) => (await firm.Organization.SendAsPlatformAsync(new VerifyLedger())).Value.Faults.ShouldBeEmpty();

    private async Task<string> EventsAsync(TestSales firm) => (string)(await _app.Database.ScalarAsync($"""
        SELECT string_agg(substr(type, 9) || ' ' || count, ', ' ORDER BY type) FROM (
            SELECT type, count(*) FROM events WHERE organization_id = '{firm.Organization.Id}' AND type LIKE 'payment.%' GROUP BY type) e
        """))!;
}
