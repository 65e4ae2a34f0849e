using Financbase.Application.Access;
using Financbase.Application.Expenses;
using Financbase.Application.Purchases;
using Financbase.Application.Workflows;
using Financbase.Domain.Access;
using Financbase.Domain.Expenses;
using Financbase.Domain.Purchases;
using Financbase.Domain.SharedKernel;
using Financbase.Domain.Workflows;
using Financbase.Testing.Hosting;

namespace Financbase.Infrastructure.Tests.Workflows.Engine;

/// <summary>Decisions that a run records are bounded by the limit of whoever decided, and by that of whoever published the workflow.</summary>
public sealed class LimitedDecisionTests
{
    private const string Submitted = """{"type":"event","event":"expense.submitted"}""";
    private const string HandedIn = """{"type":"event","event":"bill.approval_requested"}""";

    private EngineScene _scene = null!;
    private TestPurchases _firm = null!;
    private TestPerson _decides = null!;

    [SetUp]
    public async Task Build()
    {
        _scene = await EngineScene.BuildAsync();
        _firm = await TestPurchases.OpenAsync(_scene.Organization);
        var owner = await _scene.Organization.AddMemberAsync("owner");
        _ = (await _firm.AsAsync(owner, new CreateRole(new RoleTerms(
            "Clerk", null, ["bills:approve", "expenses:approve", "approvals:decide"], new Dictionary<string, Constraint> { ["bills:approve"] = Up(100), ["expenses:approve"] = Up(100) })))).Value;
        _decides = await _scene.App.CreateUserAsync("clerk@books.test");
        await _scene.Organization.AddMemberAsync(_decides, "clerk");
        await _scene.StartWorkerAsync();
    }

    [TearDown]
    public async Task Clear() => await _scene.DisposeAsync();

    [TestCase(100, true, true)]
    [TestCase(101, true, false)]
    [TestCase(101, false, true)]
    public async Task Whoever_decided_a_bill_decides_up_to_their_limit(int price, bool approves, bool isDone)
    {
        await _scene.PublishAsync(Steps("bill", _decides.Email, approves), HandedIn);

        var bill = await HandInBillAsync(price);

        (await EndAsync(approves)).ShouldBe(isDone ? "succeeded" : "failed access.over_limit");
        (await _firm.ReadAsync(bill)).Status.ShouldBe(!isDone ? BillStatus.Received : approves ? BillStatus.Approved : BillStatus.Rejected);
    }

    [TestCase(100, true)]
    [TestCase(101, false)]
    public async Task Whoever_decided_an_expense_decides_up_to_their_limit(int amount, bool isDone)
    {
        await _scene.PublishAsync(Steps("expense", _decides.Email, approves: true), Submitted);

        var expense = (await _scene.Organization.SendAsync(new CreateExpense(new("Deutsche Bahn", amount, _firm.Accounts["6300"], TestPurchases.Day)))).Value.Id;
        (await _scene.Organization.SendAsync(new SubmitExpense(expense))).Error.ShouldBeNull();

        (await EndAsync(approve: true)).ShouldBe(isDone ? "succeeded" : "failed access.over_limit");
        (await _scene.Organization.SendAsync(new GetExpense(expense))).Value.Status.ShouldBe(isDone ? ExpenseStatus.Approved : ExpenseStatus.Submitted);
    }

    [TestCase(60, true, true)]
    [TestCase(61, true, false)]
    [TestCase(61, false, true)]
    public async Task A_workflow_decides_up_to_the_limit_of_who_published_it(int price, bool approves, bool isDone)
    {
        var publisher = new Rights(Role.Owner.Permissions) { Constraints = new Dictionary<string, Constraint> { ["bills:approve"] = Up(60) } };
        await _scene.PublishAsync(Steps("bill", _decides.Email, approves), HandedIn, rights: publisher);

        var bill = await HandInBillAsync(price);

        (await EndAsync(approves)).ShouldBe(isDone ? "succeeded" : "failed access.over_limit");
        (await _firm.ReadAsync(bill)).Status.ShouldBe(!isDone ? BillStatus.Received : approves ? BillStatus.Approved : BillStatus.Rejected);
    }

    private static Constraint Up(int most) => new() { MaxAmount = Money.FromAmount(most, Currency.Of("EUR")) };

    private static string Steps(string what, string who, bool approves)
    {
        var kind = $"{(approves ? "approve" : "reject")}{(what == "bill" ? "Bill" : "Expense")}";
        return $$$"""
            [{"key":"ask","type":"approval","config":{"user":"{{{who}}}","title":"Pay?"},"next":{"approved":"decide","rejected":"decide","timeout":null}},
             {"key":"decide","type":"{{{kind}}}","config":{"{{{what}}}Id":"{{ trigger.id }}","approval":"ask"}}]
            """;
    }

    private async Task<BillId> HandInBillAsync(int price)
    {
        var bill = await _firm.DraftAsync(null, null, _firm.Line(price, taxed: false));
        (await _scene.Organization.SendAsync(new ReceiveBill(bill))).Error.ShouldBeNull();
        return bill;
    }

    private async Task<string> EndAsync(bool approve)
    {
        await EngineScene.UntilAsync(() => _scene.ScalarAsync<long>("SELECT count(*) FROM approvals WHERE status = 'pending'"), asked => asked == 1);
        var approval = new ApprovalId(await _scene.ScalarAsync<Guid>("SELECT id FROM approvals"));
        (await _firm.AsAsync(_decides, new DecideApproval(approval, approve), "approver")).Error.ShouldBeNull();
        await EngineScene.UntilAsync(() => _scene.ScalarAsync<string>("SELECT status FROM workflow_executions"), status => status is "succeeded" or "failed");
        return await _scene.ScalarAsync<string>("SELECT concat_ws(' ', status, error ->> 'code') FROM workflow_executions");
    }
}
