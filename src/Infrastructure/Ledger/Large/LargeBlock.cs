namespace Financbase.Infrastructure.Ledger.Large;

/// <summary>
/// The pattern that large books repeat: an invoice, its payment (or, where it is open, one more entry by hand), a bank line that was
/// categorized, in every other block a bill with its payment, and entries by hand; twenty postings together. Amounts follow from the number of the block.
/// </summary>
internal static class LargeBlock
{
    public const int Lines = 20;

    /// <summary>Customers and vendors, as many of both, come before everything else.</summary>
    public static readonly string Beginning = $"""
        SELECT set_config('app.organization_id', @organization::text, true);
        INSERT INTO customers (organization_id, id, name, email, city, country, payment_days, is_archived)
        SELECT @organization, {Id("@first", "'00e'", "n")}, 'Customer ' || lpad((n + 1)::text, 4, '0'), 'customer' || n + 1 || '@example.test', 'Hamburg', 'DE', 30, false
        FROM generate_series(0, @customers - 1) n;
        INSERT INTO vendors (organization_id, id, name, city, country, payment_days, is_archived)
        SELECT @organization, {Id("@first", "'014'", "n")}, 'Vendor ' || lpad((n + 1)::text, 4, '0'), 'Hamburg', 'DE', 30, false FROM generate_series(0, @customers - 1) n;

        """;

    // The smallest number of a block that falls into the fiscal year is the year's first invoice.
    private static readonly string Blocks = $"""
        block AS MATERIALIZED (
            SELECT c.*, {Id("day", "'00a'", "i")} AS invoice, {Id("paid_on", "'00b'", "i")} AS payment, {Id("paid_on", "'00c'", "i")} AS allocation,
                {Id("day", "'00d'", "i")} AS bank_line, {Id("@first", "'00e'", "(i * 31) % @customers")} AS customer, net + tax AS gross, cost + cost_tax AS spent,
                {Id("day", "'011'", "i")} AS bill, {Id("bill_paid_on", "'012'", "i")} AS bill_payment, {Id("bill_paid_on", "'013'", "i")} AS bill_allocation,
                {Id("@first", "'014'", "(i * 37) % @customers")} AS vendor, CASE WHEN i % 2 = 0 THEN cost + 100 ELSE 0 END AS billed,
                CASE WHEN i % 2 = 1 OR bill_paid_on > @last OR i % 100 = 42 THEN 0 ELSE cost + 100 END AS bill_settled,
                CASE WHEN paid_on > @last OR i % 100 = 57 THEN 0 WHEN i % 100 = 7 THEN (net + tax) / 2 ELSE net + tax END AS settled,
                i - GREATEST(0, ((make_date(year, @year_begins, 1) - @first) * @blocks + @days - 1) / @days) + 1 AS sequence
            FROM (
                SELECT b.*, day + 5 + (i * 13 % 40)::int AS paid_on, day + 10 + (i * 17 % 30)::int AS bill_paid_on, (net * {LargeFrame.Percent} + 50) / 100 AS tax, (cost * {LargeFrame.Percent} + 50) / 100 AS cost_tax,
                    extract(year FROM day)::int - CASE WHEN extract(month FROM day) < @year_begins THEN 1 ELSE 0 END AS year
                FROM (
                    SELECT i, @first + (i * @days / @blocks)::int AS day, 2000 + i * 7919 % 480000 AS net, 500 + i * 611953 % 60000 AS cost
                    FROM generate_series(@from, @to) i) b) c)
        """;

    /// <summary>All rows of the blocks from <c>@from</c> to <c>@to</c>. A document's lines are written while it is a draft, as everywhere.</summary>
    public static readonly string Sql = $"""
        SELECT set_config('app.organization_id', @organization::text, true);

        WITH {Blocks}
        INSERT INTO invoices (
            organization_id, id, kind, status, customer_id, issue_date, due_date, currency, net_minor, tax_minor, gross_minor, open_minor, written_off_minor, open_base_minor, taxes)
        SELECT @organization, invoice, 'invoice', 'draft', customer, day, day + 30, @currency, net, tax, gross, 0, 0, 0,
            jsonb_build_array(jsonb_build_object(
                'rate', @tax_rate, 'name', @tax::jsonb #>> '{"{parts,0,name}"}', 'category', 'standard', 'percent', {LargeFrame.Percent}, 'base', {Money("net")}, 'amount', {Money("tax")}))
        FROM block;

        WITH {Blocks}
        INSERT INTO invoice_lines (organization_id, invoice_id, line, description, quantity, unit_price, discount_percent, net_minor, tax_rate_id, tax, account_id)
        SELECT @organization, invoice, 1, 'Delivery ' || i + 1, 1, net / 10::numeric ^ @exponent, 0, net, @tax_rate, @tax, @incomes[1 + i % array_length(@incomes, 1)]
        FROM block;

        WITH {Blocks}
        UPDATE invoices v SET status = CASE i % 2 WHEN 0 THEN 'sent' ELSE 'finalized' END, number = 'INV-' || year || '-' || lpad(b.sequence::text, GREATEST(5, length(b.sequence::text)), '0'),
            fiscal_year = year, sequence = b.sequence, finalized_at = day, open_minor = gross - settled, open_base_minor = gross - settled
        FROM block b WHERE v.organization_id = @organization AND v.id = b.invoice;

        WITH {Blocks}
        INSERT INTO document_counters AS c (organization_id, series, fiscal_year, last_number)
        SELECT @organization, 'invoice', year, max(sequence) FROM block GROUP BY year ORDER BY year
        ON CONFLICT (organization_id, series, fiscal_year) DO UPDATE SET last_number = GREATEST(c.last_number, excluded.last_number);

        WITH {Blocks}
        INSERT INTO payments (organization_id, id, customer_id, date, currency, amount_minor, base_minor, unallocated_minor, unallocated_base_minor, account_id, is_undone)
        SELECT @organization, payment, customer, paid_on, @currency, settled, settled, 0, 0, @bank, false FROM block WHERE settled > 0;

        WITH {Blocks}
        INSERT INTO allocations (organization_id, id, invoice_id, payment_id, date, amount_minor, base_minor, credit_base_minor, is_undone)
        SELECT @organization, allocation, invoice, payment, paid_on, settled, settled, settled, false FROM block WHERE settled > 0;

        WITH {Blocks}
        INSERT INTO bills (
            organization_id, id, status, vendor_id, number, number_key, bill_date, due_date, currency, net_minor, tax_minor, gross_minor, open_minor, open_base_minor, taxes,
            is_duplicate, is_self_approved)
        SELECT @organization, bill, 'draft', vendor, 'R-' || i + 1, 'R' || i + 1, day, day + 30, @currency, billed, 0, billed, 0, 0, '[]', false, false FROM block WHERE billed > 0;

        WITH {Blocks}
        INSERT INTO bill_lines (organization_id, bill_id, line, description, quantity, unit_price, discount_percent, net_minor, account_id)
        SELECT @organization, bill, 1, 'Parts ' || i + 1, 1, billed / 10::numeric ^ @exponent, 0, billed, @expenses[1 + i % array_length(@expenses, 1)] FROM block WHERE billed > 0;

        WITH {Blocks}
        UPDATE bills t SET status = 'approved', received_at = day, decided_at = day, is_self_approved = true, posted_on = day, open_minor = billed - bill_settled,
            open_base_minor = billed - bill_settled
        FROM block b WHERE t.organization_id = @organization AND t.id = b.bill AND billed > 0;

        WITH {Blocks}
        INSERT INTO vendor_payments (organization_id, id, vendor_id, date, currency, amount_minor, base_minor, unallocated_minor, unallocated_base_minor, account_id, is_undone)
        SELECT @organization, bill_payment, vendor, bill_paid_on, @currency, bill_settled, bill_settled, 0, 0, @bank, false FROM block WHERE bill_settled > 0;

        WITH {Blocks}
        INSERT INTO bill_allocations (organization_id, id, bill_id, vendor_payment_id, date, amount_minor, base_minor, credit_base_minor, is_undone)
        SELECT @organization, bill_allocation, bill, bill_payment, bill_paid_on, bill_settled, bill_settled, bill_settled, false FROM block WHERE bill_settled > 0;

        WITH {Blocks},
        entry AS MATERIALIZED (
            SELECT b.*, k, e.date, e.memo, e.source, e.source_id, e.source_kind, e.lines, e.total, {Id("e.date", "lpad(k::text, 3, '0')", "i")} AS id
            FROM block b CROSS JOIN generate_series(0, 8) k
            CROSS JOIN LATERAL (
                SELECT day AS date, 'Invoice ' || i + 1 AS memo, 'invoice' AS source, invoice AS source_id, 'issue' AS source_kind, 3 AS lines, gross AS total WHERE k = 0
                UNION ALL SELECT paid_on, 'Payment of invoice ' || i + 1, 'payment', payment, 'receive', 2, settled WHERE k = 1 AND settled > 0
                UNION ALL SELECT day, 'Card payment ' || i + 1, 'bank_transaction', bank_line, 'post-1', 3, spent WHERE k = 2
                UNION ALL SELECT day, 'Bill ' || i + 1, 'bill', bill, 'approve', 2, billed WHERE k = 3 AND billed > 0
                UNION ALL SELECT bill_paid_on, 'Payment of bill ' || i + 1, 'vendor_payment', bill_payment, 'pay', 2, bill_settled WHERE k = 4 AND bill_settled > 0
                UNION ALL SELECT day, 'Entry ' || i + 1 || '.' || k, 'manual', NULL, NULL, 2, 100 + (i * 104729 + k * 7919) % 20000
                WHERE k > 4 OR (k = 1 AND settled = 0) OR (k = 3 AND billed = 0) OR (k = 4 AND bill_settled = 0)) e),
        written AS (
            INSERT INTO journal_entries (organization_id, id, date, memo, source, source_id, source_kind, lines, total_minor, posted_at)
            SELECT @organization, id, date, memo, source, source_id, source_kind, lines, total, date FROM entry ORDER BY i, k)
        INSERT INTO postings (organization_id, entry_id, line, account_id, date, amount_minor, memo)
        SELECT @organization, e.id, p.line, p.account, e.date, p.amount, CASE WHEN k = 0 AND p.line = 3 THEN 'VAT {LargeFrame.Percent} %' END
        FROM entry e CROSS JOIN LATERAL (
            SELECT 1 AS line, @receivable AS account, gross AS amount WHERE k = 0
            UNION ALL SELECT 2, @incomes[1 + i % array_length(@incomes, 1)], -net WHERE k = 0
            UNION ALL SELECT 3, @tax_payable, -tax WHERE k = 0
            UNION ALL SELECT 1, @bank, settled WHERE source = 'payment'
            UNION ALL SELECT 2, @receivable, -settled WHERE source = 'payment'
            UNION ALL SELECT 1, @payable, -billed WHERE source = 'bill'
            UNION ALL SELECT 2, @expenses[1 + i % array_length(@expenses, 1)], billed WHERE source = 'bill'
            UNION ALL SELECT 1, @bank, -bill_settled WHERE source = 'vendor_payment'
            UNION ALL SELECT 2, @payable, bill_settled WHERE source = 'vendor_payment'
            UNION ALL SELECT 1, @expenses[1 + i % array_length(@expenses, 1)], cost WHERE k = 2
            UNION ALL SELECT 2, @tax_receivable, cost_tax WHERE k = 2
            UNION ALL SELECT 3, @bank, -spent WHERE k = 2
            UNION ALL SELECT 1, @expenses[1 + (i * 7 + k * 13) % array_length(@expenses, 1)], total WHERE source = 'manual'
            UNION ALL SELECT 2, @others[1 + (i + k) % array_length(@others, 1)], -total WHERE source = 'manual') p
        ORDER BY i, k, p.line;

        WITH {Blocks}
        INSERT INTO statement_imports (
            organization_id, id, bank_account_id, file_name, file_hash, format, imported, duplicates, rejected_count, rejected, last_day, imported_at, state)
        SELECT @organization, {Import}, @bank_account, 'large-' || @from || '.csv', repeat('0', 64), 'csv',
            count(*) + count(*) FILTER (WHERE i % 10 = 3), 0, 0, '[]', max(day), max(day), 'imported'
        FROM block;

        WITH {Blocks}
        INSERT INTO bank_transactions (
            organization_id, id, bank_account_id, import_id, date, description, counterparty, fingerprint, occurrence, status, amount_currency, amount_minor, entry_id, postings)
        SELECT @organization, t.id, @bank_account, {Import}, day, t.description, 'Vendor ' || i % 500 + 1, t.id, 1, t.status, @currency, t.amount, t.entry, t.postings
        FROM block CROSS JOIN LATERAL (
            SELECT bank_line AS id, 'Card payment ' || i + 1 AS description, 'posted' AS status, -spent AS amount, {Id("day", "'002'", "i")} AS entry, 1 AS postings
            UNION ALL SELECT {Id("day", "'00f'", "i")}, 'Transfer ' || i + 1, 'unreviewed', cost, NULL, 0 WHERE i % 10 = 3) t;
        """;

    private static string Import => Id("@first", "'010'", "@from");

    // As of version 7: those of one day stand together in every index.
    private static string Id(string day, string kind, string number) =>
        $"(lpad(to_hex(extract(epoch FROM ({day})::timestamp)::bigint * 1000), 12, '0') || '7' || {kind} || '8' || @salt || lpad(to_hex(({number})::bigint), 12, '0'))::uuid";

    private static string Money(string minor) =>
        $"jsonb_build_object('value', round({minor} / 10::numeric ^ @exponent, @exponent)::text, 'currency', @currency)";
}
