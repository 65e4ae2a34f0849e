using Financbase.Application.Banking;
using Financbase.Application.Tenancy;
using Financbase.Domain.Banking;
using Financbase.Domain.Ledger;
using Financbase.Infrastructure.Database;
using Financbase.Infrastructure.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Financbase.Infrastructure.Banking;

internal sealed class MatchableEntries(FinancbaseDbContext context, IMultiTenantContextAccessor tenant) : IMatchableEntries
{
    private const int DaysApart = 7;
    private const int Most = 5;

    public async Task<IReadOnlyList<MatchableEntry>> FindAsync(BankTransaction line, JournalEntryId? only, CancellationToken ct)
    {
        var (organization, bank, currency) = (tenant.OrganizationId.Value, line.BankAccountId.Value, line.Amount.Currency.Code);
        var isBase = line.Amount.Currency == tenant.Tenant!.BaseCurrency;
        var (from, to) = only is null ? (line.Date.AddDays(-DaysApart), line.Date.AddDays(DaysApart)) : (DateOnly.MinValue, DateOnly.MaxValue);
        var wanted = $"{only?.Value}";
        var rows = await context.Database.SqlQuery<Row>($"""
            SELECT e.id, e.date, e.memo, e.source
            FROM (
                SELECT p.entry_id FROM postings p
                JOIN bank_accounts b ON b.organization_id = p.organization_id AND b.ledger_account_id = p.account_id AND b.id = {bank}
                WHERE p.organization_id = {organization} AND p.date BETWEEN {from} AND {to} AND ({wanted} = '' OR p.entry_id = NULLIF({wanted}, '')::uuid)
                GROUP BY p.entry_id
                HAVING sum(CASE WHEN {isBase} THEN p.amount_minor WHEN p.currency = {currency} THEN p.original_minor ELSE 0 END) = {line.Amount.Minor}) moved
            JOIN journal_entries e ON e.organization_id = {organization} AND e.id = moved.entry_id
            WHERE e.reverses IS NULL AND e.source <> 'bank_transaction'
                AND NOT EXISTS (SELECT FROM journal_entries r WHERE r.organization_id = {organization} AND r.reverses = e.id)
                AND NOT EXISTS (SELECT FROM bank_transactions t WHERE t.organization_id = {organization} AND t.entry_id = e.id AND t.bank_account_id = {bank})
            ORDER BY abs(e.date - {line.Date}), e.id LIMIT {Most}
            """).ToListAsync(ct);
        return [.. rows.Select(row => new MatchableEntry(new(row.Id), row.Date, row.Memo, Words.Source(row.Source)))];
    }

    private sealed record Row(Guid Id, DateOnly Date, string Memo, string Source);
}
