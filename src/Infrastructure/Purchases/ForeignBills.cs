using Financbase.Application.Ledger;
using Financbase.Application.Tenancy;
using Financbase.Domain.Ledger;
using Financbase.Domain.SharedKernel;
using Financbase.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace Financbase.Infrastructure.Purchases;

/// <summary>
/// What was owed to vendors in other currencies at the end of a day, less what they had in advance: what is open now and what was settled of it later.
/// A bill or credit that is void counts as if it had never been.
/// </summary>
internal sealed class ForeignBills(FinancbaseDbContext context, IMultiTenantContextAccessor tenant, IPostingAccounts postingAccounts) : IForeignHoldings
{
    public async Task<IReadOnlyList<ForeignHolding>> ReadAsync(DateOnly day, CancellationToken ct)
    {
        var (organization, @base) = (tenant.OrganizationId.Value, tenant.Tenant!.BaseCurrency);
        var open = await context.Database.SqlQuery<Row>($"""
            WITH later AS (
                SELECT a.bill_id, COALESCE(a.vendor_payment_id, a.vendor_credit_id) AS credit_id, a.amount_minor, a.base_minor AS settled,
                    a.base_minor - COALESCE((
                        SELECT p.amount_minor FROM journal_entries e JOIN postings p ON p.organization_id = e.organization_id AND p.entry_id = e.id AND p.line = 1
                        WHERE e.organization_id = a.organization_id AND e.source = 'vendor_payment' AND e.source_id = a.id AND e.source_kind = 'difference'), 0) AS used
                FROM bill_allocations a WHERE a.organization_id = {organization} AND NOT a.is_undone AND a.date > {day}
                UNION ALL
                SELECT NULL, r.vendor_credit_id, r.amount_minor, 0, r.base_minor
                FROM vendor_refunds r WHERE r.organization_id = {organization} AND NOT r.is_undone AND r.date > {day}),
            settled AS (SELECT bill_id AS id, sum(amount_minor) AS amount, sum(settled) AS kept FROM later GROUP BY 1),
            used AS (SELECT credit_id AS id, sum(amount_minor) AS amount, sum(used) AS kept FROM later GROUP BY 1)
            SELECT currency, sum(original)::bigint AS original_minor, sum(kept)::bigint AS kept_minor
            FROM (
                SELECT b.currency, -(b.open_minor + COALESCE(s.amount, 0)) AS original, -(b.open_base_minor + COALESCE(s.kept, 0)) AS kept
                FROM bills b LEFT JOIN settled s ON s.id = b.id
                WHERE b.organization_id = {organization} AND b.status = 'approved' AND COALESCE(b.posted_on, b.bill_date) <= {day} AND b.currency <> {@base.Code}
                UNION ALL
                SELECT p.currency, p.unallocated_minor + COALESCE(u.amount, 0), p.unallocated_base_minor + COALESCE(u.kept, 0)
                FROM vendor_payments p LEFT JOIN used u ON u.id = p.id
                WHERE p.organization_id = {organization} AND NOT p.is_undone AND p.date <= {day} AND p.currency <> {@base.Code}
                UNION ALL
                SELECT c.currency, c.open_minor + COALESCE(u.amount, 0), c.open_base_minor + COALESCE(u.kept, 0)
                FROM vendor_credits c LEFT JOIN used u ON u.id = c.id
                WHERE c.organization_id = {organization} AND c.status = 'posted' AND c.posted_on <= {day} AND c.currency <> {@base.Code}) document
            GROUP BY currency
            """).ToListAsync(ct);
        if (open.Count == 0)
            return [];

        var account = (await postingAccounts.ReadAsync(ct))[PostingRole.Payable];
        return [.. open.Select(row => new ForeignHolding(account, new Money(row.OriginalMinor, Currency.Of(row.Currency)), new Money(row.KeptMinor, @base)))];
    }

    private sealed record Row(string Currency, long OriginalMinor, long KeptMinor);
}
