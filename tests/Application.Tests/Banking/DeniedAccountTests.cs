using Financbase.Application.Banking;
using Financbase.Application.Expenses;
using Financbase.Application.Ledger;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Application.Purchases;
using Financbase.Application.Purchases.PaymentFiles;
using Financbase.Application.Sales;
using Financbase.Domain.Banking;
using Financbase.Domain.Expenses;
using Financbase.Domain.SharedKernel;
using Financbase.Testing.Banking;
using Financbase.Testing.Hosting;
using MediatR;

namespace Financbase.Application.Tests.Banking;

/// <summary>A bank account that is denied to somebody is as if it were not there, wherever its id may be named.</summary>
public sealed class DeniedAccountTests
{
    private TestApp _app = null!;

    [OneTimeSetUp]
    public async Task Start() => _app = await TestApp.StartAsync(("Process:Roles", "web"));

    [OneTimeTearDown]
    public async Task Stop() => await _app.DisposeAsync();

    [Test]
    public async Task No_money_is_booked_to_it()
    {
        var firm = await TestPurchases.OpenAsync(await _app.FoundAsync("no-money"));
        var sales = await TestSales.OpenAsync(firm.Organization);
        var denied = await OpenAsync(firm);
        var invoice = await sales.IssueAsync(sales.Line(100));
        var bill = await firm.ApproveAsync(firm.Line(100));
        var credit = (await firm.Organization.SendAsync(new CreateVendorCredit(new(firm.Vendor, "GS-1", [firm.Line(10)], TestPurchases.Day)))).Value.Id;
        await firm.Organization.SendAsync(new PostVendorCredit(credit));
        var paidByMember = new ExpenseDraft("Taxi", 30, firm.Accounts["6300"], TestPurchases.Day, PaidBy: ExpensePayer.Person, PersonId: (await firm.Organization.AddMemberAsync("member")).Id);
        var expense = (await firm.Organization.SendAsync(new CreateExpense(paidByMember))).Value.Id;
        await firm.Organization.SendAsync(new SubmitExpense(expense));
        await firm.Organization.SendAsync(new ApproveExpense(expense));
        var file = (await firm.Organization.SendAsync(new PreparePaymentFile(denied, [await firm.ApproveAsync(firm.Line(7))]))).Value.Id;
        var before = await firm.BalancesAsync();

        await IsAsIfNotThereAsync(firm, denied, account => new RecordPayment(invoice, 10, TestPurchases.Day, account));
        await IsAsIfNotThereAsync(firm, denied, account => new RecordVendorPayment([new(bill)], 10, TestPurchases.Day, account));
        await IsAsIfNotThereAsync(firm, denied, account => new RefundVendorCredit(credit, 1, TestPurchases.Day, account));
        await IsAsIfNotThereAsync(firm, denied, account => new ReimburseExpense(expense, TestPurchases.Day, account));
        await IsAsIfNotThereAsync(firm, denied, account => new CreateExpense(new("Shop", 5, firm.Accounts["6300"], TestPurchases.Day, BankAccountId: account)));
        (await firm.Organization.SendDeniedAsync(denied, new ConfirmPaymentFile(file))).Error!.Code.ShouldBe("purchases.account_not_for_money");
        (await firm.BalancesAsync()).ShouldBe(before);

        // Another account, and where money usually is, stay open to them.
        var open = (await firm.Organization.SendAsync(new CreateBankAccount("Open", "EUR"))).Value.Id;
        await firm.Organization.SendAsync(new ConnectBankAccount(open, firm.Accounts["1000"]));
        (await firm.Organization.SendDeniedAsync(denied, new RecordPayment(invoice, 10, TestPurchases.Day, open))).IsSuccess.ShouldBeTrue();
        (await firm.Organization.SendDeniedAsync(denied, new RecordPayment(invoice, 10, TestPurchases.Day))).IsSuccess.ShouldBeTrue();
        (await firm.Organization.SendAsync(new RecordPayment(invoice, 10, TestPurchases.Day, denied))).IsSuccess.ShouldBeTrue();
        (await firm.Organization.SendAsPlatformAsync(new VerifyLedger())).Value.Faults.ShouldBeEmpty();
    }

    [Test]
    public async Task No_rule_for_it_is_told_made_changed_or_deleted()
    {
        var firm = await TestPurchases.OpenAsync(await _app.FoundAsync("no-rule"));
        var denied = await OpenAsync(firm);
        var (cost, organization) = (firm.Accounts["6300"], firm.Organization);
        var hidden = (await organization.SendAsync(new CreateBankRule("Hidden", new(denied, Words: ["salary"]), cost))).Value.Id;
        var shown = (await organization.SendAsync(new CreateBankRule("Shown", new(Words: ["rent"]), cost))).Value.Id;

        (await organization.SendDeniedAsync(denied, new ListBankRules(new PageRequest()))).Value.Items.ShouldHaveSingleItem().Id.ShouldBe(shown);
        (await organization.SendDeniedAsync(denied, new GetBankRule(hidden))).Error!.Kind.ShouldBe(ErrorKind.NotFound);
        (await organization.SendDeniedAsync(denied, new ChangeBankRule(hidden, "Wider", new(Words: ["salary"]), cost))).Error!.Kind.ShouldBe(ErrorKind.NotFound);
        (await organization.SendDeniedAsync(denied, new DeleteBankRule(hidden))).Error!.Kind.ShouldBe(ErrorKind.NotFound);
        await IsAsIfNotThereAsync(firm, denied, account => new CreateBankRule("Mine", new(account, Words: ["bonus"]), cost));
        await IsAsIfNotThereAsync(firm, denied, account => new ChangeBankRule(shown, "Shown", new(account, Words: ["rent"]), cost));

        (await organization.SendAsync(new ListBankRules(new PageRequest()))).Value.Items.Select(rule => (rule.Name, rule.Conditions.BankAccountId))
            .ShouldBe([("Hidden", denied), ("Shown", (BankAccountId?)null)], ignoreOrder: true);
    }

    private static async Task<BankAccountId> OpenAsync(TestPurchases firm)
    {
        var account = await firm.Organization.OpenAccountAsync("Payroll", iban: "DE02120300000000202051");
        await firm.Organization.SendAsync(new ConnectBankAccount(account, firm.Accounts["1010"]));
        return account;
    }

    private static async Task IsAsIfNotThereAsync<T>(TestPurchases firm, BankAccountId denied, Func<BankAccountId, IRequest<Result<T>>> naming)
    {
        var nobodys = (await firm.Organization.SendDeniedAsync(denied, naming(EntityId.New<BankAccountId>()))).Error.ShouldNotBeNull();
        var refused = (await firm.Organization.SendDeniedAsync(denied, naming(denied))).Error.ShouldNotBeNull(typeof(T).Name);
        (refused.Code, refused.Message, refused.Kind, refused.Fields?.Keys.SingleOrDefault()).ShouldBe((nobodys.Code, nobodys.Message, nobodys.Kind, nobodys.Fields?.Keys.SingleOrDefault()));
    }
}
