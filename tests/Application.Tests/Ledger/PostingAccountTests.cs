using Financbase.Application.Ledger;
using Financbase.Domain.Ledger;
using Financbase.Testing.Hosting;

namespace Financbase.Application.Tests.Ledger;

/// <summary>What documents brought into a control account is settled there.</summary>
public sealed class PostingAccountTests
{
    private TestApp _app = null!;

    [OneTimeSetUp]
    public async Task Start() => _app = await TestApp.StartAsync(("Process:Roles", "web"));

    [OneTimeTearDown]
    public async Task Stop() => await _app.DisposeAsync();

    [Test]
    public async Task What_customers_owe_stays_where_it_is_while_something_is_open()
    {
        var firm = await TestSales.OpenAsync(await _app.FoundAsync("receivable"));
        var (first, second) = (await AccountAsync(firm.Organization, "1110", AccountSubtype.Receivable), await AccountAsync(firm.Organization, "1111", AccountSubtype.Receivable));
        (await ChooseAsync(firm.Organization, PostingRole.Receivable, first)).ShouldBeNull("nothing is owed yet");
        var id = await firm.IssueAsync(firm.Line(100));

        (await ChooseAsync(firm.Organization, PostingRole.Receivable, second)).ShouldBe("ledger.role_has_open_items");
        (await ChooseAsync(firm.Organization, PostingRole.Receivable, first)).ShouldBeNull("it is that already");
        (await ChooseAsync(firm.Organization, PostingRole.Payable, await AccountAsync(firm.Organization, "2010", AccountSubtype.Payable))).ShouldBeNull("nothing is owed to vendors");
        await firm.PayAsync(id, 130);
        (await ChooseAsync(firm.Organization, PostingRole.Receivable, second)).ShouldBe("ledger.role_has_open_items", "ten are the customer's");
        await firm.PayAsync(await firm.IssueAsync(firm.Line(10)), 2);

        (await firm.BalancesAsync()).ShouldNotContain("1111:");
        (await firm.Organization.SendAsPlatformAsync(new VerifyLedger())).Value.Faults.ShouldBeEmpty();
    }

    [Test]
    public async Task What_is_owed_to_vendors_stays_until_it_is_paid()
    {
        var firm = await TestPurchases.OpenAsync(await _app.FoundAsync("payable"));
        var bill = await firm.ApproveAsync(firm.Line(100));
        var other = await AccountAsync(firm.Organization, "2010", AccountSubtype.Payable);

        (await ChooseAsync(firm.Organization, PostingRole.Payable, other)).ShouldBe("ledger.role_has_open_items");
        await firm.PayAsync([new(bill)]);
        (await ChooseAsync(firm.Organization, PostingRole.Payable, other)).ShouldBeNull();

        await firm.ApproveAsync(firm.Line(1, taxed: false));
        (await firm.BalancesAsync()).ShouldBe("1010:-120.00 1200:20.00 2010:-1.00 5000:101.00");
    }

    private static async Task<AccountId> AccountAsync(TestOrganization organization, string code, AccountSubtype subtype) =>
        (await organization.SendAsync(new CreateAccount(code, $"Account {code}", subtype))).Value.Id;

    private static async Task<string?> ChooseAsync(TestOrganization organization, PostingRole role, AccountId account) =>
        (await organization.SendAsync(new ChoosePostingAccount(role, account))).Error?.Code;
}
