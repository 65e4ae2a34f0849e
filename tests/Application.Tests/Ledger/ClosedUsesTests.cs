using Financbase.Application.Ledger;
using Financbase.Application.Purchases;
using Financbase.Application.Sales;
using Financbase.Domain.Ledger;
using Financbase.Testing.Hosting;

namespace Financbase.Application.Tests.Ledger;

/// <summary>What a closed period says stays, also where the use of a credit posts nothing: on the cash basis it counts.</summary>
public sealed class ClosedUsesTests
{
    private static readonly DateOnly Day = TestSales.Day;

    private TestApp _app = null!;

    [OneTimeSetUp]
    public async Task Start() => _app = await TestApp.StartAsync(("Process:Roles", "web"));

    [OneTimeTearDown]
    public async Task Stop() => await _app.DisposeAsync();

    [Test]
    public async Task What_customers_have_left_is_not_used_on_a_closed_day()
    {
        var firm = await TestSales.OpenAsync(await _app.FoundAsync("uses"));
        var (first, second) = (await firm.IssueAsync(firm.Line(100)), await firm.IssueAsync(firm.Line(50)));
        var paid = (await firm.PayAsync(first, 150)).Value;
        var note = (await firm.Organization.SendAsync(new IssueCreditNote(new(firm.Customer, [firm.Line(10)], Day)))).Value;
        await firm.Organization.SendAsync(new LockPeriod(Day.AddDays(10)));
        var before = await SaidAsync(firm.Organization);

        (await firm.Organization.SendAsync(new UseCredit(second, paid.Id, Date: Day.AddDays(5)))).Error!.Code.ShouldBe("ledger.period_locked");
        (await firm.Organization.SendAsync(new UseCredit(second, CreditNoteId: note.Id, Date: Day.AddDays(5)))).Error!.Code.ShouldBe("ledger.period_locked");
        (await firm.Organization.SendAsync(new UseCredit(second, paid.Id, Date: Day.AddDays(11)))).Error.ShouldBeNull();

        (await SaidAsync(firm.Organization)).ShouldBe(before);
    }

    [Test]
    public async Task What_vendors_have_left_is_not_used_on_a_closed_day_and_what_was_used_counts_until_it_is_taken_back()
    {
        var firm = await TestPurchases.OpenAsync(await _app.FoundAsync("buys"));
        var (first, second) = (await firm.ApproveAsync(firm.Line(100)), await firm.ApproveAsync(firm.Line(50)));
        var paid = (await firm.PayAsync([new(first)], 150)).Value;
        var credit = (await firm.Organization.SendAsync(new CreateVendorCredit(new(firm.Vendor, "C-1", [firm.Line(20)], Day)))).Value.Id;
        await firm.Organization.SendAsync(new PostVendorCredit(credit));
        await firm.Organization.SendAsync(new UseVendorCredit(second, VendorCreditId: credit, Date: Day.AddDays(2), Amount: 6));
        await firm.Organization.SendAsync(new LockPeriod(Day.AddDays(10)));
        var before = await SaidAsync(firm.Organization);

        (await firm.Organization.SendAsync(new UseVendorCredit(second, paid.Id, Date: Day.AddDays(5)))).Error!.Code.ShouldBe("ledger.period_locked");
        (await firm.Organization.SendAsync(new UseVendorCredit(second, VendorCreditId: credit, Date: Day.AddDays(5)))).Error!.Code.ShouldBe("ledger.period_locked");
        var use = (await firm.Organization.SendAsync(new GetVendorCredit(credit))).Value.Uses.ShouldHaveSingleItem();
        (await firm.Organization.SendAsync(new UnapplyVendorCredit(credit, use.Id))).Error!.Code.ShouldBe("ledger.period_locked");
        (await firm.Organization.SendAsync(new UnapplyVendorCredit(credit, use.Id, Day.AddDays(11)))).Error.ShouldBeNull();

        (await SaidAsync(firm.Organization)).ShouldBe(before);
        (await firm.Organization.SendAsPlatformAsync(new VerifyLedger())).Value.Faults.ShouldBeEmpty();
    }

    private static async Task<string> SaidAsync(TestOrganization organization) => string.Join(' ', (await organization.SendAsync(new GetTrialBalance(Day.AddDays(10), Basis.Cash))).Value.Rows
        .Where(row => row.Balance.Minor != 0).Select(row => $"{row.Account.Code}:{row.Balance.ToPlainString()}"));
}
