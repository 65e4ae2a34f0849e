using Financbase.Application.Documents;
using Financbase.Application.Ledger;
using Financbase.Application.Ledger.Scheduled;
using Financbase.Application.Sales;
using Financbase.Application.Sales.Recurring;
using Financbase.Domain.Ledger;
using Financbase.Domain.Sales;
using Financbase.Testing.Hosting;

namespace Financbase.Application.Tests.Sales;

/// <summary>What recurring invoices and schedules bring within the weeks of the forecast.</summary>
public sealed class RecurringForecastTests
{
    private static readonly DateOnly Today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);

    private TestApp _app = null!;
    private int _firms;

    [OneTimeSetUp]
    public async Task Start() => _app = await TestApp.StartAsync(("Process:Roles", "web"));

    [OneTimeTearDown]
    public async Task Stop() => await _app.DisposeAsync();

    [Test]
    public async Task Each_day_counts_in_the_week_in_which_it_is_due()
    {
        var (weekly, monthly, daily) = (await FirmAsync(), await FirmAsync(), await FirmAsync());
        await AddAsync(weekly, new(1, RecurrenceUnit.Weeks, Today.AddDays(2)), 14);
        (await DueAsync(weekly)).ShouldBe(Enumerable.Range(2, 11).Select(week => new DueInWeek(week, 120_00)), "from the sixteenth day on, once a week, to the last one");

        var first = Today.AddDays(1);
        await AddAsync(monthly, new(1, RecurrenceUnit.Months, first), 0);
        (await DueAsync(monthly)).ShouldBe(Enumerable.Range(0, 4).Select(first.AddMonths).Where(day => day <= Today.AddDays(90))
            .Select(day => new DueInWeek((day.DayNumber - Today.DayNumber) / 7, 120_00)));

        await AddAsync(daily, new(1, RecurrenceUnit.Days, Today), 0);
        await AddAsync(daily, new(1, RecurrenceUnit.Days, Today.AddDays(1), Count: 2), 5);
        (await DueAsync(daily)).ShouldBe([new DueInWeek(0, 7 * 120_00 + 120_00), new DueInWeek(1, 7 * 120_00 + 120_00), .. Enumerable.Range(2, 11).Select(week => new DueInWeek(week, 7 * 120_00))]);
        (await DueAsync(await FirmAsync())).ShouldBeEmpty("it is another firm’s");
    }

    [Test]
    public async Task What_is_ended_paused_or_cannot_be_made_brings_nothing()
    {
        var firm = await FirmAsync();
        var (ended, paused) = (await AddAsync(firm, Daily(Today.AddDays(1)), 0), await AddAsync(firm, Daily(Today.AddDays(1)), 0));
        await AddAsync(firm, new(1, RecurrenceUnit.Weeks, Today.AddDays(1), EndsOn: Today.AddDays(8)), 0);
        await firm.Organization.SendAsync(new EndRecurringInvoice(ended));
        await firm.Organization.SendAsync(new PauseRecurringInvoice(paused));
        (await DueAsync(firm)).ShouldBe([new(0, 120_00), new(1, 120_00)]);

        (await firm.Organization.SendAsync(new UpdateTaxRate(firm.Rate, "VAT 20 %", [new("VAT", 10)]))).IsSuccess.ShouldBeTrue();
        (await DueAsync(firm)).ShouldBe([new(0, 110_00), new(1, 110_00)], "they will be taxed as the rate is then");
        await firm.Organization.SendAsync(new UpdateTaxRate(firm.Rate, "VAT 20 %", [new("VAT", 10)], IsArchived: true));
        (await DueAsync(firm)).ShouldBeEmpty("no invoice can be made with that rate");
        await firm.Organization.SendAsync(new UpdateTaxRate(firm.Rate, "VAT 20 %", [new("VAT", 20)]));
        (await DueAsync(firm)).ShouldBe([new(0, 120_00), new(1, 120_00)]);
        await firm.Organization.SendAsync(new DeleteCustomer(firm.Customer));
        (await DueAsync(firm)).ShouldBeEmpty("nobody is there to owe it");
    }

    [Test]
    public async Task Other_currencies_count_by_the_rate_that_holds_on_the_day_of_each_invoice()
    {
        var firm = await FirmAsync();
        await firm.Organization.SendAsync(new AddExchangeRate("USD", Today.AddDays(-400), 7m));
        await firm.Organization.SendAsync(new AddExchangeRate("USD", Today.AddDays(-9), 0.9m));
        await firm.Organization.SendAsync(new AddExchangeRate("USD", Today.AddDays(10), 0.8m));
        await AddAsync(firm, new(1, RecurrenceUnit.Weeks, Today.AddDays(7), Count: 2), 0, "USD");
        await AddAsync(firm, Daily(Today), 0, "CHF");
        (await DueAsync(firm)).ShouldBe([new(1, 108_00), new(2, 96_00)]);
    }

    [Test]
    public async Task What_is_made_meanwhile_changes_no_week()
    {
        var firm = await FirmAsync();
        await firm.Organization.SendAsync(new AddExchangeRate("USD", Today.AddDays(-400), 0.9137m));
        await firm.Organization.SendAsync(new UpdateCustomer(firm.Customer, new("Northwind Shipyard", PaymentDays: 21)));
        var template = await AddAsync(firm, new(10, RecurrenceUnit.Days, Today.AddDays(-50)), null, "USD");
        await firm.Organization.SendAsync(new UpdateTaxRate(firm.Rate, "VAT 20 %", [new("VAT", 7.7m)]));
        var before = await DueAsync(firm);
        before.Count.ShouldBe(9);
        before[0].ShouldBe(new DueInWeek(0, 4 * 98_41), "those of 50, 40 and 30 days ago are overdue, that of 20 days ago is due tomorrow");

        while ((await firm.Organization.SendAsPlatformAsync(new MakeRecurringInvoice(template))).Value)
        {
        }

        var made = (await firm.Organization.SendAsync(new GetReceivablesDue(Today))).Value;
        made.Open.Minor.ShouldBe(6 * 98_41);
        made.Weeks.Concat(await DueAsync(firm)).GroupBy(week => week.Week).Select(week => new DueInWeek(week.Key, week.Sum(one => one.Minor))).OrderBy(week => week.Week).ShouldBe(before);
    }

    [Test]
    public async Task Schedules_count_where_they_move_money()
    {
        var firm = await FirmAsync();
        var first = new DateOnly(Today.Year, Today.Month, 1).AddMonths(1);
        var paid = await ScheduleAsync("1010", "6100", ScheduledKind.Deferral);
        await ScheduleAsync("2000", "6100", ScheduledKind.Deferral);
        var expected = Enumerable.Range(1, 3).Select(month => first.AddMonths(month).AddDays(-1)).Where(day => day <= Today.AddDays(90))
            .Select(day => new DueInWeek((day.DayNumber - Today.DayNumber) / 7, -100_00)).ToList();
        (await MovedAsync()).ShouldBe(expected);
        (await ReadAsync(new GetScheduledMoney(Today), await FirmAsync())).ShouldBeEmpty();

        await firm.Organization.SendAsync(new PauseScheduledEntry(paid));
        (await MovedAsync()).ShouldBeEmpty();
        await ScheduleAsync("1010", "6100", ScheduledKind.Accrual);
        (await MovedAsync()).Sum(week => week.Minor).ShouldBe(0, "an accrual is taken back");

        async Task<ScheduledEntryId> ScheduleAsync(string from, string to, ScheduledKind kind) =>
            (await firm.Organization.SendAsync(new CreateScheduledEntry(new("Rent", firm.Accounts[from], firm.Accounts[to], 300m, first, 3, kind)))).Value.Id;

        Task<IReadOnlyList<DueInWeek>> MovedAsync() => ReadAsync(new GetScheduledMoney(Today), firm);
    }

    [Test]
    public void The_forecast_tells_what_is_open_from_what_comes_again()
    {
        var weeks = CashForecast.Of(1_000, Today, [new(0, 100)], [new(1, 30)], [new(1, 50), new(2, 50)], [new(2, -20)]);
        weeks.Take(3).Select(week => (week.OpenBalance, week.Recurring, week.Scheduled, week.Balance)).ShouldBe([(1_100, 0, 0, 1_100), (1_070, 50, 0, 1_120), (1_070, 50, -20, 1_150)]);
        CashForecast.ByWeek(Today, [(Today.AddDays(-90), 1), (Today.AddDays(6), 2), (Today.AddDays(90), 4), (Today.AddDays(91), 8)]).ShouldBe([new(0, 3), new(12, 4)]);
    }

    private static Recurrence Daily(DateOnly from) => new(1, RecurrenceUnit.Days, from);

    private async Task<TestSales> FirmAsync() => await TestSales.OpenAsync(await _app.FoundAsync($"forecast-{Interlocked.Increment(ref _firms)}"));

    private static async Task<RecurringInvoiceId> AddAsync(TestSales firm, Recurrence schedule, int? paymentDays, string? currency = null) =>
        (await firm.Organization.SendAsync(new CreateRecurringInvoice(new("Berth", firm.Customer, [firm.Line(100)], schedule, RecurringOutcome.Finalized, paymentDays, currency)))).Value.Id;

    private static Task<IReadOnlyList<DueInWeek>> DueAsync(TestSales firm) => ReadAsync(new GetRecurringDue(Today), firm);

    private static async Task<IReadOnlyList<DueInWeek>> ReadAsync(MediatR.IRequest<Pipeline.Result<IReadOnlyList<DueInWeek>>> query, TestSales firm) => (await firm.Organization.SendAsync(query)).Value;
}
