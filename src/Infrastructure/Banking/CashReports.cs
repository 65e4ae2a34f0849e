using Financbase.Application.Banking;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Domain.Banking;
using Financbase.Domain.SharedKernel;
using Financbase.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace Financbase.Infrastructure.Banking;

internal sealed class CashReports(FinancbaseDbContext context, IMultiTenantContextAccessor tenant) : ICashReports
{
    public async Task<IReadOnlyList<CashMovement>> MovementsAsync(Reach reach, GetCashMovements report, CancellationToken ct)
    {
        var rows = await context.Database.SqlQuery<MovementRow>($"""
            SELECT a.id, a.name, a.currency, t.period, t.money_in, t.money_out, t.lines
            FROM (
                SELECT bank_account_id, date_trunc({report.By.ToString().ToLowerInvariant()}, date::timestamp)::date AS period, count(*)::int AS lines,
                    COALESCE(sum(amount_minor) FILTER (WHERE amount_minor > 0), 0)::numeric AS money_in,
                    COALESCE(sum(amount_minor) FILTER (WHERE amount_minor < 0), 0)::numeric AS money_out
                FROM bank_transactions
                WHERE organization_id = {tenant.OrganizationId.Value} AND date BETWEEN {report.From} AND {report.To}
                    AND ({Account(report.BankAccountId)}::uuid IS NULL OR bank_account_id = {Account(report.BankAccountId)})
                    AND (bank_account_id = ANY ({reach.Ids.ToArray()})) <> {reach.IsOpen}
                GROUP BY 1, 2) t
            JOIN bank_accounts a ON a.organization_id = {tenant.OrganizationId.Value} AND a.id = t.bank_account_id
            ORDER BY t.period, a.name, a.id LIMIT {ICashReports.MostRows + 1}
            """).ToListAsync(ct);
        return [.. rows.Select(row => row.ToView())];
    }

    public async Task<IReadOnlyList<BankBalance>> BalancesAsync(Reach reach, GetBankBalances report, CancellationToken ct)
    {
        var rows = await context.Database.SqlQuery<BalanceRow>($"""
            SELECT a.id, a.name, a.currency, t.total, t.lines, t.last_date
            FROM bank_accounts a
            CROSS JOIN LATERAL (
                SELECT COALESCE(sum(l.amount_minor), 0)::numeric AS total, count(*)::int AS lines, max(l.date) AS last_date FROM bank_transactions l
                WHERE l.organization_id = a.organization_id AND l.bank_account_id = a.id AND ({report.On}::date IS NULL OR l.date <= {report.On})) t
            WHERE a.organization_id = {tenant.OrganizationId.Value}
                AND ({Account(report.BankAccountId)}::uuid IS NULL OR a.id = {Account(report.BankAccountId)})
                AND (a.id = ANY ({reach.Ids.ToArray()})) <> {reach.IsOpen}
            ORDER BY a.name, a.id LIMIT {ICashReports.MostRows + 1}
            """).ToListAsync(ct);
        return [.. rows.Select(row => row.ToView())];
    }

    private static Guid? Account(BankAccountId? id) => id?.Value;

    // Sums over a part of the lines may be larger than the books' own, which are bounded.
    private static Money Sum(decimal minor, string currency) => minor is >= long.MinValue and <= long.MaxValue
        ? new Money((long)minor, Currency.Of(currency))
        : throw new DomainException(BankingErrors.SumTooLarge);

    private sealed record MovementRow(Guid Id, string Name, string Currency, DateOnly Period, decimal MoneyIn, decimal MoneyOut, int Lines)
    {
        public CashMovement ToView() => new(
            new BankAccountId(Id), Name, Period, Sum(MoneyIn, Currency), Sum(MoneyOut, Currency), Sum(MoneyIn + MoneyOut, Currency), Lines);
    }

    private sealed record BalanceRow(Guid Id, string Name, string Currency, decimal Total, int Lines, DateOnly? LastDate)
    {
        public BankBalance ToView() => new(new BankAccountId(Id), Name, Sum(Total, Currency), Lines, LastDate);
    }
}
