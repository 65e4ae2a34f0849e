using Financbase.Application.Documents;
using Financbase.Application.Ledger;
using Financbase.Application.Purchases;
using Financbase.Application.Sales;
using Financbase.Domain.Ledger;
using Financbase.Testing.Hosting;

namespace Financbase.Application.Tests.Ledger;

/// <summary>What stands beside a report is what the report of that day or period says by itself.</summary>
public sealed class ComparedReportsTests
{
    private static readonly DateOnly Day = new(2026, 6, 20);

    private TestApp _app = null!;
    private TestSales _firm = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _app = await TestApp.StartAsync(("Process:Roles", "web"));
        _firm = await TestSales.OpenAsync(await _app.FoundAsync("firm"));
        var gone = await SendAsync(new CreateCustomer(new("Blue Ferry")));
        var late = await SendAsync(new CreateCustomer(new("Crane Works")));
        foreach (var (customer, day, net) in new[]
        {
            (gone.Id, new DateOnly(2025, 6, 5), 100m), (_firm.Customer, new DateOnly(2025, 6, 20), 30m), (_firm.Customer, new DateOnly(2026, 5, 31), 200m),
            (_firm.Customer, new DateOnly(2026, 6, 1), 7m), (late.Id, new DateOnly(2026, 6, 18), 900m),
        })
        {
            var invoice = await SendAsync(new CreateInvoice(new(customer, [_firm.Line(net)], day, day.AddDays(14))));
            await SendAsync(new FinalizeInvoice(invoice.Id));
            if (customer == gone.Id)
                await SendAsync(new RecordPayment(invoice.Id, 150m, new DateOnly(2025, 9, 1)));
        }
    }

    [OneTimeTearDown]
    public async Task Stop() => await _app.DisposeAsync();

    [TestCase(Comparison.PreviousPeriod, "2026-05-31")]
    [TestCase(Comparison.PreviousYear, "2025-06-20")]
    public async Task A_day_stands_beside_the_end_of_the_month_before_or_the_same_day_of_the_year_before(Comparison compare, string day)
    {
        var before = DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture);
        foreach (var basis in new[] { Basis.Accrual, Basis.Cash })
        {
            var (beside, then, alone) = (await SendAsync(new GetTrialBalance(Day, basis, compare)), await SendAsync(new GetTrialBalance(before, basis)), await SendAsync(new GetTrialBalance(Day, basis)));
            (beside.ComparedAsOf, beside.ComparedTotals).ShouldBe((before, then.Totals));
            beside.Rows.Select(row => row with { Compared = null }).ShouldBe(alone.Rows);
            beside.Rows.Where(row => row.Compared!.Debit.Minor + row.Compared.Credit.Minor != 0).Select(row => (row.Account.Code, row.Compared!.Debit, row.Compared.Credit))
                .ShouldBe(then.Rows.Where(row => row.Balance.Minor != 0).Select(row => (row.Account.Code, row.Debit, row.Credit)));
        }

        var (aged, earlier, now) = (await SendAsync(new GetAgedReceivables(Day, compare)), await SendAsync(new GetAgedReceivables(before)), await SendAsync(new GetAgedReceivables(Day)));
        (aged.ComparedAsOf, aged.ComparedTotals, aged.Totals).ShouldBe((before, earlier.Totals, now.Totals));
        aged.Rows.Where(row => row.Compared!.Total.Minor != 0).Select(row => (row.Customer, row.Compared)).ShouldBe(earlier.Rows.Select(row => (row.Customer, (AgedAmounts?)row.Amounts)));
        aged.Rows.Where(row => row.Amounts.Total.Minor != 0).Select(row => (row.Customer, row.Amounts)).ShouldBe(now.Rows.Select(row => (row.Customer, row.Amounts)));
        aged.Rows.Select(row => row.Customer.Name).ShouldBe(["Blue Ferry", "Crane Works", "Northwind Shipyard"]);
        (await SendAsync(new GetAgedReceivables(Day))).Rows.ShouldAllBe(row => row.Compared == null);

        var owed = await SendAsync(new GetAgedPayables(Day, compare));
        (owed.ComparedAsOf, owed.ComparedTotals!.Total.Minor, owed.Rows.Count).ShouldBe((before, 0, 0));
    }

    [TestCase(Comparison.PreviousPeriod)]
    [TestCase(Comparison.PreviousYear)]
    public async Task Taxes_stand_beside_those_of_the_period_before_the_whole_and_each_part(Comparison compare)
    {
        var (from, to) = (new DateOnly(2026, 5, 1), new DateOnly(2026, 6, 30));
        foreach (var basis in new[] { Basis.Accrual, Basis.Cash })
        {
            var report = await SendAsync(new GetTaxReport(from, to, TaxInterval.Month, basis, compare));
            foreach (var period in report.Periods.Append(report.Total))
            {
                var days = new ReportPeriod(period.From, period.To).Before(compare)!.Value;
                var then = (await SendAsync(new GetTaxReport(days.From, days.To, Basis: basis))).Total;
                period.Compared.ShouldBe(new TaxCompared(days.From, days.To, then.Net, then.Tax, then.PurchasesNet, then.PurchasesTax, then.Other, then.Moved));
                period.Lines.Where(line => line.ComparedTax!.Value.Minor != 0).Select(line => (line.Name, line.ComparedNet, line.ComparedTax))
                    .ShouldBe(then.Lines.Where(line => line.Tax.Minor != 0).Select(line => (line.Name, (Domain.SharedKernel.Money?)line.Net, (Domain.SharedKernel.Money?)line.Tax)));
                var alone = (await SendAsync(new GetTaxReport(period.From, period.To, Basis: basis))).Total;
                (alone.Compared, alone.Net, alone.Tax, alone.Moved).ShouldBe((null, period.Net, period.Tax, period.Moved));
            }
        }

        (await SendAsync(new GetTaxReport(from, to, TaxInterval.Month, Compare: Comparison.PreviousYear))).Periods.Select(part => part.Compared!.Tax.ToPlainString()).ShouldBe(["0.00", "26.00"]);
    }

    [Test]
    public void A_last_day_of_a_month_stays_one()
    {
        ReportPeriod.DayBefore(new(2025, 2, 28), Comparison.PreviousYear).ShouldBe(new DateOnly(2024, 2, 29));
        ReportPeriod.DayBefore(new(2024, 2, 29), Comparison.PreviousYear).ShouldBe(new DateOnly(2023, 2, 28));
        ReportPeriod.DayBefore(new(2026, 6, 30), Comparison.PreviousPeriod).ShouldBe(new DateOnly(2026, 5, 31));
        ReportPeriod.DayBefore(new(2026, 6, 30), Comparison.None).ShouldBeNull();
        ReportPeriod.DayBefore(new(1, 1, 1), Comparison.PreviousPeriod).ShouldBeNull();
    }

    private async Task<T> SendAsync<T>(MediatR.IRequest<Pipeline.Result<T>> request) => (await _firm.Organization.SendAsync(request)).Value;
}
