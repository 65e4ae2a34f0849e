using Financbase.Application.Ledger;
using Financbase.Application.Tenancy;
using Financbase.Domain.Ledger;
using Financbase.Domain.SharedKernel;
using Financbase.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace Financbase.Infrastructure.Banking;

/// <summary>What the accounts behind bank accounts of other currencies hold.</summary>
internal sealed class ForeignBankAccounts(FinancbaseDbContext context, IMultiTenantContextAccessor tenant) : IForeignHoldings
{
    public async Task<IReadOnlyList<ForeignHolding>> ReadAsync(DateOnly day, CancellationToken ct)
    {
        var @base = tenant.Tenant!.BaseCurrency;
        var rows = await context.Database.SqlQuery<Row>($"""
            SELECT p.account_id, b.currency, COALESCE(sum(p.original_minor) FILTER (WHERE p.currency = b.currency), 0)::bigint AS original_minor, sum(p.amount_minor)::bigint AS kept_minor
            FROM bank_accounts b JOIN postings p ON p.organization_id = b.organization_id AND p.account_id = b.ledger_account_id
            WHERE b.organization_id = {tenant.OrganizationId.Value} AND b.currency <> {@base.Code} AND p.date <= {day}
                AND NOT EXISTS (
                    SELECT FROM journal_entries e LEFT JOIN journal_entries o ON o.organization_id = e.organization_id AND o.id = e.reverses
                    WHERE e.organization_id = p.organization_id AND e.id = p.entry_id AND COALESCE(o.source, e.source) = 'revaluation')
            GROUP BY p.account_id, b.currency
            """).ToListAsync(ct);
        return [.. rows.Select(row => new ForeignHolding(new(row.AccountId), new Money(row.OriginalMinor, Currency.Of(row.Currency)), new Money(row.KeptMinor, @base)))];
    }

    private sealed record Row(Guid AccountId, string Currency, long OriginalMinor, long KeptMinor);
}
