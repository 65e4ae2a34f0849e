using Financbase.Application.Banking;
using Financbase.Application.Ledger;
using Financbase.Application.Pipeline;
using Financbase.Application.Purchases;
using Financbase.Application.Tests.Ledger;
using Financbase.Domain.Banking;
using Financbase.Domain.Ledger;
using Financbase.Domain.Purchases;
using Financbase.Testing.Banking;
using Financbase.Testing.Hosting;

namespace Financbase.Application.Tests.Purchases;

/// <summary>
/// Whatever is bought, paid, undone and voided, in whichever order: the books are balanced, payables are the open items, and the tax report is what moved in the
/// accounts of taxes.
/// </summary>
public sealed class RandomPurchasesTests
{
    [TestCase(5)]
    [TestCase(2026)]
    public async Task Random_bills_leave_balanced_books_whose_payables_are_the_open_items(int seed)
    {
        await using var app = await TestApp.StartAsync(("Process:Roles", "web"));
        var firm = await TestPurchases.OpenAsync(await app.FoundAsync("firm"));
        await firm.Organization.SendAsync(new AddExchangeRate("USD", TestPurchases.Day.AddDays(-60), 0.91m));
        await firm.Organization.SendAsync(new AddExchangeRate("USD", TestPurchases.Day.AddDays(70), 0.87m));
        var random = new Random(seed);
        List<BillId> bills = [];
        List<VendorPaymentId> payments = [];
        List<VendorCreditId> credits = [];
        List<BankTransactionId> lines = [];
        var banks = await BooksBanks.OpenAsync(firm.Organization, firm.Accounts);
        var done = 0;
        for (var step = 0; step < 160; step++)
        {
            var day = TestPurchases.Day.AddDays(random.Next(61, 120));
            done += await (random.Next(14) switch
            {
                0 or 1 or 2 => ApproveAsync(),
                3 or 4 => AnyAsync(bills, async id => Kept(payments, await firm.PayAsync([new(id)], random.Next(3) == 0 ? null : Amount(), day), paid => paid.Id)),
                5 when payments.Count > 0 => AnyAsync(bills, async id => (await firm.Organization.SendAsync(new UseVendorCredit(id, payments[random.Next(payments.Count)], Date: day))).IsSuccess),
                8 => CreditAsync(),
                9 => AnyAsync(credits, async id => bills.Count > 0 && (await firm.Organization.SendAsync(new UseVendorCredit(bills[random.Next(bills.Count)], Date: day, VendorCreditId: id))).IsSuccess),
                10 => AnyAsync(credits, async id => (await firm.Organization.SendAsync(new RefundVendorCredit(id, Amount() / 10, day))).IsSuccess),
                11 => AnyAsync(credits, id => UnapplyAsync(id, day)),
                12 => AnyAsync(bills, async id => await banks.LineAsync((await firm.ReadAsync(id)).Totals.Open.Currency, -Amount(), day) is var line
                    && Kept(lines, await firm.Organization.SendAsync(new MatchBankTransactionToBills(line, [new(id)])), settled => Noted(settled).Id)),
                13 => AnyAsync(lines, async id => (await firm.Organization.SendAsync(new UndoBankTransaction(id, day))).IsSuccess),
                6 => AnyAsync(payments, async id => (await firm.Organization.SendAsync(new UndoVendorPayment(id, day))).IsSuccess),
                _ => AnyAsync(bills, async id => (await firm.Organization.SendAsync(new VoidBill(id, day))).IsSuccess),
            }) ? 1 : 0;
            if (step % 40 == 39)
                await CheckAsync();
        }

        done.ShouldBeGreaterThan(70);
        (await firm.Organization.SendAsPlatformAsync(new VerifyLedger())).Value.Faults.ShouldBeEmpty();
        await StatementsCheck.HoldAsync(firm.Organization, TestPurchases.Day.AddDays(-50), 182);
        (await StatementsCheck.HeldAsync(firm.Organization, "2000", Basis.Cash)).ShouldBe(await LeftAsync());
        foreach (var bill in bills)
            await firm.PayAsync([new(bill)], null, TestPurchases.Day.AddDays(130));
        foreach (var credit in credits)
            await firm.Organization.SendAsync(new RefundVendorCredit(credit, null, TestPurchases.Day.AddDays(130)));
        await StatementsCheck.HoldsAsync(firm.Organization, TestPurchases.Day.AddDays(-50), 196, Basis.Cash);
        (await StatementsCheck.HeldAsync(firm.Organization, "2000", Basis.Cash)).ShouldBe(await LeftAsync());
        var (from, to) = (new DateOnly(1900, 1, 1), new DateOnly(2199, 12, 31));
        (await StatementsCheck.ProfitAsync(firm.Organization, from, to, Basis.Cash)).ShouldBe(await StatementsCheck.ProfitAsync(firm.Organization, from, to, Basis.Accrual), "everything is paid");
        (await CashTaxCheck.HoldsAsync(firm.Organization, TestPurchases.Day.AddDays(-56), 196)).ShouldBe(
            CashTaxCheck.Lines((await firm.Organization.SendAsync(new GetTaxReport(TestPurchases.Day.AddDays(-56), to))).Value.Total), "everything is paid");

        async Task<long> LeftAsync() => (long)(decimal)(await app.Database.ScalarAsync("SELECT COALESCE(sum(unallocated_base_minor), 0) FROM vendor_payments WHERE NOT is_undone"))!;

        async Task CheckAsync()
        {
            var books = (await firm.Organization.SendAsync(new GetTrialBalance(new DateOnly(2199, 12, 31)))).Value;
            books.Totals.Debit.ShouldBe(books.Totals.Credit);
            for (var day = TestPurchases.Day.AddDays(-55); day < TestPurchases.Day.AddDays(140); day = day.AddDays(11))
                await AgedAsync(day);
            await AgedAsync(new DateOnly(2199, 12, 31));
            var tax = (await firm.Organization.SendAsync(new GetTaxReport(new DateOnly(2026, 1, 1), new DateOnly(2026, 12, 31)))).Value.Total;
            (tax.Other.Minor, tax.Tax.Minor).ShouldBe((0, 0));
            tax.PurchasesTax.Minor.ShouldBe(books.Rows.SingleOrDefault(row => row.Account.Code == "1200")?.Balance.Minor ?? 0);
            (await app.Database.ScalarAsync("""
                SELECT count(*) FROM bills b WHERE b.status = 'approved' AND b.gross_minor - b.open_minor <>
                    (SELECT COALESCE(sum(a.amount_minor), 0) FROM bill_allocations a WHERE a.bill_id = b.id AND NOT a.is_undone)
                """)).ShouldBe(0L);
            (await app.Database.ScalarAsync("""
                SELECT count(*) FROM vendor_credits c WHERE c.status = 'posted' AND c.gross_minor - c.open_minor <>
                    (SELECT COALESCE(sum(a.amount_minor), 0) FROM bill_allocations a WHERE a.vendor_credit_id = c.id AND NOT a.is_undone)
                    + (SELECT COALESCE(sum(r.amount_minor), 0) FROM vendor_refunds r WHERE r.vendor_credit_id = c.id AND NOT r.is_undone)
                """)).ShouldBe(0L);
            (await app.Database.ScalarAsync("""
                SELECT count(*) FROM vendor_payments p WHERE NOT p.is_undone AND p.amount_minor - p.unallocated_minor <>
                    (SELECT COALESCE(sum(a.amount_minor), 0) FROM bill_allocations a WHERE a.vendor_payment_id = p.id AND NOT a.is_undone)
                """)).ShouldBe(0L);
        }

        async Task AgedAsync(DateOnly day)
        {
            var held = (await firm.Organization.SendAsync(new GetTrialBalance(day))).Value.Rows.SingleOrDefault(row => row.Account.Code == "2000")?.Balance.Minor ?? 0;
            (await firm.Organization.SendAsync(new GetAgedPayables(day))).Value.Totals.Total.Minor.ShouldBe(-held, $"{day:O}");
        }

        async Task<bool> ApproveAsync()
        {
            var lines = Enumerable.Range(0, random.Next(1, 5)).Select(_ => firm.Line(
                random.Next(-2_000, 20_000) / 100m, random.Next(1, 30) / 4m, random.Next(4) > 0, random.Next(3) == 0 ? "6100" : null)).ToList();
            var drafted = await firm.Organization.SendAsync(new CreateBill(new(
                firm.Vendor, $"R-{step()}", lines, TestPurchases.Day.AddDays(random.Next(-50, 60)), TestPurchases.Day.AddDays(random.Next(60, 90)), random.Next(4) == 0 ? "USD" : null)));
            return (await firm.Organization.SendAsync(new ReceiveBill(drafted.Value.Id))).IsSuccess
                && (await firm.Organization.SendAsync(new ApproveBill(drafted.Value.Id))).IsSuccess && Kept(bills, drafted, draft => draft.Id);

            int step() => bills.Count + random.Next();
        }

        async Task<bool> CreditAsync()
        {
            var drafted = await firm.Organization.SendAsync(new CreateVendorCredit(new(
                firm.Vendor, $"C-{credits.Count + random.Next()}", [firm.Line(random.Next(1, 20_000) / 100m, random.Next(1, 9) / 4m), firm.Line(random.Next(1, 900) / 100m, 1, false, "6100")],
                TestPurchases.Day.AddDays(random.Next(-50, 60)), random.Next(4) == 0 ? "USD" : null)));
            return (await firm.Organization.SendAsync(new PostVendorCredit(drafted.Value.Id))).IsSuccess && Kept(credits, drafted, draft => draft.Id);
        }

        async Task<bool> UnapplyAsync(VendorCreditId id, DateOnly day) =>
            (await firm.Organization.SendAsync(new GetVendorCredit(id))).Value.Uses is [var use, ..] && (await firm.Organization.SendAsync(new UnapplyVendorCredit(id, use.Id, day))).IsSuccess;

        async Task<bool> AnyAsync<T>(List<T> all, Func<T, Task<bool>> act) => all.Count > 0 && await act(all[random.Next(all.Count)]);

        static bool Kept<T, TId>(List<TId> list, Result<T> result, Func<T, TId> idOf)
        {
            if (result.IsSuccess)
                list.Add(idOf(result.Value));
            return result.IsSuccess;
        }

        BillsPaidByLine Noted(BillsPaidByLine paid)
        {
            payments.Add(paid.VendorPaymentId);
            return paid;
        }

        decimal Amount() => random.Next(1, 60_000) / 100m;
    }

    [Test]
    public async Task What_is_owed_stands_where_its_last_day_is_and_is_told_of_once_before_it()
    {
        await using var app = await TestApp.StartAsync(("Process:Roles", "web"));
        var firm = await TestPurchases.OpenAsync(await app.FoundAsync("firm"));
        foreach (var (number, days, price) in new[] { ("a", 0, 1m), ("b", 1, 2m), ("c", 31, 4m), ("d", 61, 8m), ("e", 91, 16m) })
            await firm.ApproveAsync(new BillDraft(firm.Vendor, number, [firm.Line(price, taxed: false)], TestPurchases.Day.AddDays(-days), TestPurchases.Day.AddDays(-days)));
        var today = DateOnly.FromDateTime(DateTime.UtcNow);
        var paid = await firm.ApproveAsync(new BillDraft(firm.Vendor, "f", [firm.Line(32, taxed: false)], TestPurchases.Day, today.AddDays(2)));
        await firm.ApproveAsync(new BillDraft(firm.Vendor, "g", [firm.Line(64, taxed: false)], TestPurchases.Day, today.AddDays(2)));
        await firm.ApproveAsync(new BillDraft(firm.Vendor, "h", [firm.Line(128, taxed: false)], TestPurchases.Day, today.AddDays(6)));
        await firm.PayAsync([new(paid)], 35);

        var report = (await firm.Organization.SendAsync(new GetAgedPayables(TestPurchases.Day), role: "viewer")).Value;
        report.Rows.ShouldHaveSingleItem().Amounts.ShouldBe(report.Totals);
        new[] { report.Totals.NotDue, report.Totals.Days30, report.Totals.Days60, report.Totals.Days90, report.Totals.Older, report.Totals.Credit, report.Totals.Total }
            .Select(amount => amount.Amount).ShouldBe([193m, 2m, 4m, 8m, 16m, -3m, 220m]);

        foreach (var found in new[] { 1, 0 })
            (await firm.Organization.SendAsPlatformAsync(new TellDueBills())).Value.ShouldBe(found);
        (await app.Database.ScalarAsync("SELECT string_agg(data ->> 'number', ' ') FROM events WHERE type = 'bill.due_soon'")).ShouldBe("g");
    }

    [Test]
    public async Task What_is_owed_in_another_currency_is_revalued()
    {
        await using var app = await TestApp.StartAsync(("Process:Roles", "web"));
        var firm = await TestPurchases.OpenAsync(await app.FoundAsync("firm"));
        await firm.Organization.SendAsync(new AddExchangeRate("USD", TestPurchases.Day, 0.80m));
        await firm.Organization.SendAsync(new AddExchangeRate("USD", TestPurchases.Day.AddDays(10), 0.90m));
        var id = await firm.ApproveInAsync("USD", firm.Line(100, taxed: false));
        await firm.PayAsync([new(id)], 40, TestPurchases.Day.AddDays(20));

        // All of it was open on that day: 100 at 0.80, worth 90.
        await firm.Organization.SendAsync(new Revalue(TestPurchases.Day.AddDays(10)));

        (await firm.Organization.SendAsync(new GetTrialBalance(TestPurchases.Day.AddDays(10)))).Value.Rows.Where(row => row.Balance.Minor != 0)
            .Select(row => $"{row.Account.Code}:{row.Balance.ToPlainString()}").ShouldBe(["2000:-90.00", "5000:80.00", "6950:10.00"]);
    }
}
