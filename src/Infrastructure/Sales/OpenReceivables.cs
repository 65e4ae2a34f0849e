namespace Financbase.Infrastructure.Sales;

/// <summary>What customers owed at the end of a day, and what of their credits was left.</summary>
internal static class OpenReceivables
{
    /// <summary>
    /// A query of <c>party_id</c>, <c>currency</c>, <c>due_date</c> (null for a credit), <c>original</c> in the document's currency and <c>minor</c> in the base
    /// currency, both in minor units and above zero; <c>{0}</c> is the organization and <c>{1}</c> the day. Read is what is open now and what happened after that
    /// day, from indexes of both: what was settled, written off, voided or undone since was open then, what was taken back since was settled.
    /// </summary>
    public const string Sql = """
        WITH later AS (
            SELECT a.invoice_id, a.payment_id, a.credit_note_id, f.sign * a.amount_minor AS original, f.sign * a.base_minor AS settled,
                f.sign * COALESCE(a.credit_base_minor, a.base_minor) AS used
            FROM (
                SELECT * FROM allocations WHERE organization_id = {0} AND date > {1} AND NOT is_undone
                UNION ALL SELECT * FROM allocations WHERE organization_id = {0} AND undone_on > {1} AND date <= {1} AND is_undone) a
            CROSS JOIN LATERAL (SELECT CASE WHEN a.is_undone THEN -1 ELSE 1 END AS sign) f),
        refunds AS (
            SELECT payment_id, credit_note_id, amount_minor AS original, base_minor AS minor FROM customer_refunds WHERE organization_id = {0} AND date > {1} AND NOT is_undone
            UNION ALL
            SELECT payment_id, credit_note_id, -amount_minor, -base_minor FROM customer_refunds WHERE organization_id = {0} AND undone_on > {1} AND date <= {1} AND is_undone),
        documents AS (
            SELECT id, open_minor AS original, open_base_minor AS minor FROM invoices WHERE organization_id = {0} AND open_minor > 0
            UNION ALL SELECT invoice_id, original, settled FROM later
            UNION ALL SELECT credit_note_id, original, used FROM later WHERE credit_note_id IS NOT NULL
            UNION ALL SELECT credit_note_id, original, minor FROM refunds WHERE credit_note_id IS NOT NULL
            UNION ALL
            SELECT i.id, COALESCE(-p.original_minor, CASE WHEN i.currency = o.base_currency THEN -p.amount_minor ELSE i.written_off_minor END), -p.amount_minor
            FROM invoices i JOIN organizations o ON o.id = i.organization_id
            JOIN journal_entries e ON e.organization_id = {0} AND e.source = 'invoice' AND e.source_id = i.id AND starts_with(e.source_kind, 'write_off') AND e.date > {1}
            JOIN postings p ON p.organization_id = {0} AND p.entry_id = e.id AND p.line = 2
            WHERE i.organization_id = {0} AND i.written_off_minor > 0
            UNION ALL
            SELECT i.id, i.gross_minor, abs(p.amount_minor)
            FROM journal_entries r
            JOIN journal_entries e ON e.organization_id = {0} AND e.id = r.reverses AND e.source IN ('invoice', 'credit_note') AND e.source_kind = 'issue'
            JOIN postings p ON p.organization_id = {0} AND p.entry_id = e.id AND p.line = 1
            JOIN invoices i ON i.organization_id = {0} AND i.id = e.source_id
            WHERE r.organization_id = {0} AND r.reverses IS NOT NULL AND r.date > {1}),
        rests AS (
            SELECT id, unallocated_minor AS original, unallocated_base_minor AS minor FROM payments WHERE organization_id = {0} AND unallocated_minor > 0
            UNION ALL SELECT payment_id, original, used FROM later WHERE payment_id IS NOT NULL
            UNION ALL SELECT payment_id, original, minor FROM refunds WHERE payment_id IS NOT NULL
            UNION ALL
            SELECT id, amount_minor, base_minor FROM payments WHERE organization_id = {0} AND is_undone AND undone_on > {1})
        SELECT i.customer_id AS party_id, i.currency, CASE WHEN i.kind = 'invoice' THEN i.due_date END AS due_date, d.original, d.minor
        FROM (SELECT id, sum(original) AS original, sum(minor) AS minor FROM documents GROUP BY id) d JOIN invoices i ON i.organization_id = {0} AND i.id = d.id
        WHERE COALESCE(i.posted_on, i.issue_date) <= {1} AND (d.original <> 0 OR d.minor <> 0)
        UNION ALL
        SELECT m.customer_id, m.currency, NULL, r.original, r.minor
        FROM (SELECT id, sum(original) AS original, sum(minor) AS minor FROM rests GROUP BY id) r JOIN payments m ON m.organization_id = {0} AND m.id = r.id
        WHERE m.date <= {1} AND (r.original <> 0 OR r.minor <> 0)
        """;
}
