using Financbase.Application.Banking;
using Financbase.Application.Paging;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Domain.Banking;
using Financbase.Domain.Ledger;
using Financbase.Domain.SharedKernel;
using Financbase.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace Financbase.Infrastructure.Banking;

internal sealed class Reconciliations(FinancbaseDbContext context, IMultiTenantContextAccessor tenant) : IReconciliations
{
    private static readonly Keyset<Row, Guid> Orders =
        new Keyset<Row, Guid>(ListReconciliations.Sorts, row => row.Id).By("through", row => row.Through);

    // What the books say now, also of a completed one: an entry by hand may have come later. Whole months come from their sums, where the
    // account is in the base currency; a foreign one is added up in its own.
    private const string Rows = """
        SELECT r.id, r.bank_account_id, r.through, r.state, r.closing_balance_minor, r.closing_balance_currency, r.completed_at,
            CASE WHEN b.currency = o.base_currency THEN COALESCE((
                    SELECT sum(m.debit_minor) - sum(m.credit_minor) FROM account_months m
                    WHERE m.organization_id = r.organization_id AND m.account_id = b.ledger_account_id AND m.month < date_trunc('month', r.through)), 0)
                    + COALESCE((
                    SELECT sum(p.amount_minor) FROM postings p
                    WHERE p.organization_id = r.organization_id AND p.account_id = b.ledger_account_id AND p.date BETWEEN date_trunc('month', r.through) AND r.through), 0)
                ELSE COALESCE((
                    SELECT sum(p.original_minor) FROM postings p
                    WHERE p.organization_id = r.organization_id AND p.account_id = b.ledger_account_id AND p.date <= r.through AND p.currency = b.currency), 0)
            END::bigint AS books_minor,
            CASE WHEN r.state = 'completed' THEN 0 ELSE (
                SELECT count(*) FROM bank_transactions t
                WHERE t.organization_id = r.organization_id AND t.bank_account_id = r.bank_account_id AND t.date <= r.through AND t.status = 'unreviewed') END::int AS open_lines,
            (SELECT count(*) FROM bank_transactions t
                WHERE t.organization_id = r.organization_id AND t.bank_account_id = r.bank_account_id
                    AND CASE WHEN r.state = 'completed' THEN t.reconciliation_id = r.id ELSE t.date <= r.through AND t.status = 'posted' END)::int AS lines
        FROM reconciliations r
        JOIN bank_accounts b ON b.organization_id = r.organization_id AND b.id = r.bank_account_id
        JOIN organizations o ON o.id = r.organization_id
        WHERE r.organization_id = {0} AND (r.bank_account_id = ANY ({1})) <> {2}
        """;

    private Guid Organization => tenant.OrganizationId.Value;

    public async Task<BankComparison> CompareAsync(BankAccount account, AccountId ledgerAccount, DateOnly through, CancellationToken ct)
    {
        var isForeign = account.Currency != tenant.Tenant!.BaseCurrency;
        var found = (await context.Database.SqlQuery<Counted>($"""
            SELECT (SELECT COALESCE(sum(CASE WHEN {isForeign} THEN CASE WHEN currency = {account.Currency.Code} THEN original_minor ELSE 0 END ELSE amount_minor END), 0)::bigint FROM postings
                    WHERE organization_id = {Organization} AND account_id = {ledgerAccount.Value} AND date <= {through}) AS books,
                (SELECT count(*)::int FROM bank_transactions
                    WHERE organization_id = {Organization} AND bank_account_id = {account.Id.Value} AND date <= {through} AND status = 'unreviewed') AS open,
                (SELECT count(*)::int FROM bank_transactions
                    WHERE organization_id = {Organization} AND bank_account_id = {account.Id.Value} AND date <= {through} AND status = 'posted') AS posted
            """).ToListAsync(ct))[0];
        return new BankComparison(new Money(found.Books, account.Currency), found.Open, found.Posted);
    }

    public Task<int> FixAsync(ReconciliationId id, BankAccountId account, DateOnly through, CancellationToken ct) => context.Database.ExecuteSqlAsync($"""
        UPDATE bank_transactions SET status = 'reconciled', reconciliation_id = {id.Value}
        WHERE organization_id = {Organization} AND bank_account_id = {account.Value} AND date <= {through} AND status = 'posted'
        """, ct);

    public Task ReleaseAsync(ReconciliationId id, CancellationToken ct) => context.Database.ExecuteSqlAsync($"""
        UPDATE bank_transactions SET status = 'posted', reconciliation_id = NULL
        WHERE organization_id = {Organization} AND reconciliation_id = {id.Value} AND status = 'reconciled'
        """, ct);

    public async Task<Page<ReconciliationView>> ListAsync(
        Reach reach, BankAccountId? account, ReconciliationState? state, PageRequest page, CancellationToken ct)
    {
        var found = context.Database.SqlQueryRaw<Row>(
            $"{Rows} AND ({{3}} = '' OR r.bank_account_id::text = {{3}}) AND ({{4}} = '' OR r.state = {{4}})",
            Organization, reach.Ids.ToArray(), reach.IsOpen, account?.Value.ToString() ?? "", state?.ToString().ToLowerInvariant() ?? "");
        return (await Orders.ReadAsync(found, page, ct)).Select(row => row.ToView());
    }

    public async Task<ReconciliationView?> FindAsync(Reach reach, ReconciliationId id, CancellationToken ct) => (await context.Database
        .SqlQueryRaw<Row>($"{Rows} AND r.id = {{3}}", Organization, reach.Ids.ToArray(), reach.IsOpen, id.Value).ToListAsync(ct)).SingleOrDefault()?.ToView();

    public async Task<DateOnly?> FindLastDayAsync(BankAccountId account, CancellationToken ct) =>
        await context.Set<Reconciliation>().Where(row => row.BankAccountId == account).MaxAsync(row => (DateOnly?)row.Through, ct);

    public Task<bool> IsOneOpenAsync(BankAccountId account, CancellationToken ct) =>
        context.Set<Reconciliation>().AnyAsync(row => row.BankAccountId == account && row.State == ReconciliationState.Open, ct);

    private sealed record Counted(long Books, int Open, int Posted);

    private sealed record Row(
        Guid Id, Guid BankAccountId, DateOnly Through, string State, long ClosingBalanceMinor, string ClosingBalanceCurrency, DateTimeOffset? CompletedAt,
        long BooksMinor, int OpenLines, int Lines)
    {
        public ReconciliationView ToView()
        {
            var currency = Currency.Of(ClosingBalanceCurrency);
            return new(
                new(Id), new(BankAccountId), Through, Enum.Parse<ReconciliationState>(State, ignoreCase: true), new(ClosingBalanceMinor, currency), new(BooksMinor, currency),
                new(ClosingBalanceMinor - BooksMinor, currency), OpenLines, Lines, CompletedAt);
        }
    }
}
