using Financbase.Application.Banking;
using Financbase.Application.Documents;
using Financbase.Application.Ledger;
using Financbase.Application.Paging;
using Financbase.Application.Sales;
using Financbase.Domain.Banking;
using Financbase.Domain.Sales;
using Financbase.Testing.Banking;
using Financbase.Testing.Hosting;

namespace Financbase.Application.Tests.Banking;

/// <summary>Bank lines that pay invoices: suggested with a reason, booked as payments, and taken back as such.</summary>
public sealed class InvoiceMatchingTests
{
    private TestApp _app = null!;
    private TestOrganization _firm = null!;
    private TestSales _sales = null!;
    private BankAccountId _bank;

    [SetUp]
    public async Task Start()
    {
        _app = await TestApp.StartAsync(("Process:Roles", "web"));
        _firm = await _app.FoundAsync("firm");
        _sales = await TestSales.OpenAsync(_firm);
        _bank = await _firm.OpenAccountAsync();
        (await _firm.SendAsync(new ConnectBankAccount(_bank, _sales.Accounts["1010"]))).IsSuccess.ShouldBeTrue();
    }

    [TearDown]
    public async Task Stop() => await _app.DisposeAsync();

    [Test]
    public async Task A_line_pays_several_invoices_with_a_fee_kept_on_the_way_and_the_rest_is_credit()
    {
        var (one, two) = (await _sales.IssueAsync(_sales.Line(100)), await _sales.IssueAsync(_sales.Line(50)));
        var line = await LineAsync("Payout,195.00");

        var settled = (await _firm.SendAsync(new MatchBankTransactionToInvoices(line, [new(one), new(two)], new FeeDraft(5)))).Value;

        settled.Unallocated.ToPlainString().ShouldBe("20.00");
        (await _sales.ReadAsync(one)).PaymentStatus.ShouldBe(PaymentStatus.Paid);
        (await _sales.ReadAsync(two)).PaymentStatus.ShouldBe(PaymentStatus.Paid);
        (await _firm.SendAsync(new GetBankTransaction(line))).Value.ShouldSatisfyAllConditions(
            found => found.Status.ShouldBe(BankTransactionStatus.Posted), found => found.PaymentId.ShouldBe(settled.PaymentId), found => found.EntryId.ShouldBe(settled.EntryId));
        (await _sales.BalancesAsync()).ShouldBe("1010:195.00 1100:-20.00 2200:-30.00 4000:-150.00 6600:5.00");
        (await _firm.SendAsync(new GetAgedReceivables(TestSales.Far))).Value.Totals.Total.ToPlainString().ShouldBe("-20.00");
        (await _firm.SendAsPlatformAsync(new VerifyLedger())).Value.Faults.ShouldBeEmpty();
    }

    [Test]
    public async Task No_line_goes_past_the_documents_to_their_account_and_no_rule_takes_it_there()
    {
        var line = await LineAsync("Old debt,7.00");
        (await _firm.SendAsync(new CategorizeBankTransaction(line, [new SplitDraft(_sales.Accounts["1100"])]))).Error.ShouldBeNull("no document is there");
        await _sales.IssueAsync(_sales.Line(100));

        var other = await LineAsync("Payment,120.00");
        (await _firm.SendAsync(new CategorizeBankTransaction(other, [new SplitDraft(_sales.Accounts["4000"], 20), new SplitDraft(_sales.Accounts["1100"], 100)]))).Error!.Code.ShouldBe("banking.documents_are_open");
        (await _firm.SendAsync(new CategorizeBankTransaction(other, [new SplitDraft(_sales.Accounts["2000"])]))).Error.ShouldBeNull("nothing is owed to vendors");
        (await _firm.SendAsync(new CreateBankRule("Debts", new(Words: ["Rest"]), _sales.Accounts["1100"], IsAutomatic: true))).Error.ShouldBeNull();
        (await _firm.SendAsync(new GetBankTransaction(await LineAsync("Rest,5.00")))).Value.Status.ShouldBe(BankTransactionStatus.Unreviewed);
    }

    [Test]
    public async Task It_is_taken_back_at_the_line_and_nowhere_else()
    {
        var invoice = await _sales.IssueAsync(_sales.Line(100));
        var before = await _sales.BalancesAsync();
        var line = await LineAsync("Payment,120.00");
        var settled = (await _firm.SendAsync(new MatchBankTransactionToInvoices(line, [new(invoice)]))).Value;

        (await _firm.SendAsync(new UndoPayment(settled.PaymentId))).Error!.Code.ShouldBe("sales.payment_of_bank_line");
        (await _firm.SendAsync(new UndoBankTransaction(line))).IsSuccess.ShouldBeTrue();

        (await _sales.BalancesAsync()).ShouldBe(before);
        (await _sales.ReadAsync(invoice)).ShouldSatisfyAllConditions(
            found => found.PaymentStatus.ShouldBe(PaymentStatus.Open), found => found.Totals.Open.ToPlainString().ShouldBe("120.00"));
        (await _firm.SendAsync(new GetBankTransaction(line))).Value.ShouldSatisfyAllConditions(
            found => found.Status.ShouldBe(BankTransactionStatus.Unreviewed), found => found.PaymentId.ShouldBeNull());
        (await _firm.SendAsync(new GetPayment(settled.PaymentId))).Value.IsUndone.ShouldBeTrue();
        (await _firm.SendAsync(new MatchBankTransactionToInvoices(line, [new(invoice, 20)]))).Value.Unallocated.ToPlainString().ShouldBe("100.00");
    }

    [Test]
    public async Task Two_who_match_one_line_at_once_book_it_once()
    {
        var (one, two) = (await _sales.IssueAsync(_sales.Line(100)), await _sales.IssueAsync(_sales.Line(100)));
        var line = await LineAsync("Payment,120.00");

        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => _firm.SendAsync(new MatchBankTransactionToInvoices(line, [new(n % 2 == 0 ? one : two)]))));

        results.Count(result => result.IsSuccess).ShouldBe(1);
        (await _app.Database.ScalarAsync("SELECT count(*) FROM payments")).ShouldBe(1L);
        (await _sales.BalancesAsync()).ShouldBe("1010:120.00 1100:120.00 2200:-40.00 4000:-200.00");
    }

    [Test]
    public async Task What_a_line_cannot_pay_is_refused_and_nothing_is_booked()
    {
        var (draft, issued) = (await _sales.DraftAsync(_sales.Line(100)), await _sales.IssueAsync(_sales.Line(100)));
        var other = (await _firm.SendAsync(new CreateCustomer(new("Other", null)))).Value.Id;
        var others = (await _firm.SendAsync(new CreateInvoice(new(other, [_sales.Line(10)], TestSales.Day, TestSales.Far)))).Value.Id;
        (await _firm.SendAsync(new FinalizeInvoice(others))).IsSuccess.ShouldBeTrue();
        var (line, spent) = (await LineAsync("Payment,120.00"), await LineAsync("Spent,-120.00"));
        var before = await _sales.BalancesAsync();

        (await RefusedAsync(line, new InvoiceShare(draft))).ShouldBe("sales.not_finalized");
        (await RefusedAsync(line, new(issued), new(others))).ShouldBe("sales.other_customer");
        (await RefusedAsync(line, new InvoiceShare(new InvoiceId(Guid.NewGuid())))).ShouldBe("sales.invoice_unknown");
        (await RefusedAsync(line, new InvoiceShare(issued, 120.01m))).ShouldBe("sales.exceeds_credit");
        (await RefusedAsync(line, new InvoiceShare(issued, 0))).ShouldBe("validation_error");
        (await RefusedAsync(line, new(issued), new(issued))).ShouldBe("validation_error");
        (await RefusedAsync(line)).ShouldBe("validation_error");
        (await RefusedAsync(spent, new InvoiceShare(issued))).ShouldBe("banking.no_payment");
        (await _firm.SendAsync(new MatchBankTransactionToInvoices(line, [new(issued)]), "viewer")).Error!.Code.ShouldBe("forbidden");

        (await _sales.BalancesAsync()).ShouldBe(before);
        (await _app.Database.ScalarAsync("SELECT count(*) FROM payments")).ShouldBe(0L);
    }

    [Test]
    public async Task Open_invoices_are_suggested_with_a_reason_best_first()
    {
        var (named, exact) = (await _sales.IssueAsync(_sales.Line(300)), await _sales.IssueAsync(_sales.Line(100)));
        var number = (await _sales.ReadAsync(named)).Number;
        var line = await LineAsync($"Thank you for {number!.ToLowerInvariant()},120.00");

        var found = (await _firm.SendAsync(new SuggestForBankTransaction(line))).Value;

        found.Where(one => one.Kind == SuggestionKind.Invoice).Select(one => (one.Invoice!.Id, one.Score)).ShouldBe([(named, 92), (exact, 70)]);
        found.ShouldAllBe(one => one.Reason.EndsWith('.'));
        (await _firm.SendAsync(new SuggestForBankTransaction(await LineAsync("Paid,-120.00")))).Value.ShouldAllBe(one => one.Kind != SuggestionKind.Invoice);
    }

    private async Task<string> RefusedAsync(BankTransactionId line, params InvoiceShare[] shares) =>
        (await _firm.SendAsync(new MatchBankTransactionToInvoices(line, shares))).Error!.Code;

    private async Task<BankTransactionId> LineAsync(string line)
    {
        (await _firm.ImportAsync(_bank, $"Date,Description,Amount\n2026-06-20,{line}\n")).IsSuccess.ShouldBeTrue();
        return (await _firm.SendAsync(new ListBankTransactions(
            new(_bank, Text: line.Split(',')[0]), new PageRequest(1), BankTransactionOrder.NewestFirst))).Value.Items[0].Id;
    }
}
