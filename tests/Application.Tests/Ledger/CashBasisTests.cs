using Financbase.Application.Ledger;
using Financbase.Application.Sales;
using Financbase.Domain.Ledger;
using Financbase.Testing.Hosting;

namespace Financbase.Application.Tests.Ledger;

/// <summary>On the cash basis documents count when they are paid, in proportion, and to the last cent once they are paid.</summary>
public sealed class CashBasisTests
{
    private static readonly DateOnly Day = TestSales.Day;

    private TestApp _app = null!;

    [OneTimeSetUp]
    public async Task Start() => _app = await TestApp.StartAsync(("Process:Roles", "web"));

    [OneTimeTearDown]
    public async Task Stop() => await _app.DisposeAsync();

    [Test]
    public async Task An_invoice_counts_as_it_is_paid()
    {
        var firm = await TestSales.OpenAsync(await _app.FoundAsync("shares"));
        var invoice = await firm.IssueAsync(firm.Line(100), firm.Line(50.01m, account: "4100"));
        (await firm.PayAsync(invoice, 60, Day.AddDays(10))).IsSuccess.ShouldBeTrue();
        (await firm.PayAsync(invoice, 60, Day.AddDays(20))).IsSuccess.ShouldBeTrue();
        (await firm.PayAsync(invoice, 100, Day.AddDays(30))).IsSuccess.ShouldBeTrue();

        (await HeldAsync(firm.Organization, Day)).ShouldBeEmpty("it is owed, and nothing more");
        (await HeldAsync(firm.Organization, Day.AddDays(10))).ShouldBe("1010:60.00 2200:-10.00 4000:-33.33 4100:-16.67");
        (await HeldAsync(firm.Organization, Day.AddDays(20))).ShouldBe("1010:120.00 2200:-20.00 4000:-66.66 4100:-33.34");
        (await HeldAsync(firm.Organization, Day.AddDays(30))).ShouldBe("1010:220.00 1100:-39.99 2200:-30.00 4000:-100.00 4100:-50.01", "what was paid too much is the customer’s");
        (await ProfitAsync(firm.Organization, Day, Day.AddDays(10))).ShouldBe(50.00m);
        (await ProfitAsync(firm.Organization, Day.AddDays(11), Day.AddDays(20))).ShouldBe(50.00m);
        (await ProfitAsync(firm.Organization, Day.AddDays(21), Day.AddDays(40))).ShouldBe(50.01m);
        (await ProfitAsync(firm.Organization, Day, Day, Basis.Accrual)).ShouldBe(150.01m);

        var other = await firm.IssueAsync(firm.Line(10, taxed: false));
        (await HeldAsync(firm.Organization, Day.AddDays(40))).ShouldContain("4000:-100.00");
        (await HeldAsync((await TestSales.OpenAsync(await _app.FoundAsync("elsewhere"))).Organization, Day.AddDays(40))).ShouldBeEmpty();
        await firm.Organization.SendAsync(new VoidInvoice(other, Day.AddDays(5)));
        (await HeldAsync(firm.Organization, Day.AddDays(2))).ShouldBeEmpty("it is not paid yet, nor void");
        (await HeldAsync(firm.Organization, Day.AddDays(6))).ShouldBeEmpty();
    }

    [Test]
    public async Task Credits_write_offs_and_what_is_undone_count_nothing_by_themselves()
    {
        var firm = await TestSales.OpenAsync(await _app.FoundAsync("others"));
        var credited = await firm.IssueAsync(firm.Line(100));
        _ = (await firm.Organization.SendAsync(new CreditInvoice(credited, [firm.Line(40)], Day.AddDays(1)))).Value;
        (await HeldAsync(firm.Organization, Day.AddDays(1))).ShouldBeEmpty("no money came");
        await firm.PayAsync(credited, null, Day.AddDays(2));
        (await HeldAsync(firm.Organization, Day.AddDays(2))).ShouldBe("1010:72.00 2200:-12.00 4000:-60.00");

        var lost = await firm.IssueAsync(firm.Line(200));
        await firm.PayAsync(lost, 120, Day.AddDays(3));
        await firm.Organization.SendAsync(new WriteOffInvoice(lost, Day.AddDays(4)));
        (await HeldAsync(firm.Organization, Day.AddDays(4))).ShouldBe("1010:192.00 2200:-32.00 4000:-160.00", "what never counted is no loss");
        (await HeldAsync(firm.Organization, Day.AddDays(3))).ShouldBe("1010:192.00 2200:-32.00 4000:-160.00");

        var undone = await firm.IssueAsync(firm.Line(10, taxed: false));
        var payment = (await firm.PayAsync(undone, null, Day.AddDays(5))).Value;
        await firm.Organization.SendAsync(new UndoPayment(payment.Id, Day.AddDays(8)));
        (await HeldAsync(firm.Organization, Day.AddDays(7))).ShouldBe("1010:202.00 2200:-32.00 4000:-170.00", "it was there until then");
        (await HeldAsync(firm.Organization, Day.AddDays(8))).ShouldBe("1010:192.00 2200:-32.00 4000:-160.00");

        var nothing = await firm.IssueAsync(firm.Line(50, taxed: false, account: "4100"), firm.Line(-50, taxed: false));
        (await firm.ReadAsync(nothing)).Totals.Gross.Minor.ShouldBe(0);
        (await HeldAsync(firm.Organization, Day)).ShouldBe("4000:50.00 4100:-50.00", "nothing of it is to be paid, so it counts at once");
    }

    [Test]
    public async Task Bills_and_other_currencies_count_at_the_rate_of_the_document()
    {
        var firm = await TestPurchases.OpenAsync(await _app.FoundAsync("abroad"));
        await firm.Organization.SendAsync(new AddExchangeRate("USD", Day, 0.80m));
        await firm.Organization.SendAsync(new AddExchangeRate("USD", Day.AddDays(10), 0.90m));
        var bill = await firm.ApproveInAsync("USD", firm.Line(100), firm.Line(30, taxed: false, account: "6100"));
        await firm.Organization.SendAsync(new Revalue(Day.AddDays(10)));
        (await HeldAsync(firm.Organization, Day.AddDays(10))).ShouldBeEmpty("a revaluation says nothing of what does not count");
        await firm.PayAsync([new(bill)], 50, Day.AddDays(12));
        // A third of 150 USD is worth 40 EUR by the bill and 45 EUR by the bank.
        (await HeldAsync(firm.Organization, Day.AddDays(12))).ShouldBe("1010:-45.00 1200:5.33 5000:26.67 6100:8.00 6950:5.00");
        await firm.PayAsync([new(bill)], null, Day.AddDays(13));
        (await HeldAsync(firm.Organization, Day.AddDays(13))).ShouldBe("1010:-135.00 1200:16.00 5000:80.00 6100:24.00 6950:15.00");
        (await ProfitAsync(firm.Organization, Day, Day.AddDays(20))).ShouldBe(await ProfitAsync(firm.Organization, Day, Day.AddDays(20), Basis.Accrual));
    }

    private static async Task<string> HeldAsync(TestOrganization organization, DateOnly day)
    {
        var report = (await organization.SendAsync(new GetTrialBalance(day, Basis.Cash))).Value;
        report.Totals.Debit.ShouldBe(report.Totals.Credit);
        await StatementsCheck.BalancesAsync(organization, day, Basis.Cash);
        return string.Join(' ', report.Rows.Where(row => row.Balance.Minor != 0).Select(row => $"{row.Account.Code}:{row.Balance.ToPlainString()}"));
    }

    private static async Task<decimal> ProfitAsync(TestOrganization organization, DateOnly from, DateOnly to, Basis basis = Basis.Cash) =>
        (await organization.SendAsync(new GetProfitAndLoss(from, to, Basis: basis))).Value.Sections[^1].Total.Amount;
}
