using Financbase.Application.Ledger;
using Financbase.Application.Ledger.Scheduled;
using Financbase.Domain.Ledger;
using Financbase.Domain.SharedKernel;
using Financbase.Infrastructure.Ledger;
using Financbase.Testing.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Financbase.Application.Tests.Ledger;

/// <summary>Firms with schedules, on days that a test chooses.</summary>
public abstract class ScheduledScene
{
    private readonly Clock _clock = new();

    protected TestApp App { get; private set; } = null!;

    protected DateOnly Today
    {
        get => _clock.Day;
        set => _clock.Day = value;
    }

    [OneTimeSetUp]
    public async Task Start() => App = await TestApp.StartAsync(services => services.AddSingleton<TimeProvider>(_clock), ("Process:Roles", "web"));

    [OneTimeTearDown]
    public async Task Stop() => await App.DisposeAsync();

    [SetUp]
    public void Now() => Today = new(2026, 6, 15);

    protected Task<object?> SqlAsync(string sql) => App.Database.ScalarAsync(sql);

    protected async Task<TestSales> FirmAsync(string currency = "EUR") => await TestSales.OpenAsync(await App.FoundAsync($"firm-{Guid.NewGuid():N}"[..20], currency));

    protected static ScheduledEntryDraft Insurance(TestSales firm, decimal total, DateOnly from, int months) =>
        new("Insurance", firm.Accounts["1400"], firm.Accounts["6450"], total, from, months);

    protected static ScheduledEntryDraft Accrual(TestSales firm, decimal total, DateOnly from, int months, ScheduledKind kind) =>
        new("Audit", firm.Accounts["2900"], firm.Accounts["6500"], total, from, months, kind);

    protected static async Task<ScheduledEntryId> AddAsync(TestSales firm, ScheduledEntryDraft draft) => (await firm.Organization.SendAsync(new CreateScheduledEntry(draft))).Value.Id;

    protected static async Task<ScheduledEntryView> ReadAsync(TestSales firm, ScheduledEntryId id) => (await firm.Organization.SendAsync(new GetScheduledEntry(id))).Value;

    protected static async Task VerifyAsync(TestSales firm) => (await firm.Organization.SendAsPlatformAsync(new VerifyLedger())).Value.Faults.ShouldBeEmpty();

    protected static async Task ArchiveAsync(TestSales firm, bool archived) => (await firm.Organization.SendAsync(
        new UpdateAccount(firm.Accounts["6450"], "6450", "Insurance", AccountSubtype.OperatingExpense, null, archived))).IsSuccess.ShouldBeTrue();

    protected static async Task<string> BalanceAsync(TestSales firm, DateOnly day) => string.Join(' ', (await firm.Organization.SendAsync(new GetTrialBalance(day))).Value.Rows
        .Where(row => row.Balance.Minor != 0).Select(row => $"{row.Account.Code}:{row.Balance.ToPlainString()}"));

    protected static string Zeros(int amount, string currency) => Money.FromAmount(amount, Currency.Of(currency)).ToPlainString();

    protected async Task RunAsync()
    {
        await using var scope = App.CreateScope();
        await ActivatorUtilities.CreateInstance<ScheduledEntries>(scope.ServiceProvider).PostAsync(CancellationToken.None);
    }

    protected async Task<long> CountAsync(TestSales firm, string type) =>
        (long)(await App.Database.ScalarAsync($"SELECT count(*) FROM events WHERE organization_id = '{firm.Organization.Id}' AND type = '{type}'"))!;

    /// <summary>Noon of the day that a test says.</summary>
    private sealed class Clock : TimeProvider
    {
        public DateOnly Day { get; set; }

        public override DateTimeOffset GetUtcNow() => new(Day, new TimeOnly(12, 0), TimeSpan.Zero);
    }
}
