using Financbase.Application.Banking;
using Financbase.Application.Documents;
using Financbase.Application.Ledger;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Application.Purchases;
using Financbase.Domain.Purchases;
using Financbase.Testing.Banking;
using Financbase.Testing.Hosting;
using Npgsql;

namespace Financbase.Application.Tests.Purchases;

/// <summary>Money to vendors: what it pays, what it comes to in the books, and how it is taken back.</summary>
public sealed class BillPaymentTests
{
    private TestApp _app = null!;

    [OneTimeSetUp]
    public async Task Start() => _app = await TestApp.StartAsync(("Process:Roles", "web"));

    [OneTimeTearDown]
    public async Task Stop() => await _app.DisposeAsync();

    [Test]
    public async Task A_bill_is_paid_in_parts_and_a_payment_that_is_undone_opens_it_again()
    {
        var firm = await TestPurchases.OpenAsync(await _app.FoundAsync("parts"));
        var id = await firm.ApproveAsync(firm.Line(100));

        var first = (await firm.PayAsync([new(id)], 50)).Value;
        (await firm.ReadAsync(id)).PaymentStatus.ShouldBe(BillPaymentStatus.PartiallyPaid);
        var rest = (await firm.PayAsync([new(id)])).Value;

        rest.Amount.ToPlainString().ShouldBe("70.00");
        (await firm.ReadAsync(id)).ShouldSatisfyAllConditions(
            bill => bill.PaymentStatus.ShouldBe(BillPaymentStatus.Paid), bill => bill.Payments.Select(one => one.Amount.ToPlainString()).ShouldBe(["50.00", "70.00"]));
        (await firm.BalancesAsync()).ShouldBe("1010:-120.00 1200:20.00 5000:100.00");
        (await firm.PayAsync([new(id)])).Error!.Code.ShouldBe("purchases.nothing_open");
        (await firm.Organization.SendAsync(new VoidBill(id))).Error!.Code.ShouldBe("purchases.has_payments");

        (await firm.Organization.SendAsync(new UndoVendorPayment(first.Id))).IsSuccess.ShouldBeTrue();
        (await firm.Organization.SendAsync(new UndoVendorPayment(first.Id))).Error!.Code.ShouldBe("purchases.payment_undone");
        (await firm.ReadAsync(id)).Totals.Open.ToPlainString().ShouldBe("50.00");
        (await firm.BalancesAsync()).ShouldBe("1010:-70.00 1200:20.00 2000:-50.00 5000:100.00");
        (await _app.Database.ScalarAsync($"""
            SELECT string_agg(type, ' ' ORDER BY type) FROM events
            WHERE organization_id = '{firm.Organization.Id}' AND type IN ('bill.paid', 'bill.partially_paid', 'payment.made', 'payment.taken_back')
            """)).ShouldBe("bill.paid bill.partially_paid payment.made payment.made payment.taken_back");
    }

    [Test]
    public async Task One_payment_pays_several_bills_with_a_fee_and_its_rest_pays_another()
    {
        var firm = await TestPurchases.OpenAsync(await _app.FoundAsync("several"));
        BillId[] bills = [await firm.ApproveAsync(firm.Line(100, taxed: false)), await firm.ApproveAsync(firm.Line(60, taxed: false)), await firm.ApproveAsync(firm.Line(30, taxed: false))];

        var paid = (await firm.PayAsync([new(bills[0], 40), new(bills[1])], 120, fee: new FeeDraft(1.5m, firm.Accounts["6200"]))).Value;

        paid.Bills.Select(bill => bill.Open.ToPlainString()).ShouldBe(["60.00", "0.00"]);
        paid.Unallocated.ToPlainString().ShouldBe("20.00");
        (await firm.BalancesAsync()).ShouldBe("1010:-121.50 2000:-70.00 5000:190.00 6200:1.50");
        (await firm.Organization.SendAsync(new GetOpenVendorCredits(bills[2]))).Value.ShouldHaveSingleItem().Left.ToPlainString().ShouldBe("20.00");
        (await firm.Organization.SendAsync(new UseVendorCredit(bills[2], paid.Id, 20.01m))).Error!.Code.ShouldBe("purchases.exceeds_credit");
        (await firm.Organization.SendAsync(new UseVendorCredit(bills[2], paid.Id))).Value.Open.ToPlainString().ShouldBe("10.00");
        (await firm.Organization.SendAsync(new GetVendorPayment(paid.Id))).Value.Bills.Count.ShouldBe(3);
        (await firm.Organization.SendAsync(new ListVendorPayments(new(Bill: bills[2]), new PageRequest()))).Value.Items.ShouldHaveSingleItem().Unallocated.Minor.ShouldBe(0);
    }

    [Test]
    public async Task What_the_rate_changed_until_the_payment_is_an_exchange_difference()
    {
        var firm = await TestPurchases.OpenAsync(await _app.FoundAsync("rates"));
        await firm.Organization.SendAsync(new AddExchangeRate("USD", TestPurchases.Day, 0.80m));
        await firm.Organization.SendAsync(new AddExchangeRate("USD", TestPurchases.Day.AddDays(10), 0.90m));
        var id = await firm.ApproveInAsync("USD", firm.Line(100, taxed: false));

        await firm.PayAsync([new(id, 50)], 70, TestPurchases.Day.AddDays(10));
        // Half of 80.00 was settled with 45.00; 18.00 are with the vendor.
        (await firm.BalancesAsync()).ShouldBe("1010:-63.00 2000:-22.00 5000:80.00 6950:5.00");
        var credit = (await firm.Organization.SendAsync(new GetOpenVendorCredits(id))).Value.ShouldHaveSingleItem();
        await firm.Organization.SendAsync(new UseVendorCredit(id, credit.PaymentId, null, TestPurchases.Day.AddDays(11)));

        // 20 of the 50 that are open stand for 16.00 and are settled with 18.00.
        (await firm.BalancesAsync()).ShouldBe("1010:-63.00 2000:-24.00 5000:80.00 6950:7.00");
        (await firm.Organization.SendAsync(new UndoVendorPayment(credit.PaymentId!.Value))).IsSuccess.ShouldBeTrue();
        (await firm.BalancesAsync()).ShouldBe("2000:-80.00 5000:80.00");
    }

    [Test]
    public async Task Two_who_pay_the_same_bill_at_once_pay_it_once()
    {
        var firm = await TestPurchases.OpenAsync(await _app.FoundAsync("twice"));
        BillId[] bills = [await firm.ApproveAsync(firm.Line(10)), await firm.ApproveAsync(firm.Line(20))];

        var paid = await Task.WhenAll(Enumerable.Range(0, 6).Select(turn => firm.PayAsync(turn % 2 == 0 ? [new(bills[0]), new(bills[1])] : [new(bills[1]), new(bills[0])])));

        paid.Count(one => one.IsSuccess).ShouldBe(1);
        paid.Where(one => !one.IsSuccess).ShouldAllBe(one => one.Error!.Code == "purchases.nothing_open");
        (await firm.BalancesAsync()).ShouldBe("1010:-36.00 1200:6.00 5000:30.00");
    }

    [Test]
    public async Task What_cannot_be_paid_so_is_refused_and_nothing_stays_of_it()
    {
        var (firm, other) = (await TestPurchases.OpenAsync(await _app.FoundAsync("refused")), await TestPurchases.OpenAsync(await _app.FoundAsync("elsewhere")));
        var id = await firm.ApproveAsync(firm.Line(100));
        var elsewhere = await other.ApproveAsync(other.Line(100));
        var draft = await firm.DraftAsync(lines: [firm.Line(1)]);
        var another = (await firm.Organization.SendAsync(new CreateVendor(new("Another")))).Value.Id;
        var theirs = await firm.ApproveAsync(another, firm.Line(1));

        (await firm.PayAsync([new(elsewhere)])).Error!.Code.ShouldBe("purchases.bill_unknown");
        (await firm.PayAsync([new(draft)])).Error!.Code.ShouldBe("purchases.not_approved");
        (await firm.PayAsync([new(id), new(theirs)])).Error!.Code.ShouldBe("purchases.other_vendor");
        (await firm.PayAsync([new(id, 120.01m)])).Error!.Code.ShouldBe("purchases.exceeds_open");
        (await firm.PayAsync([new(id, 100)], 90)).Error!.Code.ShouldBe("purchases.exceeds_credit");
        (await firm.PayAsync([new(id), new(id)])).Error!.Code.ShouldBe("validation_error");
        (await firm.PayAsync([])).Error!.Code.ShouldBe("validation_error");
        (await firm.Organization.SendAsync(new RecordVendorPayment([new(id)], AccountId: firm.Accounts["5000"]))).Error!.Code.ShouldBe("purchases.account_not_for_money");
        (await firm.Organization.SendAsync(new RecordVendorPayment([new(id)]), role: "approver")).Error!.Kind.ShouldBe(Domain.SharedKernel.ErrorKind.Forbidden);
        (await _app.Database.ScalarAsync($"SELECT count(*) FROM vendor_payments WHERE organization_id = '{firm.Organization.Id}'")).ShouldBe(0L);

        var paid = (await firm.PayAsync([new(id)], 130)).Value;
        (await other.Organization.SendAsync(new UndoVendorPayment(paid.Id))).Error!.Kind.ShouldBe(Domain.SharedKernel.ErrorKind.NotFound);
        foreach (var change in new[] { "UPDATE vendor_payments SET amount_minor = 1", "UPDATE vendor_payments SET unallocated_minor = 13001", "DELETE FROM bill_allocations", "UPDATE bill_allocations SET amount_minor = 1" })
            (await Should.ThrowAsync<PostgresException>(() => _app.Database.ScalarAsync(change))).SqlState.ShouldBe(PostgresErrorCodes.CheckViolation, change);
    }

    [Test]
    public async Task Nobody_records_the_payment_of_what_they_approved_while_somebody_else_may()
    {
        var firm = await TestPurchases.OpenAsync(await _app.FoundAsync("duties"));
        var one = await firm.Organization.AddMemberAsync("accountant");
        var (id, another) = (await firm.DraftAsync(lines: [firm.Line(100)]), await firm.ApproveAsync(firm.Line(50)));
        await firm.Organization.SendAsync(new ReceiveBill(id));
        (await firm.AsAsync(one, new ApproveBill(id), "accountant")).IsSuccess.ShouldBeTrue();

        (await PayAsync(new BillShare(id, 10))).IsSuccess.ShouldBeTrue("nobody else may");
        await firm.Organization.AddMemberAsync("owner");
        (await PayAsync(new BillShare(id, 10))).Error!.Code.ShouldBe("access.separation_of_duties");
        (await PayAsync(new(another, 10), new(id, 10))).Error!.Code.ShouldBe("access.separation_of_duties");
        (await PayAsync(new BillShare(another, 10))).IsSuccess.ShouldBeTrue("somebody else approved it");
        (await firm.PayAsync([new(id, 10)])).IsSuccess.ShouldBeTrue();

        // A line of the bank says that the money went: whoever matches it decides nothing.
        var account = await firm.Organization.OpenAccountAsync();
        await firm.Organization.SendAsync(new ConnectBankAccount(account, firm.Accounts["1010"]));
        await firm.Organization.ImportAsync(account, "Date,Description,Amount\n2026-06-20,Rope,-100.00\n");
        var line = (await firm.Organization.LinesAsync(account)).ShouldHaveSingleItem().Id;
        (await firm.AsAsync(one, new MatchBankTransactionToBills(line, [new(id)]), "accountant")).IsSuccess.ShouldBeTrue();
        (await firm.ReadAsync(id)).PaymentStatus.ShouldBe(BillPaymentStatus.Paid);
        (await firm.Organization.SendAsPlatformAsync(new VerifyLedger())).Value.Faults.ShouldBeEmpty();

        Task<Result<RecordedVendorPayment>> PayAsync(params BillShare[] bills) =>
            firm.AsAsync(one, new RecordVendorPayment(bills, Date: TestPurchases.Day), "accountant");
    }

    [Test]
    public async Task A_late_bill_is_posted_on_a_day_that_is_open()
    {
        var firm = await TestPurchases.OpenAsync(await _app.FoundAsync("late"));
        var id = await firm.DraftAsync(lines: [firm.Line(100)]);
        await firm.Organization.SendAsync(new ReceiveBill(id));
        await firm.Organization.SendAsync(new LockPeriod(new DateOnly(2026, 6, 30)));

        var refused = (await firm.Organization.SendAsync(new ApproveBill(id))).Error!;
        (refused.Code, refused.Message.Contains("2026-07-01", StringComparison.Ordinal)).ShouldBe(("ledger.period_locked", true), refused.Message);
        (await firm.Organization.SendAsync(new ApproveBill(id, TestPurchases.Day.AddDays(-1)))).Error!.Fields!.Keys.ShouldBe(["postedOn"]);
        (await firm.Organization.SendAsync(new ApproveBill(id, new DateOnly(2026, 7, 1)))).IsSuccess.ShouldBeTrue();

        var bill = await firm.ReadAsync(id);
        (bill.BillDate, bill.PostedOn).ShouldBe((TestPurchases.Day, new DateOnly(2026, 7, 1)));
        (await _app.Database.ScalarAsync($"SELECT date FROM journal_entries WHERE id = '{bill.JournalEntryId}'")).ShouldBe(new DateOnly(2026, 7, 1));
        (await firm.Organization.SendAsync(new VoidBill(id))).IsSuccess.ShouldBeTrue();
    }

    [Test]
    public async Task Whoever_alone_may_approve_decides_alone_though_there_are_others()
    {
        var firm = await TestPurchases.OpenAsync(await _app.FoundAsync("one"));
        var only = await firm.Organization.AddMemberAsync("accountant");
        await firm.Organization.AddMemberAsync("viewer");
        await firm.Organization.AddMemberAsync("member");
        BillId[] waiting = [await HandInAsync("1"), await HandInAsync("2")];

        (await firm.AsAsync(only, new ApproveBill(waiting[0]), "accountant")).Value.Status.ShouldBe(BillStatus.Approved);
        await firm.Organization.AddMemberAsync("approver");
        (await firm.AsAsync(only, new ApproveBill(waiting[1]), "accountant")).Error!.Code.ShouldBe("access.separation_of_duties");

        async Task<BillId> HandInAsync(string number)
        {
            var id = (await firm.AsAsync(only, new CreateBill(new(firm.Vendor, number, [firm.Line(10)], TestPurchases.Day)), "accountant")).Value.Id;
            await firm.AsAsync(only, new ReceiveBill(id), "accountant");
            return id;
        }
    }
}
