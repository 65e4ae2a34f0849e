using Financbase.Application.Banking;
using Financbase.Application.Documents;
using Financbase.Application.Ledger;
using Financbase.Application.Paging;
using Financbase.Application.Purchases;
using Financbase.Domain.Banking;
using Financbase.Domain.Purchases;
using Financbase.Testing.Banking;
using Financbase.Testing.Hosting;

namespace Financbase.Application.Tests.Banking;

/// <summary>Lines that took money, matched with the bills that they pay.</summary>
public sealed class BillMatchingTests
{
    private TestApp _app = null!;

    [OneTimeSetUp]
    public async Task Start() => _app = await TestApp.StartAsync(("Process:Roles", "web"));

    [OneTimeTearDown]
    public async Task Stop() => await _app.DisposeAsync();

    [Test]
    public async Task A_line_pays_bills_with_a_fee_and_undone_at_the_line_everything_is_as_before()
    {
        var (firm, account) = await OpenAsync("pays");
        var (first, second) = (await firm.ApproveAsync(firm.Line(100)), await firm.ApproveAsync(firm.Line(50)));
        var line = await LineAsync(firm, account, "Transfer,-171.50");
        var before = await firm.BalancesAsync();

        var paid = (await firm.Organization.SendAsync(new MatchBankTransactionToBills(line, [new(first), new(second)], new FeeDraft(1.5m)))).Value;

        paid.Unallocated.Minor.ShouldBe(0);
        ((await firm.ReadAsync(first)).PaymentStatus, (await firm.ReadAsync(second)).Totals.Open.ToPlainString()).ShouldBe((BillPaymentStatus.Paid, "10.00"));
        (await firm.BalancesAsync()).ShouldBe("1010:-171.50 1200:30.00 2000:-10.00 5000:150.00 6600:1.50");
        (await firm.Organization.SendAsync(new UndoVendorPayment(paid.VendorPaymentId))).Error!.Code.ShouldBe("purchases.payment_of_bank_line");
        (await firm.Organization.SendAsPlatformAsync(new VerifyLedger())).Value.Faults.ShouldBeEmpty();

        (await firm.Organization.SendAsync(new UndoBankTransaction(line))).IsSuccess.ShouldBeTrue();
        (await firm.BalancesAsync()).ShouldBe(before);
        (await firm.ReadAsync(first)).PaymentStatus.ShouldBe(BillPaymentStatus.Open);
        (await firm.Organization.SendAsync(new GetBankTransaction(line))).Value.ShouldSatisfyAllConditions(
            found => found.Status.ShouldBe(BankTransactionStatus.Unreviewed), found => found.VendorPaymentId.ShouldBeNull());
        (await firm.Organization.SendAsPlatformAsync(new VerifyLedger())).Value.Faults.ShouldBeEmpty();
        (await firm.Organization.SendAsync(new MatchBankTransactionToBills(line, [new(second, 20)]))).Value.Unallocated.ToPlainString().ShouldBe("151.50");
    }

    [Test]
    public async Task Two_who_match_one_line_at_once_book_it_once_and_what_it_cannot_pay_is_refused()
    {
        var (firm, account) = await OpenAsync("once");
        var (one, two) = (await firm.ApproveAsync(firm.Line(100)), await firm.ApproveAsync(firm.Line(100)));
        var (line, came) = (await LineAsync(firm, account, "Transfer,-120.00"), await LineAsync(firm, account, "Came,120.00"));
        (await firm.Organization.SendAsync(new MatchBankTransactionToBills(came, [new(one)]))).Error!.Code.ShouldBe("banking.no_payout");
        (await firm.Organization.SendAsync(new MatchBankTransactionToBills(line, [new(one)], new FeeDraft(120)))).Error!.Code.ShouldBe("validation_error");
        (await firm.Organization.SendAsync(new MatchBankTransactionToBills(line, [new(one, 120.01m)]))).Error!.Code.ShouldBe("purchases.exceeds_credit");
        (await firm.Organization.SendAsync(new MatchBankTransactionToBills(line, [new(one)]), "viewer")).Error!.Code.ShouldBe("forbidden");

        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => firm.Organization.SendAsync(new MatchBankTransactionToBills(line, [new(n % 2 == 0 ? one : two)]))));

        results.Count(result => result.IsSuccess).ShouldBe(1);
        (await firm.BalancesAsync()).ShouldBe("1010:-120.00 1200:40.00 2000:-120.00 5000:200.00");
    }

    [Test]
    public async Task Open_bills_are_suggested_with_a_reason_best_first()
    {
        var (firm, account) = await OpenAsync("suggested");
        await firm.ApproveAsync(new BillDraft(firm.Vendor, "RE-77", [firm.Line(300)], TestPurchases.Day, TestPurchases.Far));
        await firm.ApproveAsync(new BillDraft(firm.Vendor, "RE-78", [firm.Line(100)], TestPurchases.Day, TestPurchases.Far));
        await firm.DraftAsync("RE-79", null, firm.Line(100));

        var found = (await firm.Organization.SendAsync(new SuggestForBankTransaction(await LineAsync(firm, account, "Payment of re-77,-120.00")))).Value;

        found.Where(one => one.Kind == SuggestionKind.Bill).Select(one => $"{one.Score} {one.Bill!.Number} {one.Reason}").ShouldBe(
            ["92 RE-77 It names RE-77.", "70 RE-78 It is just what is open of RE-78, and of no other bill."]);
        (await firm.Organization.SendAsync(new SuggestForBankTransaction(await LineAsync(firm, account, "Payment of re-77,120.00")))).Value.ShouldNotContain(one => one.Kind == SuggestionKind.Bill);
    }

    private async Task<(TestPurchases Firm, BankAccountId Account)> OpenAsync(string name)
    {
        var firm = await TestPurchases.OpenAsync(await _app.FoundAsync(name));
        var account = await firm.Organization.OpenAccountAsync();
        (await firm.Organization.SendAsync(new ConnectBankAccount(account, firm.Accounts["1010"]))).IsSuccess.ShouldBeTrue();
        return (firm, account);
    }

    private static async Task<BankTransactionId> LineAsync(TestPurchases firm, BankAccountId account, string line)
    {
        (await firm.Organization.ImportAsync(account, $"Date,Description,Amount\n2026-06-20,{line}\n")).IsSuccess.ShouldBeTrue();
        return (await firm.Organization.SendAsync(new ListBankTransactions(new(account), new PageRequest(1), BankTransactionOrder.NewestFirst))).Value.Items[0].Id;
    }
}
