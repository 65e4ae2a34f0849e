using Financbase.Application.Ledger;
using Financbase.Application.Purchases;
using Financbase.Application.Sales;
using Financbase.Domain.Ledger;
using Financbase.Testing.Hosting;

namespace Financbase.Application.Tests.Ledger;

/// <summary>What the first page says is what the reports say.</summary>
public sealed class DashboardFiguresTests
{
    private static readonly DateOnly Today = new(2026, 6, 20);

    [Test]
    public async Task Money_profit_and_what_is_due_are_those_of_the_reports()
    {
        await using var app = await TestApp.StartAsync(("Process:Roles", "web"));
        var firm = await TestSales.OpenAsync(await app.FoundAsync("firm"));
        (await SendAsync(new GetMonthlyTrend(Today))).Cash.Minor.ShouldBe(0);
        (await SendAsync(new GetReceivablesDue(Today))).HasAny.ShouldBeFalse();
        foreach (var (day, amount) in new[] { (new DateOnly(2024, 1, 5), 5_000m), (new(2025, 7, 1), 70m), (new(2026, 5, 31), -300m), (Today, 25m), (Today.AddDays(1), 9_999m) })
            await MoveAsync(day, amount);
        foreach (var (net, last) in new[] { (100m, Today.AddDays(-1)), (200m, Today), (300m, Today.AddDays(7)), (400m, Today.AddDays(91)) })
        {
            var invoice = await SendAsync(new CreateInvoice(new(firm.Customer, [firm.Line(net)], new DateOnly(2026, 4, 2), last)));
            await SendAsync(new FinalizeInvoice(invoice.Id));
        }

        var trend = await SendAsync(new GetMonthlyTrend(Today));
        (trend.Months.Count, trend.Months[0].Month, trend.HasAccounts).ShouldBe((12, new DateOnly(2025, 7, 1), true));
        trend.Cash.ToPlainString().ShouldBe("4795.00");
        trend.Months[0].Cash.ToPlainString().ShouldBe("5070.00");
        foreach (var month in trend.Months)
        {
            var statement = await SendAsync(new GetProfitAndLoss(month.Month, month.LastDay));
            month.Profit.ShouldBe(statement.Sections[^1].Total, $"{month.Month}");
            var cash = await SendAsync(new GetCashFlow(month.Month, month == trend.Months[^1] ? Today : month.LastDay));
            month.Cash.ShouldBe(cash.Sections[^1].Total, $"{month.Month}");
        }

        var due = await SendAsync(new GetReceivablesDue(Today));
        (due.Open.ToPlainString(), due.Overdue.ToPlainString(), due.OverdueCount, due.HasAny).ShouldBe(("1200.00", "120.00", 1L, true));
        due.Open.ShouldBe((await SendAsync(new GetAgedReceivables(Today))).Totals.Total);
        due.Weeks.ShouldBe([new(0, 360_00), new(1, 360_00)]);
        var payable = await SendAsync(new GetPayablesDue(Today));
        (payable.Open.Minor, payable.HasAny).ShouldBe((0, false));

        var weeks = CashForecast.Of(trend.Cash.Minor, Today, due.Weeks, [new(1, 100_00), new(12, 5_000_00)], [], []);
        (weeks.Count, weeks[0].Balance, weeks[1].Balance, weeks[11].Balance, weeks[12].Balance).ShouldBe((13, 5155_00, 5415_00, 5415_00, 415_00));
        (weeks[0].From, weeks[0].To, weeks[12].To).ShouldBe((Today, Today.AddDays(6), Today.AddDays(90)));

        async Task<T> SendAsync<T>(MediatR.IRequest<Pipeline.Result<T>> request) => (await firm.Organization.SendAsync(request)).Value;

        // Above zero it comes in.
        Task MoveAsync(DateOnly day, decimal amount)
        {
            var (bank, other) = (firm.Accounts["1010"], firm.Accounts[amount > 0 ? "4000" : "6100"]);
            var size = Math.Abs(amount);
            return SendAsync(new PostJournalEntry(day, [new(amount > 0 ? bank : other, Debit: size), new(amount > 0 ? other : bank, Credit: size)], "Work"));
        }
    }
}
