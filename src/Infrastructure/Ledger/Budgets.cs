using System.Globalization;
using Financbase.Application.Audit;
using Financbase.Application.Ledger;
using Financbase.Application.Paging;
using Financbase.Application.Tenancy;
using Financbase.Domain.Ledger;
using Financbase.Domain.SharedKernel;
using Financbase.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace Financbase.Infrastructure.Ledger;

/// <summary>Lines go past EF, as those of documents do; what moved comes from the sums by month.</summary>
internal sealed class Budgets(FinancbaseDbContext context, IMultiTenantContextAccessor tenant, IAuditNotes notes) : IBudgets
{
    private static readonly Keyset<BudgetRowOfList, Guid> Orders = new Keyset<BudgetRowOfList, Guid>(ListBudgets.Sorts, row => row.Id)
        .By("firstMonth", row => row.FirstMonth).By("name", row => row.Name);

    // In what is told: more than the whole.
    private const int BeyondPercent = 101;

    private Guid Organization => tenant.OrganizationId.Value;

    private Currency Base => tenant.Tenant!.BaseCurrency;

    public async Task<Page<BudgetSummary>> ListAsync(BudgetFilter filter, PageRequest page, CancellationToken ct)
    {
        var text = LikePattern.Containing(filter.Text) ?? "";
        var found = context.Database.SqlQuery<BudgetRowOfList>($"""
            SELECT b.id, b.name, b.first_month, b.threshold_percents, l.accounts, l.revenue_minor, l.expenses_minor
            FROM budgets b
            CROSS JOIN LATERAL (
                SELECT count(DISTINCT l.account_id)::int AS accounts,
                    COALESCE(sum(l.amount_minor) FILTER (WHERE a.type = 'revenue'), 0)::bigint AS revenue_minor,
                    COALESCE(sum(l.amount_minor) FILTER (WHERE a.type = 'expense'), 0)::bigint AS expenses_minor
                FROM budget_lines l JOIN accounts a ON a.organization_id = l.organization_id AND a.id = l.account_id
                WHERE l.organization_id = b.organization_id AND l.budget_id = b.id) l
            WHERE b.organization_id = {Organization} AND ({text} = '' OR b.name ILIKE {text})
            """);
        return (await Orders.ReadAsync(found, page, ct)).Select(row => new BudgetSummary(
            new(row.Id), row.Name, row.FirstMonth, row.ThresholdPercents, row.Accounts, new Money(row.RevenueMinor, Base), new Money(row.ExpensesMinor, Base)));
    }

    public async Task<BudgetView?> FindAsync(BudgetId id, CancellationToken ct)
    {
        if (await context.Set<Budget>().AsNoTracking().SingleOrDefaultAsync(budget => budget.OrganizationId == tenant.OrganizationId && budget.Id == id, ct) is not { } budget)
            return null;

        var lines = await context.Database.SqlQuery<MonthRow>($"""
            SELECT a.id, a.code, a.name, a.type, l.month, l.amount_minor AS minor
            FROM budget_lines l JOIN accounts a ON a.organization_id = l.organization_id AND a.id = l.account_id
            WHERE l.organization_id = {Organization} AND l.budget_id = {id.Value}
            """).ToListAsync(ct);
        return new BudgetView(
            budget.Id, budget.Name, budget.FirstMonth, budget.ThresholdPercents,
            [
                .. lines.GroupBy(line => line.Account).OrderBy(account => account.Key.Type).ThenBy(account => account.Key.Code, StringComparer.Ordinal)
                    .Select(account => Row(account.Key, account.ToDictionary(line => line.Month, line => line.Minor), budget.FirstMonth)),
            ]);
    }

    public Task HoldAsync(BudgetId id, CancellationToken ct) =>
        context.Database.ExecuteSqlAsync($"SELECT FROM budgets WHERE organization_id = {Organization} AND id = {id.Value} FOR UPDATE", ct);

    public async Task WriteAsync(Budget budget, IReadOnlyList<BudgetRow> rows, CancellationToken ct)
    {
        await context.SaveChangesAsync(ct);
        var lines = rows.SelectMany(row => row.Minors.Select((minor, month) => (row.AccountId, Month: budget.FirstMonth.AddMonths(month), Minor: minor)))
            .Where(line => line.Minor > 0).ToList();
        Guid[] accounts = [.. lines.Select(line => line.AccountId.Value)];
        DateOnly[] months = [.. lines.Select(line => line.Month)];
        long[] amounts = [.. lines.Select(line => line.Minor)];
        await context.Database.ExecuteSqlAsync($"DELETE FROM budget_lines WHERE organization_id = {Organization} AND budget_id = {budget.Id.Value}", ct);
        await context.Database.ExecuteSqlAsync($"""
            INSERT INTO budget_lines (organization_id, budget_id, account_id, month, amount_minor)
            SELECT {Organization}, {budget.Id.Value}, account_id, month, amount FROM unnest({accounts}, {months}, {amounts}) AS row (account_id, month, amount)
            """, ct);
        notes.About(new AuditTarget("budget", budget.Id.ToString(), budget.Name));
        notes.Tell("accounts", rows.Count(row => !row.IsEmpty).ToString(CultureInfo.InvariantCulture));
        notes.Tell("total", new Money(amounts.Sum(), Base).ToString());
    }

    public Task RemoveRowsAsync(BudgetId id, CancellationToken ct) => context.Database.ExecuteSqlAsync($"""
        WITH told AS (DELETE FROM budget_notices WHERE organization_id = {Organization} AND budget_id = {id.Value})
        DELETE FROM budget_lines WHERE organization_id = {Organization} AND budget_id = {id.Value}
        """, ct);

    public async Task<IReadOnlyList<MonthMoved>> ReadMovedAsync(DateOnly from, DateOnly to, CancellationToken ct)
    {
        var rows = await context.Database.SqlQuery<MonthRow>($"""
            SELECT a.id, a.code, a.name, a.type, m.month, (CASE a.type WHEN 'expense' THEN 1 ELSE -1 END * (m.debit_minor - m.credit_minor))::bigint AS minor
            FROM account_months m JOIN accounts a ON a.organization_id = m.organization_id AND a.id = m.account_id
            WHERE m.organization_id = {Organization} AND a.type IN ('revenue', 'expense') AND m.month BETWEEN {from} AND {to}
            """).ToListAsync(ct);
        return [.. rows.Select(row => new MonthMoved(row.Account, row.Month, row.Minor))];
    }

    public async Task<IReadOnlyList<IDomainEvent>> TakeReachedAsync(DateOnly fromMonth, DateOnly toMonth, int most, CancellationToken ct)
    {
        var rows = await context.Database.SqlQuery<ReachedRow>($"""
            WITH due AS (
                SELECT l.organization_id, l.budget_id, l.account_id, l.month, v.percent
                FROM budget_lines l
                JOIN budgets b ON b.organization_id = l.organization_id AND b.id = l.budget_id
                JOIN accounts a ON a.organization_id = l.organization_id AND a.id = l.account_id AND a.type = 'expense'
                JOIN account_months m ON m.organization_id = l.organization_id AND m.account_id = l.account_id AND m.month = l.month
                CROSS JOIN LATERAL (
                    SELECT percent FROM unnest(b.threshold_percents) percent WHERE (m.debit_minor - m.credit_minor) * 100::numeric >= l.amount_minor * percent::numeric
                    UNION ALL SELECT {BeyondPercent} WHERE m.debit_minor - m.credit_minor > l.amount_minor) v
                WHERE l.organization_id = {Organization} AND l.month BETWEEN {fromMonth} AND {toMonth}
                    AND NOT EXISTS (
                        SELECT FROM budget_notices n
                        WHERE n.organization_id = l.organization_id AND n.budget_id = l.budget_id AND n.account_id = l.account_id AND n.month = l.month AND n.percent = v.percent)
                ORDER BY l.month, l.budget_id, l.account_id, v.percent LIMIT {most}),
            told AS (
                INSERT INTO budget_notices (organization_id, budget_id, account_id, month, percent, told_at)
                SELECT organization_id, budget_id, account_id, month, percent, app_now() FROM due
                ON CONFLICT DO NOTHING RETURNING budget_id, account_id, month, percent),
            highest AS (
                SELECT budget_id, account_id, month, max(percent) AS percent FROM told t
                WHERE NOT EXISTS (
                    SELECT FROM budget_notices n
                    WHERE n.organization_id = {Organization} AND n.budget_id = t.budget_id AND n.account_id = t.account_id AND n.month = t.month AND n.percent > t.percent)
                GROUP BY budget_id, account_id, month, percent = {BeyondPercent})
            SELECT t.budget_id, b.name AS budget, t.account_id, a.code || ' ' || a.name AS account, t.month, t.percent, l.amount_minor,
                (m.debit_minor - m.credit_minor)::bigint AS spent_minor
            FROM highest t
            JOIN budgets b ON b.organization_id = {Organization} AND b.id = t.budget_id
            JOIN budget_lines l ON l.organization_id = {Organization} AND l.budget_id = t.budget_id AND l.account_id = t.account_id AND l.month = t.month
            JOIN accounts a ON a.organization_id = {Organization} AND a.id = t.account_id
            JOIN account_months m ON m.organization_id = {Organization} AND m.account_id = t.account_id AND m.month = t.month
            """).ToListAsync(ct);
        return [.. rows.OrderBy(row => row.Month).ThenBy(row => row.BudgetId).ThenBy(row => row.Account, StringComparer.Ordinal).ThenBy(row => row.Percent).Select(row => row.ToEvent(Base))];
    }

    private BudgetRowView Row(AccountName account, Dictionary<DateOnly, long> minors, DateOnly firstMonth) => new(
        account, [.. Enumerable.Range(0, Budget.Months).Select(month => new Money(minors.GetValueOrDefault(firstMonth.AddMonths(month)), Base))], new Money(minors.Values.Sum(), Base));

    private sealed record BudgetRowOfList(Guid Id, string Name, DateOnly FirstMonth, int[] ThresholdPercents, int Accounts, long RevenueMinor, long ExpensesMinor);

    private sealed record MonthRow(Guid Id, string Code, string Name, string Type, DateOnly Month, long Minor)
    {
        public AccountName Account => new(new(Id), Code, Name, Words.Type(Type));
    }

    private sealed record ReachedRow(
        Guid BudgetId, string Budget, Guid AccountId, string Account, DateOnly Month, int Percent, long AmountMinor, long SpentMinor)
    {
        public IDomainEvent ToEvent(Currency currency)
        {
            var (budgeted, spent) = (new Money(AmountMinor, currency), new Money(SpentMinor, currency));
            return Percent == BeyondPercent
                ? new BudgetExceeded(new(BudgetId), Budget, new(AccountId), Account, Month, budgeted, spent)
                : new BudgetThresholdReached(new(BudgetId), Budget, new(AccountId), Account, Month, budgeted, spent, Percent);
        }
    }
}
