using Financbase.Application.Documents;
using Financbase.Application.Ledger;
using Financbase.Application.Paging;
using Financbase.Application.Purchases;
using Financbase.Domain.Purchases;
using Financbase.Domain.SharedKernel;
using Financbase.Testing.Hosting;
using Npgsql;

namespace Financbase.Application.Tests.Purchases;

/// <summary>What vendors give back: what it comes to in the books, how it is used, paid out and taken back.</summary>
public sealed class VendorCreditTests
{
    private TestApp _app = null!;

    [OneTimeSetUp]
    public async Task Start() => _app = await TestApp.StartAsync(("Process:Roles", "web"));

    [OneTimeTearDown]
    public async Task Stop() => await _app.DisposeAsync();

    [Test]
    public async Task A_credit_is_a_bill_the_other_way_round_that_is_used_for_bills_and_paid_out()
    {
        var firm = await TestPurchases.OpenAsync(await _app.FoundAsync("credit"));
        var bill = await firm.ApproveAsync(firm.Line(50));
        var credit = await PostAsync(firm, "GS-1", firm.Line(100));
        (await firm.BalancesAsync()).ShouldBe("1200:-10.00 2000:60.00 5000:-50.00");
        (await firm.Organization.SendAsync(new GetAgedPayables(TestPurchases.Day))).Value.Totals.Credit.ToPlainString().ShouldBe("-120.00");
        (await firm.Organization.SendAsync(new GetTaxReport(new DateOnly(2026, 1, 1), new DateOnly(2026, 12, 31)))).Value.Total.PurchasesTax.ToPlainString().ShouldBe("-10.00");

        (await firm.Organization.SendAsync(new GetOpenVendorCredits(bill))).Value.ShouldHaveSingleItem().VendorCreditId.ShouldBe(credit);
        (await firm.Organization.SendAsync(new UseVendorCredit(bill, VendorCreditId: credit, Amount: 20))).Value.Open.ToPlainString().ShouldBe("40.00");
        (await firm.Organization.SendAsync(new UseVendorCredit(bill, VendorCreditId: credit))).Value.Amount.ToPlainString().ShouldBe("40.00");
        (await firm.ReadAsync(bill)).ShouldSatisfyAllConditions(
            paid => paid.PaymentStatus.ShouldBe(BillPaymentStatus.Paid), paid => paid.Payments.ShouldAllBe(one => one.VendorCreditId == credit && one.Name == "GS-1"));
        (await RefundAsync(firm, credit, 60.01m)).ShouldBe("purchases.exceeds_credit");
        (await RefundAsync(firm, credit, 25)).ShouldBeNull();
        (await firm.BalancesAsync()).ShouldBe("1010:25.00 1200:-10.00 2000:35.00 5000:-50.00");
        (await firm.Organization.SendAsync(new VoidVendorCredit(credit))).Error!.Code.ShouldBe("purchases.credit_used");

        var view = await ReadAsync(firm, credit);
        (view.Totals.Used.ToPlainString(), view.Totals.Open.ToPlainString(), view.Uses.Count).ShouldBe(("85.00", "35.00", 3));
        foreach (var use in view.Uses)
        {
            (await firm.Organization.SendAsync(new UnapplyVendorCredit(credit, use.Id))).IsSuccess.ShouldBeTrue();
            (await firm.Organization.SendAsync(new UnapplyVendorCredit(credit, use.Id))).Error!.Code.ShouldBe("purchases.use_unknown");
        }

        (await firm.ReadAsync(bill)).Totals.Open.ToPlainString().ShouldBe("60.00");
        (await firm.BalancesAsync()).ShouldBe("1200:-10.00 2000:60.00 5000:-50.00");
        (await firm.Organization.SendAsync(new VoidVendorCredit(credit))).IsSuccess.ShouldBeTrue();
        (await firm.BalancesAsync()).ShouldBe("1200:10.00 2000:-60.00 5000:50.00");
        (await firm.Organization.SendAsPlatformAsync(new VerifyLedger())).Value.Faults.ShouldBeEmpty();
        (await _app.Database.ScalarAsync($"""
            SELECT string_agg(substr(type, 15) || ' ' || count, ', ' ORDER BY type) FROM (
                SELECT type, count(*) FROM events WHERE organization_id = '{firm.Organization.Id}' AND type LIKE 'vendor\_credit.%' GROUP BY type) e
            """)).ShouldBe("applied 2, posted 1, refunded 1, unapplied 3, voided 1");
    }

    [Test]
    public async Task What_the_rate_changed_until_a_credit_is_used_is_an_exchange_difference_and_goes_with_its_use()
    {
        var firm = await TestPurchases.OpenAsync(await _app.FoundAsync("rates"));
        foreach (var (days, rate) in new[] { (0, 0.80m), (10, 0.90m), (20, 1.00m) })
            await firm.Organization.SendAsync(new AddExchangeRate("USD", TestPurchases.Day.AddDays(days), rate));
        var bill = await firm.ApproveInAsync("USD", firm.Line(100, taxed: false));
        var credit = await PostAsync(firm, new VendorCreditDraft(firm.Vendor, "GS-2", [firm.Line(30, taxed: false)], TestPurchases.Day.AddDays(10), "USD"));
        (await firm.BalancesAsync()).ShouldBe("2000:-53.00 5000:53.00");

        // 10 of the bill stand for 8.00, 10 of the credit for 9.00; 20 that come back are worth 20.00 and stood for 18.00.
        (await firm.Organization.SendAsync(new UseVendorCredit(bill, VendorCreditId: credit, Amount: 10, Date: TestPurchases.Day.AddDays(5)))).Error!.Fields!.Keys.ShouldBe(["date"]);
        await firm.Organization.SendAsync(new UseVendorCredit(bill, VendorCreditId: credit, Amount: 10, Date: TestPurchases.Day.AddDays(12)));
        await firm.Organization.SendAsync(new RefundVendorCredit(credit, 20, TestPurchases.Day.AddDays(20)));
        (await firm.BalancesAsync()).ShouldBe("1010:20.00 2000:-72.00 5000:53.00 6950:-1.00");
        (await firm.Organization.SendAsPlatformAsync(new VerifyLedger())).Value.Faults.ShouldBeEmpty();

        // At the end of the eleventh day all was open: -100 at 0.80 and 30 at 0.90, worth -70 at 0.90.
        await firm.Organization.SendAsync(new Revalue(TestPurchases.Day.AddDays(11)));
        (await firm.Organization.SendAsync(new GetTrialBalance(TestPurchases.Day.AddDays(11)))).Value.Rows.Where(row => row.Balance.Minor != 0)
            .Select(row => $"{row.Account.Code}:{row.Balance.ToPlainString()}").ShouldBe(["2000:-63.00", "5000:53.00", "6950:10.00"]);

        foreach (var use in (await ReadAsync(firm, credit)).Uses)
            (await firm.Organization.SendAsync(new UnapplyVendorCredit(credit, use.Id))).IsSuccess.ShouldBeTrue();
        (await firm.BalancesAsync()).ShouldBe("2000:-53.00 5000:53.00");
        (await ReadAsync(firm, credit)).Totals.Open.ToPlainString().ShouldBe("30.00");
    }

    [Test]
    public async Task What_cannot_be_credited_so_is_refused_and_two_at_once_use_a_credit_once()
    {
        var (firm, other) = (await TestPurchases.OpenAsync(await _app.FoundAsync("refused")), await TestPurchases.OpenAsync(await _app.FoundAsync("elsewhere")));
        BillId[] bills = [await firm.ApproveAsync(firm.Line(100, taxed: false)), await firm.ApproveAsync(firm.Line(100, taxed: false))];
        var another = (await firm.Organization.SendAsync(new CreateVendor(new("Another")))).Value.Id;
        var theirs = await firm.ApproveAsync(another, firm.Line(10));
        var draft = (await firm.Organization.SendAsync(new CreateVendorCredit(Draft(firm, "GS-3", firm.Line(70, taxed: false))))).Value.Id;
        (await UseAsync(bills[0], draft)).ShouldBe("purchases.credit_not_posted");
        (await firm.Organization.SendAsync(new PostVendorCredit(draft, TestPurchases.Day.AddDays(-1)))).Error!.Fields!.Keys.ShouldBe(["postedOn"]);
        (await firm.Organization.SendAsync(new PostVendorCredit(draft), role: "approver")).Error!.Kind.ShouldBe(ErrorKind.Forbidden);
        (await other.Organization.SendAsync(new PostVendorCredit(draft))).Error!.Kind.ShouldBe(ErrorKind.NotFound);
        (await firm.Organization.SendAsync(new PostVendorCredit(draft))).IsSuccess.ShouldBeTrue();

        (await firm.Organization.SendAsync(new PostVendorCredit(draft))).Error!.Code.ShouldBe("purchases.credit_posted");
        (await firm.Organization.SendAsync(new DeleteVendorCredit(draft))).Error!.Code.ShouldBe("purchases.credit_posted");
        (await UseAsync(theirs, draft)).ShouldBe("purchases.other_vendor");
        (await firm.Organization.SendAsync(new UseVendorCredit(bills[0]))).Error!.Code.ShouldBe("validation_error");
        var same = (await firm.Organization.SendAsync(new CreateVendorCredit(Draft(firm, "gs 03", firm.Line(1))))).Value.Id;
        (await firm.Organization.SendAsync(new PostVendorCredit(same))).Error!.Code.ShouldBe("purchases.duplicate_credit");
        var none = (await firm.Organization.SendAsync(new CreateVendorCredit(Draft(firm, "GS-4", firm.Line(-1))))).Value.Id;
        (await firm.Organization.SendAsync(new PostVendorCredit(none))).Error!.Code.ShouldBe("purchases.no_credit");
        (await firm.Organization.SendAsync(new DeleteVendorCredit(none))).IsSuccess.ShouldBeTrue();

        var used = await Task.WhenAll(Enumerable.Range(0, 6).Select(turn => UseAsync(bills[turn % 2], draft, 70)));
        used.Count(code => code is null).ShouldBe(1);
        used.Where(code => code is not null).ShouldAllBe(code => code == "purchases.exceeds_credit");
        (await firm.BalancesAsync()).ShouldBe("1200:2.00 2000:-142.00 5000:140.00");
        (await firm.Organization.SendAsync(new ListVendorCredits(new(HasRest: false, Text: "gs-3"), new PageRequest()), role: "viewer")).Value.Items.ShouldHaveSingleItem().Id.ShouldBe(draft);
        foreach (var change in new[]
        {
            "UPDATE vendor_credits SET note = 'x' WHERE status = 'posted'", $"DELETE FROM vendor_credit_lines WHERE vendor_credit_id = '{draft}'",
            $"UPDATE vendor_credits SET open_minor = 7001 WHERE id = '{draft}'", $"UPDATE bill_allocations SET vendor_credit_id = NULL WHERE vendor_credit_id = '{draft}'",
        })
        {
            (await Should.ThrowAsync<PostgresException>(() => _app.Database.ScalarAsync(change))).SqlState.ShouldBe(PostgresErrorCodes.CheckViolation, change);
        }

        async Task<string?> UseAsync(BillId bill, VendorCreditId credit, decimal? amount = null) =>
            (await firm.Organization.SendAsync(new UseVendorCredit(bill, null, amount, VendorCreditId: credit))).Error?.Code;
    }

    [Test]
    public async Task A_credit_of_a_closed_day_is_posted_on_an_open_one_and_a_fee_is_an_expense()
    {
        var firm = await TestPurchases.OpenAsync(await _app.FoundAsync("closed"));
        var bill = await firm.ApproveAsync(firm.Line(10));
        var credit = (await firm.Organization.SendAsync(new CreateVendorCredit(Draft(firm, "GS-5", firm.Line(100))))).Value.Id;
        await firm.Organization.SendAsync(new LockPeriod(new DateOnly(2026, 6, 30)));
        (await firm.Organization.SendAsync(new PostVendorCredit(credit))).Error!.Code.ShouldBe("ledger.period_locked");
        (await firm.Organization.SendAsync(new PostVendorCredit(credit, new DateOnly(2026, 7, 1)))).IsSuccess.ShouldBeTrue();
        (await RefundAsync(firm, credit, 1, new DateOnly(2026, 6, 30))).ShouldBe("validation_error");

        foreach (var account in new[] { "1010", "2000" })
            (await firm.PayAsync([new(bill)], day: new DateOnly(2026, 7, 1), fee: new FeeDraft(1, firm.Accounts[account]))).Error!.Code.ShouldBe("documents.fee_not_expense");
        (await firm.Organization.SendAsync(new ListBills(new(IsOpen: true, NumberKey: BillNumber.KeyOf("n 01")), new PageRequest(2)))).Value.Items.ShouldHaveSingleItem().Id.ShouldBe(bill);
    }

    private static VendorCreditDraft Draft(TestPurchases firm, string number, params BillLineDraft[] lines) => new(firm.Vendor, number, lines, TestPurchases.Day);

    private static Task<VendorCreditId> PostAsync(TestPurchases firm, string number, params BillLineDraft[] lines) => PostAsync(firm, Draft(firm, number, lines));

    private static async Task<VendorCreditId> PostAsync(TestPurchases firm, VendorCreditDraft draft)
    {
        var id = (await firm.Organization.SendAsync(new CreateVendorCredit(draft))).Value.Id;
        return (await firm.Organization.SendAsync(new PostVendorCredit(id))).Value.Id;
    }

    private static async Task<VendorCreditView> ReadAsync(TestPurchases firm, VendorCreditId id) => (await firm.Organization.SendAsync(new GetVendorCredit(id))).Value;

    private static async Task<string?> RefundAsync(TestPurchases firm, VendorCreditId credit, decimal amount, DateOnly? day = null) =>
        (await firm.Organization.SendAsync(new RefundVendorCredit(credit, amount, day))).Error?.Code;
}
