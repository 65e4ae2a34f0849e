using Financbase.Application.Documents;
using Financbase.Application.Expenses;
using Financbase.Application.Ledger;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Application.Purchases;
using Financbase.Domain.Expenses;
using Financbase.Domain.Ledger;
using Financbase.Testing.Hosting;
using Npgsql;
using static Financbase.Application.Tests.Expenses.ExpenseActs;

namespace Financbase.Application.Tests.Expenses;

/// <summary>What people spend: what it comes to in the books, and how they get their money back.</summary>
public sealed class ExpenseTests
{
    private static readonly DateOnly Day = TestPurchases.Day;

    private TestApp _app = null!;

    [OneTimeSetUp]
    public async Task Start() => _app = await TestApp.StartAsync(("Process:Roles", "web"));

    [OneTimeTearDown]
    public async Task Stop() => await _app.DisposeAsync();

    [Test]
    public async Task What_the_organization_paid_is_a_cost_and_a_tax_out_of_its_money_and_comes_back_when_it_is_void()
    {
        var firm = await TestPurchases.OpenAsync(await _app.FoundAsync("paid-by-firm"));
        var id = await SubmitAsync(firm, Train(firm) with { MoneyAccountId = firm.Accounts["1000"] });
        (await firm.BalancesAsync()).ShouldBe("");

        (await firm.Organization.SendAsync(new ApproveExpense(id))).Value.Status.ShouldBe(ExpenseStatus.Approved);
        (await firm.BalancesAsync()).ShouldBe("1000:-120.00 1200:20.00 6300:100.00");
        var tax = (await firm.Organization.SendAsync(new GetTaxReport(new DateOnly(2026, 1, 1), new DateOnly(2026, 12, 31)))).Value;
        (tax.Total.PurchasesTax.ToPlainString(), tax.Total.PurchasesNet.ToPlainString()).ShouldBe(("20.00", "100.00"));
        (await firm.Organization.SendAsync(new ReimburseExpense(id))).Error!.Code.ShouldBe("expenses.not_owed");

        var view = await ReadAsync(firm, id);
        view.ShouldSatisfyAllConditions(
            one => one.MoneyAccount!.Code.ShouldBe("1000"), one => one.Person.ShouldBeNull(), one => one.Totals.Owed.Minor.ShouldBe(0), one => one.PostedOn.ShouldBe(Day));
        var entry = (await firm.Organization.SendAsync(new GetJournalEntry(view.JournalEntryId!.Value))).Value;
        (entry.Source, entry.DocumentId, entry.Memo).ShouldBe((JournalEntrySource.Expense, id.Value, "Expense: Deutsche Bahn, Trade fair"));

        (await firm.Organization.SendAsync(new VoidExpense(id, Day.AddDays(3), "Entered twice"))).IsSuccess.ShouldBeTrue();
        (await firm.BalancesAsync()).ShouldBe("");
        (await firm.Organization.SendAsync(new VoidExpense(id))).Error!.Code.ShouldBe("expenses.not_to_void");
        (await firm.Organization.SendAsync(new GetTaxReport(new DateOnly(2026, 1, 1), new DateOnly(2026, 12, 31)))).Value.Total.PurchasesTax.Minor.ShouldBe(0);
        (await firm.Organization.SendAsPlatformAsync(new VerifyLedger())).Value.Faults.ShouldBeEmpty();
    }

    [Test]
    public async Task What_a_person_paid_is_owed_to_them_until_it_is_paid_back_which_can_be_taken_back_and_done_anew()
    {
        var firm = await TestPurchases.OpenAsync(await _app.FoundAsync("paid-by-person"));
        var person = await firm.Organization.AddMemberAsync("member");
        var id = await ApproveAsync(firm, PaidBy(person, firm));
        (await firm.BalancesAsync()).ShouldBe("1200:20.00 2050:-120.00 6300:100.00");
        (await ReadAsync(firm, id)).ShouldSatisfyAllConditions(one => one.Totals.Owed.ToPlainString().ShouldBe("120.00"), one => one.Person!.ShouldBe(new(person.Id, person.Email)));
        (await firm.Organization.SendAsPlatformAsync(new VerifyLedger())).Value.Faults.ShouldBeEmpty();

        (await firm.Organization.SendAsync(new ReimburseExpense(id, Day.AddDays(-1)))).Error!.Fields!.Keys.ShouldBe(["date"]);
        (await firm.Organization.SendAsync(new ReimburseExpense(id, Day, AccountId: firm.Accounts["2050"]))).Error!.Code.ShouldBe("expenses.account_not_for_money");
        (await firm.Organization.SendAsync(new ReimburseExpense(id, Day.AddDays(5)))).Value.Amount.ToPlainString().ShouldBe("120.00");
        (await firm.Organization.SendAsync(new ReimburseExpense(id, Day.AddDays(5)))).Error!.Code.ShouldBe("expenses.not_owed");
        (await firm.BalancesAsync()).ShouldBe("1010:-120.00 1200:20.00 6300:100.00");
        (await firm.Organization.SendAsync(new VoidExpense(id))).Error!.Code.ShouldBe("expenses.reimbursed");

        (await firm.Organization.SendAsync(new UndoReimbursement(id))).IsSuccess.ShouldBeTrue();
        (await firm.Organization.SendAsync(new UndoReimbursement(id))).Error!.Code.ShouldBe("expenses.not_reimbursed");
        (await ReadAsync(firm, id)).ShouldSatisfyAllConditions(one => one.Totals.Owed.ToPlainString().ShouldBe("120.00"), one => one.Reimbursements.ShouldBeEmpty());
        (await firm.Organization.SendAsync(new ReimburseExpense(id, Day.AddDays(9), AccountId: firm.Accounts["1000"]))).IsSuccess.ShouldBeTrue();
        (await firm.BalancesAsync()).ShouldBe("1000:-120.00 1200:20.00 6300:100.00");
        (await ReadAsync(firm, id)).Reimbursements.ShouldHaveSingleItem().JournalEntryId.ShouldNotBeNull();
        (await firm.Organization.SendAsPlatformAsync(new VerifyLedger())).Value.Faults.ShouldBeEmpty();
        (await _app.Database.ScalarAsync($"""
            SELECT string_agg(substr(type, 9) || ' ' || count, ', ' ORDER BY type) FROM (
                SELECT type, count(*) FROM events WHERE organization_id = '{firm.Organization.Id}' AND type LIKE 'expense.%' GROUP BY type) e
            """)).ShouldBe("approved 1, owed_again 1, reimbursed 2, submitted 1");
    }

    [Test]
    public async Task It_is_paid_back_in_parts_any_of_which_is_taken_back_and_never_more_than_is_owed()
    {
        var firm = await TestPurchases.OpenAsync(await _app.FoundAsync("in-parts"));
        var id = await ApproveAsync(firm, PaidBy(await firm.Organization.AddMemberAsync("member"), firm));
        (await PayBackAsync(120.01m)).Error!.Code.ShouldBe("expenses.more_than_owed");
        (await PayBackAsync(0)).Error!.Code.ShouldBe("validation_error");
        (await PayBackAsync(-5)).Error!.Code.ShouldBe("validation_error");
        (await PayBackAsync(1.005m)).Error!.Code.ShouldBe("money.too_many_decimals");
        var first = (await PayBackAsync(50)).Value;
        (first.Status, first.Amount.ToPlainString(), first.Owed.ToString()).ShouldBe((ExpenseStatus.Approved, "50.00", "70.00 EUR"));
        (await PayBackAsync(70.01m)).Error!.Code.ShouldBe("expenses.more_than_owed");
        (await firm.Organization.SendAsync(new VoidExpense(id))).Error!.Code.ShouldBe("expenses.reimbursed");
        (await firm.Organization.SendAsPlatformAsync(new VerifyLedger())).Value.Faults.ShouldBeEmpty();
        (await PayBackAsync(20)).Value.Owed.ToPlainString().ShouldBe("50.00");
        (await PayBackAsync(null)).Value.ShouldSatisfyAllConditions(one => one.Status.ShouldBe(ExpenseStatus.Reimbursed), one => one.Amount.ToPlainString().ShouldBe("50.00"));
        (await firm.BalancesAsync()).ShouldBe("1010:-120.00 1200:20.00 6300:100.00");

        (await firm.Organization.SendAsync(new UndoReimbursement(id, ReimbursementId: new(Guid.CreateVersion7())))).Error!.Code.ShouldBe("expenses.not_reimbursed");
        (await firm.Organization.SendAsync(new UndoReimbursement(id, ReimbursementId: first.ReimbursementId))).IsSuccess.ShouldBeTrue();
        (await firm.Organization.SendAsync(new UndoReimbursement(id, ReimbursementId: first.ReimbursementId))).Error!.Code.ShouldBe("expenses.not_reimbursed");
        var view = await ReadAsync(firm, id);
        (view.Status, view.Totals.Owed.ToPlainString(), string.Join(' ', view.Reimbursements.Select(part => part.Amount.ToPlainString())))
            .ShouldBe((ExpenseStatus.Approved, "50.00", "20.00 50.00"));
        view.Reimbursements.Select(part => part.JournalEntryId).Distinct().Count().ShouldBe(2);
        view.Reimbursements.ShouldAllBe(part => part.JournalEntryId != null && part.Date == Day);
        (await firm.BalancesAsync()).ShouldBe("1010:-70.00 1200:20.00 2050:-50.00 6300:100.00");

        // Of those who pay back the same at once, one more than is owed is refused.
        (await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => PayBackAsync(25)))).Count(one => one.IsSuccess).ShouldBe(2);
        (await firm.BalancesAsync()).ShouldBe("1010:-120.00 1200:20.00 6300:100.00");
        (await firm.Organization.SendAsPlatformAsync(new VerifyLedger())).Value.Faults.ShouldBeEmpty();
        (await _app.Database.ScalarAsync($"""
            SELECT string_agg((data -> 'amount' ->> 'value') || ' of ' || (data -> 'owed' ->> 'value'), ', ' ORDER BY position) FROM events
            WHERE organization_id = '{firm.Organization.Id}' AND type IN ('expense.reimbursed', 'expense.owed_again')
            """)).ShouldBe("50.00 of 70.00, 20.00 of 50.00, 50.00 of 0.00, 50.00 of 50.00, 25.00 of 25.00, 25.00 of 0.00");

        Task<Result<ReimbursedExpense>> PayBackAsync(decimal? amount) => firm.Organization.SendAsync(new ReimburseExpense(id, Day, Amount: amount));
    }

    [Test]
    public async Task What_is_approved_stays_as_it_is_and_what_is_named_is_there_and_in_use()
    {
        var firm = await TestPurchases.OpenAsync(await _app.FoundAsync("refused"));
        var other = await TestPurchases.OpenAsync(await _app.FoundAsync("refused-other"));
        var (person, stranger) = (await firm.Organization.AddMemberAsync("member"), await other.Organization.AddMemberAsync("viewer"));
        foreach (var (draft, refusal) in new[]
        {
            (Train(firm) with { VendorId = other.Vendor }, "purchases.vendor_unknown"),
            (Train(firm) with { AccountId = other.Accounts["6300"] }, "purchases.account_not_for_purchases"),
            (Train(firm) with { AccountId = firm.Accounts["4000"] }, "purchases.account_not_for_purchases"),
            (Train(firm) with { TaxRateId = other.Rate }, "documents.tax_rate_unknown"),
            (Train(firm) with { MoneyAccountId = firm.Accounts["2050"] }, "expenses.account_not_for_money"),
            (Train(firm) with { MoneyAccountId = other.Accounts["1000"] }, "expenses.account_not_for_money"),
            (Train(firm) with { PersonId = person.Id }, "expenses.paid_twice"),
            (Train(firm) with { PaidBy = ExpensePayer.Person, MoneyAccountId = firm.Accounts["1000"] }, "expenses.paid_twice"),
            (Train(firm) with { PaidBy = ExpensePayer.Person, PersonId = stranger.Id }, "expenses.person_unknown"),
            (Train(firm) with { PaidBy = ExpensePayer.Person }, "expenses.person_unknown"),
            (Train(firm) with { Amount = 0 }, "validation_error"),
            (Train(firm) with { Payee = " " }, "validation_error"),
        })
        {
            (await firm.Organization.SendAsync(new CreateExpense(draft))).Error!.Code.ShouldBe(refusal, $"{draft}");
        }

        var id = await ApproveAsync(firm, Train(firm));
        (await firm.Organization.SendAsync(new UpdateExpense(id, Train(firm)))).Error!.Code.ShouldBe("expenses.not_a_draft");
        (await firm.Organization.SendAsync(new DeleteExpense(id))).Error!.Code.ShouldBe("expenses.not_a_draft");
        (await other.Organization.SendAsync(new VoidExpense(id))).Error!.Kind.ShouldBe(Domain.SharedKernel.ErrorKind.NotFound);
        foreach (var change in new[] { "gross_minor = 1, net_minor = 1, tax_minor = 0", "payee = 'Me'", "account_id = money_account_id", "status = 'draft'" })
        {
            (await Should.ThrowAsync<PostgresException>(() => _app.Database.ScalarAsync($"UPDATE expenses SET {change} WHERE id = '{id}'")))
                .ConstraintName.ShouldBe("ck_expenses_unchanged", change);
        }
    }

    [Test]
    public async Task The_same_day_payee_and_amount_are_warned_of()
    {
        var firm = await TestPurchases.OpenAsync(await _app.FoundAsync("twins"));
        var first = await SubmitAsync(firm, Train(firm));
        var second = (await firm.Organization.SendAsync(new CreateExpense(Train(firm) with { Payee = "DEUTSCHE BAHN " }))).Value;
        second.Duplicates.ShouldHaveSingleItem().Id.ShouldBe(first);
        foreach (var unlike in new[] { Train(firm) with { Payee = "Taxi" }, Train(firm) with { Amount = 120.01m }, Train(firm) with { SpentOn = Day.AddDays(1) }, Train(firm) with { Currency = "USD" } })
            (await firm.Organization.SendAsync(new CreateExpense(unlike))).Value.Duplicates.ShouldBeEmpty($"{unlike}");

        (await firm.Organization.SendAsync(new VoidExpense(first))).IsSuccess.ShouldBeTrue();
        (await ReadAsync(firm, second.Id)).Duplicates.ShouldBeEmpty();
    }

    [Test]
    public async Task In_another_currency_the_day_decides_what_it_is_worth_and_what_is_owed_stays_so()
    {
        var firm = await TestPurchases.OpenAsync(await _app.FoundAsync("foreign"));
        var person = await firm.Organization.AddMemberAsync("member");
        await firm.Organization.SendAsync(new AddExchangeRate("USD", Day, 0.80m));
        await firm.Organization.SendAsync(new AddExchangeRate("USD", Day.AddDays(5), 0.95m));
        var id = await ApproveAsync(firm, PaidBy(person, firm) with { Currency = "USD" }, Day.AddDays(6));
        (await firm.BalancesAsync()).ShouldBe("1200:16.00 2050:-96.00 6300:80.00");
        (await firm.Organization.SendAsync(new GetTaxReport(new DateOnly(2026, 1, 1), new DateOnly(2026, 12, 31)))).Value.Total.PurchasesNet.ToPlainString().ShouldBe("80.00");
        (await firm.Organization.SendAsync(new ReimburseExpense(id, Day.AddDays(8)))).Value.Amount.ToString().ShouldBe("96.00 EUR");
        (await firm.BalancesAsync()).ShouldBe("1010:-96.00 1200:16.00 6300:80.00");

        var byFirm = await ApproveAsync(firm, Train(firm) with { Currency = "USD", Payee = "Hotel" });
        (await ReadAsync(firm, byFirm)).PostedOn.ShouldBe(Day);
        (await firm.BalancesAsync()).ShouldBe("1010:-192.00 1200:32.00 6300:160.00");
        (await firm.Organization.SendAsPlatformAsync(new VerifyLedger())).Value.Faults.ShouldBeEmpty();
    }

    [Test]
    public async Task Its_cost_is_counted_by_its_project_and_its_tax_by_none()
    {
        var firm = await TestPurchases.OpenAsync(await _app.FoundAsync("counted"));
        var fair = (await firm.Organization.SendAsync(new CreateProject(new("FAIR", "Trade fair")))).Value.Id;
        (await firm.Organization.SendAsync(new CreateExpense(Train(firm) with { ProjectId = new ProjectId(Guid.CreateVersion7()) }))).Error.ShouldBe(ProjectErrors.Unknown);
        var id = await ApproveAsync(firm, Train(firm) with { ProjectId = fair });

        (await ReadAsync(firm, id)).ShouldSatisfyAllConditions(one => one.ProjectId.ShouldBe(fair), one => one.Project.ShouldBe("FAIR Trade fair"));
        (await firm.Organization.SendAsync(new GetProject(fair))).Value.Cost.ToPlainString().ShouldBe("100.00");
        (await firm.Organization.SendAsync(new VoidExpense(id))).IsSuccess.ShouldBeTrue();
        (await firm.Organization.SendAsync(new GetProject(fair))).Value.Cost.Minor.ShouldBe(0);
    }

    [Test]
    public async Task A_closed_day_takes_no_expense_but_a_later_one_does()
    {
        var firm = await TestPurchases.OpenAsync(await _app.FoundAsync("closed"));
        var id = await SubmitAsync(firm, Train(firm));
        (await firm.Organization.SendAsync(new LockPeriod(Day))).IsSuccess.ShouldBeTrue();
        (await firm.Organization.SendAsync(new ApproveExpense(id))).Error!.Code.ShouldBe("ledger.period_locked");
        (await firm.Organization.SendAsync(new ApproveExpense(id, Day.AddDays(-1)))).Error!.Fields!.Keys.ShouldBe(["postedOn"]);
        (await firm.Organization.SendAsync(new ApproveExpense(id, Day.AddDays(1)))).IsSuccess.ShouldBeTrue();
        (await ReadAsync(firm, id)).PostedOn.ShouldBe(Day.AddDays(1));
    }

    [Test]
    public async Task Of_many_who_approve_or_pay_back_at_once_one_does()
    {
        var firm = await TestPurchases.OpenAsync(await _app.FoundAsync("at-once"));
        var id = await SubmitAsync(firm, PaidBy(await firm.Organization.AddMemberAsync("member"), firm));
        (await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => firm.Organization.SendAsync(new ApproveExpense(id))))).Count(one => one.IsSuccess).ShouldBe(1);
        (await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => firm.Organization.SendAsync(new ReimburseExpense(id, Day))))).Count(one => one.IsSuccess).ShouldBe(1);
        (await firm.BalancesAsync()).ShouldBe("1010:-120.00 1200:20.00 6300:100.00");
        (await firm.Organization.SendAsPlatformAsync(new VerifyLedger())).Value.Faults.ShouldBeEmpty();
    }

    [Test]
    public async Task They_are_found_by_text_state_payer_account_and_days_and_the_archive_knows_them()
    {
        var firm = await TestPurchases.OpenAsync(await _app.FoundAsync("found"));
        var person = await firm.Organization.AddMemberAsync("member");
        var waits = await SubmitAsync(firm, PaidBy(person, firm));
        var lunch = (await firm.Organization.SendAsync(new CreateExpense(new("Café am Hafen", 31.40m, firm.Accounts["6350"], Day.AddDays(2), Purpose: "Lunch with a customer")))).Value.Id;
        var vendor = (await firm.Organization.SendAsync(new CreateExpense(new(null, 10, VendorId: firm.Vendor, SpentOn: Day.AddDays(4))))).Value.Id;
        (await ReadAsync(firm, vendor)).ShouldSatisfyAllConditions(one => one.Payee.ShouldBe("Harbour Chandlery"), one => one.Account.Code.ShouldBe("5000"), one => one.MoneyAccount!.Code.ShouldBe("1010"));

        (await FindAsync(firm, new())).ShouldBe([vendor, lunch, waits]);
        (await FindAsync(firm, new("CUSTOMER"))).ShouldBe([lunch]);
        (await FindAsync(firm, new(Status: ExpenseStatus.Submitted))).ShouldBe([waits]);
        (await FindAsync(firm, new(PaidBy: ExpensePayer.Organization))).ShouldBe([vendor, lunch]);
        (await FindAsync(firm, new(Person: person.Id))).ShouldBe([waits]);
        (await FindAsync(firm, new(Account: firm.Accounts["6350"]))).ShouldBe([lunch]);
        (await FindAsync(firm, new(From: Day.AddDays(1), To: Day.AddDays(3)))).ShouldBe([lunch]);
        (await firm.Organization.SendAsync(new ListExpenses(new(), new PageRequest(Sort: "payee")))).Value.Items.Select(row => row.Id).ShouldBe([lunch, waits, vendor]);
        (await firm.Organization.SendAsync(new DeleteTaxRate(firm.Rate))).Value.IsArchived.ShouldBeTrue();
        (await firm.Organization.SendAsync(new DeleteVendor(firm.Vendor))).Value.IsArchived.ShouldBeTrue();
    }

    private static async Task<IReadOnlyList<ExpenseId>> FindAsync(TestPurchases firm, ExpenseFilter filter) =>
        [.. (await firm.Organization.SendAsync(new ListExpenses(filter, new PageRequest()))).Value.Items.Select(row => row.Id)];
}
