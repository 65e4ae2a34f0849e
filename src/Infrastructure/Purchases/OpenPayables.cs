namespace Financbase.Infrastructure.Purchases;

/// <summary>What was owed to vendors at the end of a day, and what of their credits was left.</summary>
internal static class OpenPayables
{
    /// <summary>
    /// A query of <c>party_id</c>, <c>currency</c>, <c>due_date</c> (null for a credit), <c>original</c> in the document's currency and <c>minor</c> in the base
    /// currency, both in minor units and above zero; <c>{0}</c> is the organization and <c>{1}</c> the day. Read is what is open now and what happened after that
    /// day, from indexes of both: what was settled, voided or undone since was open then, what was taken back since was settled.
    /// </summary>
    public const string Sql = """
        WITH later AS (
            SELECT a.bill_id, a.vendor_payment_id, a.vendor_credit_id, f.sign * a.amount_minor AS original, f.sign * a.base_minor AS settled,
                f.sign * COALESCE(a.credit_base_minor, a.base_minor) AS used
            FROM (
                SELECT * FROM bill_allocations WHERE organization_id = {0} AND date > {1} AND NOT is_undone
                UNION ALL SELECT * FROM bill_allocations WHERE organization_id = {0} AND undone_on > {1} AND date <= {1} AND is_undone) a
            CROSS JOIN LATERAL (SELECT CASE WHEN a.is_undone THEN -1 ELSE 1 END AS sign) f),
        voided AS (
            SELECT e.source_id AS id, abs(p.amount_minor) AS minor
            FROM journal_entries r
            JOIN journal_entries e ON e.organization_id = {0} AND e.id = r.reverses AND e.source IN ('bill', 'vendor_credit') AND e.source_kind = 'approve'
            JOIN postings p ON p.organization_id = {0} AND p.entry_id = e.id AND p.line = 1
            WHERE r.organization_id = {0} AND r.reverses IS NOT NULL AND r.date > {1}),
        owed AS (
            SELECT id, open_minor AS original, open_base_minor AS minor FROM bills WHERE organization_id = {0} AND open_minor > 0
            UNION ALL SELECT bill_id, original, settled FROM later
            UNION ALL SELECT v.id, b.gross_minor, v.minor FROM voided v JOIN bills b ON b.organization_id = {0} AND b.id = v.id),
        credits AS (
            SELECT id, open_minor AS original, open_base_minor AS minor FROM vendor_credits WHERE organization_id = {0} AND open_minor > 0
            UNION ALL SELECT vendor_credit_id, original, used FROM later WHERE vendor_credit_id IS NOT NULL
            UNION ALL SELECT vendor_credit_id, amount_minor, base_minor FROM vendor_refunds WHERE organization_id = {0} AND date > {1} AND NOT is_undone
            UNION ALL SELECT vendor_credit_id, -amount_minor, -base_minor FROM vendor_refunds WHERE organization_id = {0} AND undone_on > {1} AND date <= {1}
            UNION ALL SELECT v.id, c.gross_minor, v.minor FROM voided v JOIN vendor_credits c ON c.organization_id = {0} AND c.id = v.id),
        rests AS (
            SELECT id, unallocated_minor AS original, unallocated_base_minor AS minor FROM vendor_payments WHERE organization_id = {0} AND unallocated_minor > 0
            UNION ALL SELECT vendor_payment_id, original, used FROM later WHERE vendor_payment_id IS NOT NULL
            UNION ALL
            SELECT id, amount_minor, base_minor FROM vendor_payments WHERE organization_id = {0} AND is_undone AND undone_on > {1})
        SELECT b.vendor_id AS party_id, b.currency, b.due_date, o.original, o.minor
        FROM (SELECT id, sum(original) AS original, sum(minor) AS minor FROM owed GROUP BY id) o JOIN bills b ON b.organization_id = {0} AND b.id = o.id
        WHERE COALESCE(b.posted_on, b.bill_date) <= {1} AND (o.original <> 0 OR o.minor <> 0)
        UNION ALL
        SELECT c.vendor_id, c.currency, NULL, o.original, o.minor
        FROM (SELECT id, sum(original) AS original, sum(minor) AS minor FROM credits GROUP BY id) o JOIN vendor_credits c ON c.organization_id = {0} AND c.id = o.id
        WHERE c.posted_on <= {1} AND (o.original <> 0 OR o.minor <> 0)
        UNION ALL
        SELECT m.vendor_id, m.currency, NULL, r.original, r.minor
        FROM (SELECT id, sum(original) AS original, sum(minor) AS minor FROM rests GROUP BY id) r JOIN vendor_payments m ON m.organization_id = {0} AND m.id = r.id
        WHERE m.date <= {1} AND (r.original <> 0 OR r.minor <> 0)
        """;
}
