using Financbase.Application.Documents;
using Financbase.Application.Ledger;
using Financbase.Application.Purchases;
using Financbase.Application.Sales;
using Financbase.Domain.Ledger;
using Financbase.Domain.Sales;
using Financbase.Testing.Hosting;

namespace Financbase.Application.Tests.Ledger;

/// <summary>On the cash basis a tax counts when its document is paid or used, with what it was charged on, in proportion.</summary>
public sealed class CashTaxTests
{
    private static readonly DateOnly Day = TestSales.Day;
    private static readonly DateOnly Last = new(2026, 12, 31);

    private TestApp _app = null!;

    [OneTimeSetUp]
    public async Task Start() => _app = await TestApp.StartAsync(("Process:Roles", "web"));

    [OneTimeTearDown]
    public async Task Stop() => await _app.DisposeAsync();

    [Test]
    public async Task A_tax_counts_as_its_invoice_is_paid()
    {
        var firm = await TestSales.OpenAsync(await _app.FoundAsync("shares"));
        var invoice = await firm.IssueAsync(firm.Line(100), firm.Line(50.01m, account: "4100"));
        foreach (var days in new[] { 10, 20, 30 })
            (await firm.PayAsync(invoice, days == 30 ? 60.01m : 60, Day.AddDays(days))).IsSuccess.ShouldBeTrue();
        var waiting = await firm.IssueAsync(firm.Line(1_000));
        (await firm.Organization.SendAsync(new VoidInvoice(waiting, Day.AddDays(40)))).IsSuccess.ShouldBeTrue();

        var report = await ReadAsync(firm.Organization, new DateOnly(2026, 6, 1), new DateOnly(2026, 7, 31), Basis.Cash, TaxInterval.Month);
        report.Basis.ShouldBe(Basis.Cash);
        Words(report).ShouldBe("VAT 50.00/10.00 = 10.00; VAT 100.01/20.00 = 20.00; VAT 150.01/30.00 = 30.00");
        Words(await ReadAsync(firm.Organization, new DateOnly(2026, 6, 1), new DateOnly(2026, 7, 31), Basis.Accrual, TaxInterval.Month))
            .ShouldBe("VAT 1150.01/230.00 = 230.00; VAT -1000.00/-200.00 = -200.00; VAT 150.01/30.00 = 30.00");
        (await ReadAsync((await TestSales.OpenAsync(await _app.FoundAsync("elsewhere"))).Organization, Day, Last, Basis.Cash)).Total.Lines.ShouldBeEmpty();
        await CashTaxCheck.HoldsAsync(firm.Organization, Day.AddDays(-3), 60);
    }

    [Test]
    public async Task Bills_and_credits_of_vendors_count_with_what_they_were_charged_on()
    {
        var firm = await TestPurchases.OpenAsync(await _app.FoundAsync("bought"));
        var bill = await firm.ApproveAsync(firm.Line(100));
        var credit = (await firm.Organization.SendAsync(new CreateVendorCredit(new(firm.Vendor, "C-1", [firm.Line(40)], TestPurchases.Day)))).Value.Id;
        (await firm.Organization.SendAsync(new PostVendorCredit(credit))).IsSuccess.ShouldBeTrue();

        Bought((await ReadAsync(firm.Organization, TestPurchases.Day, Last, Basis.Accrual)).Total).ShouldBe("60.00/12.00");
        Bought((await ReadAsync(firm.Organization, TestPurchases.Day, Last, Basis.Cash)).Total).ShouldBe("0.00/0.00");
        (await firm.Organization.SendAsync(new UseVendorCredit(bill, Date: TestPurchases.Day.AddDays(1), VendorCreditId: credit))).IsSuccess.ShouldBeTrue();
        Bought((await ReadAsync(firm.Organization, TestPurchases.Day, Last, Basis.Cash)).Total).ShouldBe("0.00/0.00", "no money went");
        (await firm.PayAsync([new(bill)], null, TestPurchases.Day.AddDays(2))).IsSuccess.ShouldBeTrue();
        var paid = (await ReadAsync(firm.Organization, TestPurchases.Day, Last, Basis.Cash)).Total;
        (Bought(paid), paid.Other.Minor, paid.Moved.Amount).ShouldBe(("60.00/12.00", 0, -12m));

        static string Bought(TaxPeriod period) => $"{period.PurchasesNet.ToPlainString()}/{period.PurchasesTax.ToPlainString()}";
    }

    [TestCase(11)]
    [TestCase(12)]
    public async Task Once_everything_is_paid_all_periods_come_to_the_accrual_report(int seed)
    {
        var firm = await TestSales.OpenAsync(await _app.FoundAsync($"all-{seed}"));
        var random = new Random(seed);
        await firm.Organization.SendAsync(new AddExchangeRate("USD", Day.AddDays(-60), 0.9137m));
        await firm.Organization.SendAsync(new AddExchangeRate("USD", Day.AddDays(30), 1.0211m));
        Domain.Documents.TaxRateId?[] rates =
        [
            firm.Rate, null, (await firm.Organization.SendAsync(new CreateTaxRate("Reduced", [new("VAT", 7.7m)], IsInclusive: true))).Value.Id,
            (await firm.Organization.SendAsync(new CreateTaxRate("Double", [new("VAT", 20), new("City tax", 1.5m, IsCompound: true)]))).Value.Id,
        ];
        List<InvoiceId> invoices = [];
        for (var i = 0; i < 12; i++)
        {
            var lines = Enumerable.Range(0, random.Next(1, 5)).Select(_ => firm.Line(random.Next(1, 90_000) / 100m) with { TaxRateId = rates[random.Next(rates.Length)] }).ToList();
            var drafted = (await firm.Organization.SendAsync(new CreateInvoice(new(firm.Customer, lines, Day.AddDays(random.Next(0, 25)), TestSales.Far, random.Next(3) == 0 ? "USD" : null)))).Value.Id;
            _ = (await firm.Organization.SendAsync(new FinalizeInvoice(drafted))).Value;
            invoices.Add(drafted);
        }

        foreach (var id in invoices.Concat(invoices))
            await firm.PayAsync(id, random.Next(1, 30_000) / 100m, Day.AddDays(random.Next(26, 60)));
        await CashTaxCheck.HoldsAsync(firm.Organization, Day, 63);
        foreach (var id in invoices)
            await firm.PayAsync(id, null, Day.AddDays(70));

        var sums = await CashTaxCheck.HoldsAsync(firm.Organization, Day, 77);
        sums.ShouldBe(CashTaxCheck.Lines((await ReadAsync(firm.Organization, Day, Last, Basis.Accrual)).Total));
        (await firm.Organization.SendAsPlatformAsync(new VerifyLedger())).Value.Faults.ShouldBeEmpty();
    }

    private static async Task<TaxReport> ReadAsync(TestOrganization organization, DateOnly from, DateOnly to, Basis basis, TaxInterval by = TaxInterval.Whole) =>
        (await organization.SendAsync(new GetTaxReport(from, to, by, basis))).Value;

    // Of each part and the whole.
    private static string Words(TaxReport report) => string.Join("; ", report.Periods.Append(report.Total).Select(period =>
        $"{string.Join(' ', period.Lines.Select(line => $"{line.Name} {line.Net.ToPlainString()}/{line.Tax.ToPlainString()}"))} = {period.Moved.ToPlainString()}"));
}

/// <summary>What holds of the tax report on the cash basis whatever happened.</summary>
internal static class CashTaxCheck
{
    /// <summary>Week by week it is what moved in the accounts of taxes on the cash basis, and the weeks come to the whole.</summary>
    /// <param name="organization">Whose books.</param>
    /// <param name="first">The first day.</param>
    /// <param name="days">How many, a multiple of seven or a little less.</param>
    /// <returns>What the lines of all weeks come to.</returns>
    public static async Task<IReadOnlyList<string>> HoldsAsync(TestOrganization organization, DateOnly first, int days)
    {
        var weeks = new List<TaxPeriod>();
        var (end, held) = (first, await HeldAsync(organization, first.AddDays(-1)));
        for (; end < first.AddDays(days); end = end.AddDays(7))
        {
            var week = (await organization.SendAsync(new GetTaxReport(end, end.AddDays(6), Basis: Basis.Cash))).Value.Total;
            var before = held;
            held = await HeldAsync(organization, end.AddDays(6));
            week.Moved.Minor.ShouldBe(before - held, $"{end:O}");
            (week.Tax - week.PurchasesTax + week.Other).ShouldBe(week.Moved);
            weeks.Add(week);
        }

        var whole = (await organization.SendAsync(new GetTaxReport(first, end.AddDays(-1), Basis: Basis.Cash))).Value.Total;
        var sums = Lines([.. weeks]);
        sums.ShouldBe(Lines(whole));
        return sums;
    }

    /// <summary>What each line of the periods comes to, without those that come to nothing.</summary>
    public static IReadOnlyList<string> Lines(params IReadOnlyList<TaxPeriod> periods) =>
    [
        .. periods.SelectMany(period => period.Lines).GroupBy(line => (line.Side, line.Name, line.Percent, line.Category)).OrderBy(line => line.Key)
            .Select(line => (line.Key, Net: line.Sum(one => one.Net.Minor), Tax: line.Sum(one => one.Tax.Minor))).Where(line => line.Net != 0 || line.Tax != 0)
            .Select(line => $"{line.Key} {line.Net} {line.Tax}"),
    ];

    private static async Task<long> HeldAsync(TestOrganization organization, DateOnly day) => (await organization.SendAsync(new GetTrialBalance(day, Basis.Cash))).Value.Rows
        .Where(row => row.Account.Code is "2200" or "1200").Sum(row => row.Balance.Minor);
}
