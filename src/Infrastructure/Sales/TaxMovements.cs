using Financbase.Application.Ledger;
using Financbase.Application.Tenancy;
using Financbase.Domain.Documents;
using Financbase.Domain.Ledger;
using Financbase.Infrastructure.Database;
using Financbase.Infrastructure.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Financbase.Infrastructure.Sales;

/// <summary>
/// Taxes come from the postings of documents, which say the tax and its percentage; what they were charged on comes from the documents
/// themselves. A document that is taken back counts against it on the day of that. On the cash basis, what does not count at the end of a period is
/// taken off, and what did not count before it is added: of a tax as of any posting, of what it was charged on the same share, rounded half away from zero.
/// </summary>
internal sealed class TaxMovements(FinancbaseDbContext context, IMultiTenantContextAccessor tenant) : ITaxMovements
{
    private static readonly string Accrual = Sql("", "", "");

    private static readonly string Cash = Sql(
        $$"""
        bound AS (SELECT place, last AS day, -1 AS sign FROM period UNION ALL SELECT place, first - 1, 1 FROM period),
        uncounted AS MATERIALIZED (
            SELECT asked.day, part.entry_id, part.line, part.account_id, part.minor
            FROM (SELECT DISTINCT day FROM bound) asked CROSS JOIN LATERAL ({{CashBasis.Uncounted("asked.day")}}) part),
        """,
        """
        UNION ALL
        SELECT b.place, u.entry_id, p.memo, b.sign * u.minor
        FROM uncounted u JOIN bound b ON b.day = u.day JOIN postings p ON p.organization_id = {0} AND p.entry_id = u.entry_id AND p.line = u.line
        WHERE u.account_id IN (SELECT id FROM tax_account)
        """,
        """
        UNION ALL
        SELECT b.place, u.entry_id, b.sign, abs(p.amount_minor), abs(u.minor)
        FROM uncounted u JOIN bound b ON b.day = u.day JOIN postings p ON p.organization_id = {0} AND p.entry_id = u.entry_id AND p.line = 1 WHERE u.line = 1
        """);

    public async Task<IReadOnlyList<TaxMoved>> ReadAsync(IReadOnlyList<ReportPeriod> periods, Basis basis, CancellationToken ct)
    {
        var rows = await context.Database.SqlQueryRaw<Row>(
            basis == Basis.Cash ? Cash : Accrual, tenant.OrganizationId.Value, periods.Select(period => period.From).ToArray(), periods.Select(period => period.To).ToArray(),
            tenant.Tenant!.BaseCurrency.Code).ToListAsync(ct);
        var left = rows.Where(row => row.Name is null).ToDictionary(row => (row.Place, row.Side, row.OfPosting), row => row.Minor);
        var lines = rows.Where(row => row.Name is not null).OrderByDescending(row => row.Percent).Select(row => new TaxMoved(
            row.Place, Words.Read<TaxSide>(row.Side), row.Name, row.Percent, Words.Read<TaxCategory>(row.Category!), row.Minor,
            left.Remove((row.Place, row.Side, row.OfPosting), out var tax) ? tax : 0)).ToList();
        return [.. lines, .. left.Select(other => new TaxMoved(other.Key.Place, default, null, 0, default, 0, other.Value))];
    }

    // The largest posting of a document tells best at which rate it was posted. What is materialized is read once also where few rows are expected of it, as in
    // books that were never analyzed: else each document is looked for in the entries once more, and each of them among the documents.
    private static string Sql(string uncounted, string uncountedPostings, string uncountedDocuments) => $$"""
        WITH period AS (SELECT place::int - 1 AS place, first, last FROM unnest({1}, {2}) WITH ORDINALITY AS period (first, last, place)),
        {{uncounted}}
        tax_account AS (
            SELECT id FROM accounts WHERE organization_id = {0} AND subtype IN ('tax_payable', 'tax_receivable')
            UNION SELECT account_id FROM posting_accounts WHERE organization_id = {0} AND role IN ('tax_payable', 'tax_receivable')),
        posted AS MATERIALIZED (
            SELECT w.place, p.entry_id, p.memo, p.amount_minor AS minor
            FROM period w JOIN postings p ON p.organization_id = {0} AND p.date BETWEEN w.first AND w.last AND p.account_id IN (SELECT id FROM tax_account)
            {{uncountedPostings}}),
        charged AS MATERIALIZED (
            SELECT w.place, COALESCE(e.reverses, e.id) AS entry_id, CASE WHEN e.reverses IS NULL THEN 1 ELSE -1 END AS sign, 1 AS whole, 1 AS part
            FROM period w JOIN journal_entries e ON e.organization_id = {0} AND e.date BETWEEN w.first AND w.last
                AND (e.reverses IS NOT NULL OR e.source IN ('invoice', 'credit_note', 'bill', 'vendor_credit', 'expense'))
            {{uncountedDocuments}}),
        document AS MATERIALIZED (
            SELECT m.place, m.sign, m.whole, m.part, e.id AS entry_id, e.source, e.source_id
            FROM charged m JOIN journal_entries e ON e.organization_id = {0} AND e.id = m.entry_id
                AND (e.source IN ('invoice', 'credit_note') AND e.source_kind = 'issue' OR e.source IN ('bill', 'vendor_credit', 'expense') AND e.source_kind = 'approve'))
        SELECT place, side, NULL AS name, 0 AS percent, NULL AS category, CASE WHEN side = '' THEN '' ELSE COALESCE(memo, '') END AS memo, -sum(minor)::bigint AS minor
        FROM (
            SELECT m.place, m.memo, m.minor,
                CASE WHEN o.source IN ('invoice', 'credit_note') AND o.source_kind = 'issue' THEN 'sales'
                    WHEN o.source IN ('bill', 'vendor_credit', 'expense') AND o.source_kind = 'approve' THEN 'purchases' ELSE '' END AS side
            FROM posted m JOIN journal_entries e ON e.organization_id = {0} AND e.id = m.entry_id
            JOIN journal_entries o ON o.organization_id = {0} AND o.id = COALESCE(e.reverses, e.id)) moved
        GROUP BY 1, 2, 6
        UNION ALL
        SELECT place, side, tax ->> 'name', (tax ->> 'percent')::numeric, tax ->> 'category', NULL, sum(c.sign * (b.minor - round(b.minor * (c.whole - c.part) / c.whole)))::bigint
        FROM (
            SELECT m.place, m.whole, m.part, d.side, d.taxes, m.sign * d.sign AS sign,
                CASE WHEN d.currency = {3} THEN 1 ELSE COALESCE((
                    SELECT p.amount_minor::numeric / p.original_minor FROM postings p
                    WHERE p.organization_id = {0} AND p.entry_id = m.entry_id AND p.original_minor <> 0 ORDER BY abs(p.original_minor) DESC, p.line LIMIT 1), 0) END AS rate
            FROM document m
            CROSS JOIN LATERAL (
                SELECT 'sales' AS side, i.taxes, i.currency, CASE WHEN i.kind = 'invoice' THEN 1 ELSE -1 END AS sign FROM invoices i
                WHERE i.organization_id = {0} AND i.id = m.source_id AND m.source IN ('invoice', 'credit_note')
                UNION ALL
                SELECT 'purchases', b.taxes, b.currency, 1 FROM bills b
                WHERE b.organization_id = {0} AND b.id = m.source_id AND m.source = 'bill'
                UNION ALL
                SELECT 'purchases', v.taxes, v.currency, -1 FROM vendor_credits v
                WHERE v.organization_id = {0} AND v.id = m.source_id AND m.source = 'vendor_credit'
                UNION ALL
                SELECT 'purchases', x.taxes, x.currency, 1 FROM expenses x
                WHERE x.organization_id = {0} AND x.id = m.source_id AND m.source = 'expense') d) c
        CROSS JOIN jsonb_array_elements(c.taxes) tax
        CROSS JOIN LATERAL (SELECT round(replace(tax -> 'base' ->> 'value', '.', '')::numeric * c.rate) AS minor) b
        GROUP BY 1, 2, 3, 4, 5
        """;

    /// <summary>What was charged on where it has a name, else what was posted.</summary>
    private sealed record Row(int Place, string Side, string? Name, decimal Percent, string? Category, string? Memo, long Minor)
    {
        /// <summary>As the posting says it.</summary>
        public string OfPosting => Name is null ? Memo! : DocumentPostings.MemoOf(Name, Percent);
    }
}
