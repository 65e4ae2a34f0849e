using Financbase.Application.Expenses;
using Financbase.Application.Ledger;
using Financbase.Domain.Expenses;
using Financbase.Testing.Hosting;
using Npgsql;
using static Financbase.Application.Tests.Expenses.ExpenseActs;

namespace Financbase.Application.Tests.Expenses;

/// <summary>Who decides what people spend, and who may not.</summary>
public sealed class ExpenseDutyTests
{
    private static readonly DateOnly Day = TestPurchases.Day;

    private TestApp _app = null!;

    [OneTimeSetUp]
    public async Task Start() => _app = await TestApp.StartAsync(("Process:Roles", "web"));

    [OneTimeTearDown]
    public async Task Stop() => await _app.DisposeAsync();

    [Test]
    public async Task Nobody_approves_what_they_entered_handed_in_or_get_money_for_unless_they_are_alone()
    {
        var firm = await TestPurchases.OpenAsync(await _app.FoundAsync("duties"));
        var spends = await firm.Organization.AddMemberAsync("member");
        var decides = await firm.Organization.AddMemberAsync("approver");
        await firm.Organization.AddMemberAsync("accountant");
        var draft = Train(firm) with { PaidBy = ExpensePayer.Person };
        var own = (await firm.AsAsync(spends, new CreateExpense(draft), "member")).Value.Id;
        (await firm.AsAsync(spends, new SubmitExpense(own), "member")).IsSuccess.ShouldBeTrue();
        (await firm.AsAsync(spends, new ApproveExpense(own), "member")).Error!.Kind.ShouldBe(Domain.SharedKernel.ErrorKind.Forbidden);
        (await firm.AsAsync(spends, new ApproveExpense(own))).Error!.Code.ShouldBe("access.separation_of_duties");

        // The accountant enters it for the approver, who gets the money.
        var forThem = await SubmitAsync(firm, draft with { Payee = "Taxi", PersonId = decides.Id });
        (await firm.AsAsync(decides, new ApproveExpense(forThem), "approver")).Error!.Code.ShouldBe("access.separation_of_duties");
        (await firm.AsAsync(decides, new ApproveExpense(own), "approver")).Value.Status.ShouldBe(ExpenseStatus.Approved);
        (await firm.AsAsync(decides, new ApproveExpense(own), "approver")).Error!.Code.ShouldBe("expenses.not_submitted");
        (await ReadAsync(firm, own)).ShouldSatisfyAllConditions(one => one.DecidedBy!.Id.ShouldBe(decides.Id), one => one.Person!.Id.ShouldBe(spends.Id));

        // The database holds it as well.
        (await Should.ThrowAsync<PostgresException>(() => _app.Database.ScalarAsync(
            $"UPDATE expenses SET status = 'approved', decided_by = person_id, posted_on = spent_on WHERE id = '{forThem}'"))).ConstraintName.ShouldBe("ck_expenses_duties");
        (await firm.AsAsync(spends, new RejectExpense(forThem, "No receipt"))).Value.Status.ShouldBe(ExpenseStatus.Rejected);
        (await firm.Organization.SendAsync(new UpdateExpense(forThem, draft with { Payee = "Taxi", Purpose = "To the station", PersonId = decides.Id }))).IsSuccess.ShouldBeTrue();
        (await ReadAsync(firm, forThem)).ShouldSatisfyAllConditions(one => one.Status.ShouldBe(ExpenseStatus.Draft), one => one.Reason.ShouldBeNull());
        (await firm.Organization.SendAsync(new DeleteExpense(forThem))).IsSuccess.ShouldBeTrue();
        (await firm.Organization.SendAsync(new GetExpense(forThem))).Error!.Kind.ShouldBe(Domain.SharedKernel.ErrorKind.NotFound);
    }

    [Test]
    public async Task Whoever_drafted_it_does_not_approve_it_after_somebody_else_changed_it()
    {
        var firm = await TestPurchases.OpenAsync(await _app.FoundAsync("drafted"));
        var (drafts, changes) = (await firm.Organization.AddMemberAsync("owner"), await firm.Organization.AddMemberAsync("admin"));
        var id = (await firm.AsAsync(drafts, new CreateExpense(Train(firm)))).Value.Id;
        await firm.AsAsync(changes, new UpdateExpense(id, Train(firm) with { Purpose = "To the fair" }));
        await firm.AsAsync(changes, new SubmitExpense(id));

        (await firm.AsAsync(drafts, new ApproveExpense(id))).Error!.Code.ShouldBe("access.separation_of_duties");
        (await Should.ThrowAsync<PostgresException>(() => _app.Database.ScalarAsync(
            $"UPDATE expenses SET status = 'approved', decided_by = '{drafts.Id}', posted_on = spent_on WHERE id = '{id}'"))).ConstraintName.ShouldBe("ck_expenses_duties");
    }

    [Test]
    public async Task Whoever_is_alone_decides_alone_and_that_is_kept()
    {
        var firm = await TestPurchases.OpenAsync(await _app.FoundAsync("alone"));
        var alone = await firm.Organization.AddMemberAsync("owner");
        var id = (await firm.AsAsync(alone, new CreateExpense(Train(firm) with { PaidBy = ExpensePayer.Person }))).Value.Id;
        (await firm.AsAsync(alone, new SubmitExpense(id))).IsSuccess.ShouldBeTrue();
        (await firm.AsAsync(alone, new ApproveExpense(id))).IsSuccess.ShouldBeTrue();
        (await _app.Database.ScalarAsync($"SELECT is_self_approved AND person_id = '{alone.Id}' FROM expenses WHERE id = '{id}'")).ShouldBe(true);
    }

    [Test]
    public async Task Nobody_records_that_they_were_paid_back_while_somebody_else_may()
    {
        var firm = await TestPurchases.OpenAsync(await _app.FoundAsync("own-money"));
        var spends = await firm.Organization.AddMemberAsync("accountant");
        var (first, second) = (await ApproveAsync(firm, PaidBy(spends, firm)), await ApproveAsync(firm, PaidBy(spends, firm)));

        (await firm.AsAsync(spends, new ReimburseExpense(first, Day), "accountant")).IsSuccess.ShouldBeTrue("nobody else may");
        await firm.Organization.AddMemberAsync("owner");
        (await firm.AsAsync(spends, new ReimburseExpense(second, Day), "accountant")).Error!.Code.ShouldBe("access.separation_of_duties");
        (await ReadAsync(firm, second)).Totals.Owed.ToPlainString().ShouldBe("120.00");
        (await firm.Organization.SendAsync(new ReimburseExpense(second, Day))).IsSuccess.ShouldBeTrue();
        (await firm.Organization.SendAsPlatformAsync(new VerifyLedger())).Value.Faults.ShouldBeEmpty();
    }
}
