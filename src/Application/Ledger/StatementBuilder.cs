using Financbase.Application.Persistence;
using Financbase.Application.Tenancy;
using Financbase.Domain.Ledger;
using Financbase.Domain.Organizations;

namespace Financbase.Application.Ledger;

/// <summary>Reads the balances that a statement and what it is compared with are made of.</summary>
internal sealed class StatementBuilder(ILedgerReports reports, IRepository<Organization> organizations, IMultiTenantContextAccessor tenant)
{
    public async Task<StatementView> ReadAsync(
        DateOnly? from, DateOnly to, bool isOfDay, Comparison comparison, Func<ReportPeriod, Task<Statement>> read, CancellationToken ct, Basis basis = Basis.Accrual)
    {
        var period = await PeriodAsync(from, to, ct);
        var before = !isOfDay ? period.Before(comparison) : ReportPeriod.DayBefore(to, comparison) is { } day ? new ReportPeriod(day, day) : (ReportPeriod?)null;
        return StatementView.Of(
            await read(period), period, isOfDay, before is { } other ? await read(other) : null, before, tenant.Tenant!.BaseCurrency, basis);
    }

    /// <param name="from">The first day; null for the first one of the fiscal year.</param>
    /// <param name="to">The last day.</param>
    /// <param name="ct">Ends the wait.</param>
    public async Task<ReportPeriod> PeriodAsync(DateOnly? from, DateOnly to, CancellationToken ct) =>
        from is { } first ? new ReportPeriod(first, to) : ReportPeriod.YearTo(to, await FirstMonthAsync(ct));

    /// <summary>What moved in every account.</summary>
    public async Task<IReadOnlyList<AccountBalance>> MovedAsync(ReportPeriod period, CancellationToken ct, Basis basis = Basis.Accrual)
    {
        var before = await BeforeAsync(period.From, ct, basis);
        return Moved(before, await AtEndOfAsync(period.To, ct, basis));
    }

    /// <summary>What every account held at the end of the day before.</summary>
    public async Task<IReadOnlyList<AccountBalance>> BeforeAsync(DateOnly day, CancellationToken ct, Basis basis = Basis.Accrual) =>
        day == DateOnly.MinValue ? [] : await reports.ReadBalancesAsync(day.AddDays(-1), basis, ct);

    public Task<IReadOnlyList<AccountBalance>> AtEndOfAsync(DateOnly day, CancellationToken ct, Basis basis = Basis.Accrual) => reports.ReadBalancesAsync(day, basis, ct);

    public static IReadOnlyList<AccountBalance> Moved(IReadOnlyList<AccountBalance> before, IReadOnlyList<AccountBalance> after)
    {
        var earlier = before.ToDictionary(account => account.Id, account => account.Minor);
        return [.. after.Select(account => account with { Minor = account.Minor - earlier.GetValueOrDefault(account.Id) })];
    }

    /// <summary>Each account once.</summary>
    public static IReadOnlyList<AccountBalance> Summed(IEnumerable<AccountBalance> moved) =>
        [.. moved.GroupBy(account => account.Id).Select(group => group.First() with { Minor = group.Sum(account => account.Minor) })];

    public async Task<DateOnly> YearStartAsync(DateOnly day, CancellationToken ct) => ReportPeriod.YearStart(day, await FirstMonthAsync(ct));

    private async Task<int> FirstMonthAsync(CancellationToken ct) => (await organizations.FindAsync(tenant.OrganizationId, ct))!.FiscalYearStartMonth;
}
