using System.Globalization;
using System.Text.RegularExpressions;
using Financbase.Application.Ledger;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Application.Purchases;
using Financbase.Application.Sales;
using Financbase.Domain.Ledger;
using Financbase.Domain.Sales;
using Financbase.Testing.Hosting;
using MediatR;

namespace Financbase.Web.Tests.Ledger;

/// <summary>Every figure that stands on the dashboard, and every point that is drawn there, is what the reports say of the same books.</summary>
public sealed class DashboardPageTests
{
    private const int Months = 12;
    private const int Weeks = 13;

    private static readonly DateOnly Today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);

    private TestApp _app = null!;
    private TestSales _firm = null!;
    private TestPurchases _buys = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _app = await TestApp.StartAsync(("Process:Roles", "web"));
        _firm = await TestSales.OpenAsync(await _app.FoundAsync("firm"));
        _buys = await TestPurchases.OpenAsync(_firm.Organization);
        await PostAsync(Today.AddDays(-500), "1010", "4000", 5_000m);
        for (var month = 0; month < Months; month++)
        {
            var first = Today.AddDays(1 - Today.Day).AddMonths(-month);
            await PostAsync(first, month % 5 == 1 ? "1000" : "1010", "4000", 900m + (137.11m * month));
            await PostAsync(first, "6100", "1010", month == 3 ? 4_000.40m : 310.25m + (19 * month));
        }

        foreach (var (net, due) in new[] { (100m, -10), (200m, 0), (300m, 8), (450.55m, 40), (700m, 95) })
            await SellAsync(net, Today.AddDays(due));
        foreach (var (net, due) in new[] { (80m, -1), (120.20m, 3), (999m, 60) })
            await _buys.ApproveAsync(new BillDraft(_buys.Vendor, $"B{due}", [_buys.Line(net)], Today.AddDays(-12), Today.AddDays(due)));
    }

    [OneTimeTearDown]
    public Task Stop() => _app.DisposeAsync().AsTask();

    [Test]
    public async Task What_it_says_and_draws_is_what_the_reports_say_also_after_the_next_invoice_and_payment()
    {
        using var browser = await TestBrowser.SignInAsync(_app, await _firm.Organization.AddMemberAsync("owner"));
        var before = await HoldsAsync(browser);

        var invoice = await SellAsync(1_000m, Today.AddDays(15));
        (await SendAsync(new RecordPayment(invoice, 500m, Today))).Amount.Amount.ShouldBe(500m);

        var after = await HoldsAsync(browser);
        (after.Money - before.Money, after.Receivable - before.Receivable, after.Payable - before.Payable, after.Profit - before.Profit).ShouldBe((500m, 700m, 0m, 1_000m));
    }

    private async Task<(decimal Money, decimal Receivable, decimal Payable, decimal Profit)> HoldsAsync(TestBrowser browser)
    {
        var page = await browser.GetStringAsync("/o/firm/");
        var (receivables, payables) = (await SendAsync(new GetAgedReceivables(Today)), await SendAsync(new GetAgedPayables(Today)));
        var months = new List<(decimal Revenue, decimal Expenses, decimal Profit, decimal Money)>();
        for (var month = Months - 1; month >= 0; month--)
            months.Add(await MonthAsync(Today.AddDays(1 - Today.Day).AddMonths(-month)));
        var money = months[^1].Money;

        Tile(page, "Money").ShouldBe([money]);
        Tile(page, "Receivable").ShouldBe([receivables.Totals.Total.Amount, Overdue(receivables.Totals)]);
        Tile(page, "Payable").ShouldBe([payables.Totals.Total.Amount, Overdue(payables.Totals)]);
        Tile(page, "Profit this month").ShouldBe([months[^1].Profit, months[^2].Profit]);
        Table(page, "Revenue and expenses by month").ShouldBe(months.SelectMany(month => new[] { month.Revenue, month.Expenses, month.Profit }));
        Table(page, "Money by month").ShouldBe(months.Select(month => month.Money));

        var weeks = await WeeksAsync(money);
        Table(page, "Forecast by week").ShouldBe(weeks.SelectMany(week => new[] { week.In, week.Out, week.Money }));

        var columns = Numbers(page, "<rect class=\"b-(?:in|out)[^>]* height=\"([^\"%]+)%");
        Proportional(columns, [.. months.SelectMany(month => new[] { month.Revenue, month.Expenses })]);
        var lines = Regex.Matches(page, "class=\"ln[^\"]*\" d=\"(M[^\"]+)\"").Select(line => Numbers(line.Groups[1].Value, "[ML][0-9.]+ ([0-9.]+)")).Where(line => line.Count >= Months).ToList();
        lines.Count.ShouldBe(2);
        Proportional(lines[0], [.. months.Select(month => month.Money)]);
        Proportional(lines[1], [money, .. weeks.Select(week => week.Money)]);
        return (money, receivables.Totals.Total.Amount, payables.Totals.Total.Amount, months[^1].Profit);
    }

    private async Task<(decimal Revenue, decimal Expenses, decimal Profit, decimal Money)> MonthAsync(DateOnly first)
    {
        var last = first.AddMonths(1).AddDays(-1);
        var statement = await SendAsync(new GetProfitAndLoss(first, last));
        var profit = statement.Sections[^1].Total.Amount;
        var earning = (await SendAsync(new ListAccounts(new(Type: AccountType.Revenue), new PageRequest(PageRequest.MaxLimit)))).Items.Select(account => account.Id).ToHashSet();
        var revenue = statement.Sections.SelectMany(section => section.Lines).Where(line => line.AccountId is { } account && earning.Contains(account)).Sum(line => line.Amount.Amount);
        var books = await SendAsync(new GetTrialBalance(last < Today ? last : Today));
        return (revenue, revenue - profit, profit, books.Rows.Where(row => row.Account.Code is "1000" or "1010").Sum(row => row.Balance.Amount));
    }

    // What is overdue counts in the first week.
    private async Task<IReadOnlyList<(decimal In, decimal Out, decimal Money)>> WeeksAsync(decimal money)
    {
        var weeks = new List<(decimal, decimal, decimal)>();
        for (var week = 0; week < Weeks; week++)
        {
            var (from, to) = (week == 0 ? (DateOnly?)null : Today.AddDays(7 * week), Today.AddDays((7 * week) + 6));
            var comes = (await SendAsync(new ListInvoices(new(InvoiceKind.Invoice, DueFrom: from, DueTo: to), new PageRequest()))).Items.Sum(invoice => invoice.Totals.Open.Amount);
            var goes = (await SendAsync(new ListBills(new(DueFrom: from, DueTo: to), new PageRequest()))).Items.Sum(bill => bill.Totals.Open.Amount);
            money += comes - goes;
            weeks.Add((comes, goes, money));
        }

        return weeks;
    }

    private async Task<InvoiceId> SellAsync(decimal net, DateOnly due)
    {
        var invoice = (await SendAsync(new CreateInvoice(new(_firm.Customer, [_firm.Line(net)], due > Today ? Today : Today.AddDays(-15), due)))).Id;
        await SendAsync(new FinalizeInvoice(invoice));
        return invoice;
    }

    private Task PostAsync(DateOnly day, string debit, string credit, decimal amount) =>
        SendAsync(new PostJournalEntry(day, [new(_firm.Accounts[debit], Debit: amount), new(_firm.Accounts[credit], Credit: amount)], "Work"));

    private async Task<T> SendAsync<T>(IRequest<Result<T>> request) => (await _firm.Organization.SendAsync(request)).Value;

    private static decimal Overdue(Application.Documents.AgedAmounts amounts) => amounts.Days30.Amount + amounts.Days60.Amount + amounts.Days90.Amount + amounts.Older.Amount;

    private static IReadOnlyList<decimal> Tile(string page, string label)
    {
        var from = page.IndexOf($">{label}</span>", StringComparison.Ordinal);
        from.ShouldBeGreaterThan(0, label);
        return Values(page[from..page.IndexOf("</div>", from, StringComparison.Ordinal)]);
    }

    private static IReadOnlyList<decimal> Table(string page, string label)
    {
        var from = page.IndexOf($"aria-label=\"{label}\"", StringComparison.Ordinal);
        from.ShouldBeGreaterThan(0, label);
        return Values(page[from..page.IndexOf("</table>", from, StringComparison.Ordinal)]);
    }

    private static IReadOnlyList<decimal> Values(string part) => Numbers(part, "<data value=\"([^\"]+)\"");

    private static IReadOnlyList<decimal> Numbers(string part, string pattern) =>
        [.. Regex.Matches(part, pattern).Select(found => decimal.Parse(found.Groups[1].Value, CultureInfo.InvariantCulture))];

    /// <summary>Points are drawn in two decimals of a percent: each as far from the first as its value is, by one scale for all.</summary>
    private static void Proportional(IReadOnlyList<decimal> drawn, IReadOnlyList<decimal> values)
    {
        drawn.Count.ShouldBe(values.Count);
        var far = Enumerable.Range(0, values.Count).MaxBy(place => Math.Abs(values[place] - values[0]));
        var scale = (drawn[far] - drawn[0]) / (values[far] - values[0]);
        scale.ShouldNotBe(0);
        for (var place = 0; place < values.Count; place++)
            (drawn[place] - drawn[0]).ShouldBe((values[place] - values[0]) * scale, 0.03m, $"point {place}");
    }
}
