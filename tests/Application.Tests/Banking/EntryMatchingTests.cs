using Financbase.Application.Banking;
using Financbase.Application.Expenses;
using Financbase.Application.Ledger;
using Financbase.Application.Paging;
using Financbase.Domain.Banking;
using Financbase.Domain.Expenses;
using Financbase.Domain.Ledger;
using Financbase.Testing.Banking;
using Financbase.Testing.Hosting;

namespace Financbase.Application.Tests.Banking;

/// <summary>Bank lines that show what was in the books before they came.</summary>
public sealed class EntryMatchingTests
{
    private TestApp _app = null!;

    [OneTimeSetUp]
    public async Task Start() => _app = await TestApp.StartAsync(("Process:Roles", "web"));

    [OneTimeTearDown]
    public async Task Stop() => await _app.DisposeAsync();

    [Test]
    public async Task An_expense_is_matched_with_its_line_posts_nothing_twice_and_is_voided_only_after_that_is_taken_back()
    {
        var (firm, lines) = await OpenAsync("match", "2026-06-17,Deutsche Bahn,-120.00", "2026-06-18,Deutsche Bahn,-120.00", "2026-06-19,Hotel,-119.99", "2026-07-20,Deutsche Bahn,-120.00");
        var expense = await ApproveAsync(firm);
        var entry = (await firm.Organization.SendAsync(new GetExpense(expense))).Value.JournalEntryId!.Value;

        var suggested = (await firm.Organization.SendAsync(new SuggestForBankTransaction(lines[0]))).Value;
        suggested[0].ShouldSatisfyAllConditions(
            one => one.Kind.ShouldBe(SuggestionKind.Entry), one => one.Entry!.Id.ShouldBe(entry), one => one.Score.ShouldBe(87), one => one.Reason.ShouldBe("This amount is in the books already, 2 days apart."));
        (await firm.Organization.SendAsync(new SuggestForBankTransaction(lines[3]))).Value.ShouldBeEmpty("It is more than a week later.");
        (await MatchAsync(firm, lines[2], entry)).ShouldBe("banking.no_entry", "Another amount.");
        (await MatchAsync(firm, lines[0], entry)).ShouldBeNull();
        (await MatchAsync(firm, lines[0], entry)).ShouldBe("banking.line_not_open");
        (await MatchAsync(firm, lines[1], entry)).ShouldBe("banking.no_entry", "It is another line's.");
        (await firm.BalancesAsync()).ShouldBe("1010:-120.00 1200:20.00 6300:100.00");

        (await firm.Organization.SendAsync(new VoidExpense(expense))).Error!.Code.ShouldBe("banking.entry_matched");
        (await firm.Organization.SendAsync(new UndoBankTransaction(lines[0]))).IsSuccess.ShouldBeTrue();
        (await firm.BalancesAsync()).ShouldBe("1010:-120.00 1200:20.00 6300:100.00");
        (await MatchAsync(firm, lines[3], entry)).ShouldBeNull("Whoever names it may be later than a week.");
        (await firm.Organization.SendAsync(new UndoBankTransaction(lines[3]))).IsSuccess.ShouldBeTrue();
        (await firm.Organization.SendAsync(new VoidExpense(expense))).IsSuccess.ShouldBeTrue();
        (await MatchAsync(firm, lines[0], entry)).ShouldBe("banking.no_entry", "It was reversed.");
        (await firm.Organization.SendAsPlatformAsync(new VerifyLedger())).Value.Faults.ShouldBeEmpty();
        (await _app.Database.ScalarAsync($"SELECT string_agg(type, ' ' ORDER BY position) FROM events WHERE organization_id = '{firm.Organization.Id}' AND type LIKE 'bank_transaction.%matched'"))
            .ShouldBe("bank_transaction.matched bank_transaction.unmatched bank_transaction.matched bank_transaction.unmatched");
    }

    [Test]
    public async Task What_was_paid_back_is_matched_and_an_entry_of_another_organization_is_as_if_it_were_not()
    {
        var (firm, lines) = await OpenAsync("paid-back", "2026-06-20,Transfer to a member,-120.00");
        var (other, _) = await OpenAsync("paid-back-other", "2026-06-20,Transfer,-120.00");
        var foreign = (await other.Organization.SendAsync(new GetExpense(await ApproveAsync(other)))).Value.JournalEntryId!.Value;
        var person = await firm.Organization.AddMemberAsync("member");
        var expense = await ApproveAsync(firm, person);
        (await firm.Organization.SendAsync(new ReimburseExpense(expense, new DateOnly(2026, 6, 20)))).IsSuccess.ShouldBeTrue();
        var view = (await firm.Organization.SendAsync(new GetExpense(expense))).Value;

        (await MatchAsync(firm, lines[0], foreign)).ShouldBe("banking.no_entry");
        (await MatchAsync(firm, lines[0], view.JournalEntryId!.Value)).ShouldBe("banking.no_entry", "It moves nothing in the bank account.");
        (await MatchAsync(firm, lines[0], view.Reimbursements[0].JournalEntryId!.Value)).ShouldBeNull();
        (await firm.Organization.SendAsync(new UndoReimbursement(expense))).Error!.Code.ShouldBe("banking.entry_matched");
        (await firm.BalancesAsync()).ShouldBe("1010:-120.00 1200:20.00 6300:100.00");
    }

    [Test]
    public async Task Of_many_lines_that_are_matched_with_one_entry_at_once_one_is()
    {
        var (firm, lines) = await OpenAsync("many", "2026-06-16,A,-120.00", "2026-06-17,B,-120.00", "2026-06-18,C,-120.00");
        var entry = (await firm.Organization.SendAsync(new GetExpense(await ApproveAsync(firm)))).Value.JournalEntryId!.Value;
        (await Task.WhenAll(lines.Select(line => MatchAsync(firm, line, entry)))).Count(refusal => refusal is null).ShouldBe(1);
    }

    private static async Task<string?> MatchAsync(TestPurchases firm, BankTransactionId line, JournalEntryId entry) =>
        (await firm.Organization.SendAsync(new MatchBankTransactionToEntry(line, entry))).Error?.Code;

    private async Task<(TestPurchases Firm, IReadOnlyList<BankTransactionId> Lines)> OpenAsync(string slug, params string[] lines)
    {
        var firm = await TestPurchases.OpenAsync(await _app.FoundAsync(slug));
        var account = await firm.Organization.OpenAccountAsync("Giro");
        (await firm.Organization.SendAsync(new ConnectBankAccount(account, firm.Accounts["1010"]))).IsSuccess.ShouldBeTrue();
        (await firm.Organization.ImportAsync(account, $"Date,Description,Amount\n{string.Join('\n', lines)}\n")).IsSuccess.ShouldBeTrue();
        var found = (await firm.Organization.SendAsync(new ListBankTransactions(new(account), new PageRequest(), BankTransactionOrder.OldestFirst))).Value.Items;
        return (firm, [.. found.Select(line => line.Id)]);
    }

    private static async Task<ExpenseId> ApproveAsync(TestPurchases firm, TestPerson? person = null)
    {
        var draft = new ExpenseDraft("Deutsche Bahn", 120, firm.Accounts["6300"], TestPurchases.Day, null, firm.Rate);
        var id = (await firm.Organization.SendAsync(new CreateExpense(person is null ? draft : draft with { PaidBy = ExpensePayer.Person, PersonId = person.Id }))).Value.Id;
        _ = (await firm.Organization.SendAsync(new SubmitExpense(id))).Value;
        _ = (await firm.Organization.SendAsync(new ApproveExpense(id))).Value;
        return id;
    }
}
