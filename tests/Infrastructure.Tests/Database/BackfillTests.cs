using Financbase.Infrastructure.Database;
using Financbase.Testing.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Financbase.Infrastructure.Tests.Database;

/// <summary>What a migration makes of rows that were written before it: each case is one more line of the table.</summary>
public sealed class BackfillTests
{
    private const string Organization = "00000000-0000-7000-8000-00000000000a";
    private const string Ann = "00000000-0000-7000-8000-0000000000a1";
    private const string Bob = "00000000-0000-7000-8000-0000000000b1";
    private const string One = "00000000-0000-7000-8000-000000000001";
    private const string Two = "00000000-0000-7000-8000-000000000002";
    private const string Three = "00000000-0000-7000-8000-000000000003";
    private const string Four = "00000000-0000-7000-8000-000000000004";

    private static readonly Backfill[] Cases =
    [
        new("BankAccountTotals",
            $"""
            INSERT INTO bank_accounts (organization_id, id, name, currency) VALUES ('{Organization}', '{One}', 'Main', 'EUR'), ('{Organization}', '{Two}', 'Empty', 'EUR');
            INSERT INTO statement_imports (organization_id, id, bank_account_id, file_name, file_hash, format, imported, duplicates, rejected_count, rejected, imported_at, state)
            VALUES ('{Organization}', '{Three}', '{One}', 'a', 'b', 'csv', 3, 0, 0, '[]', now(), 'imported');
            INSERT INTO bank_transactions (organization_id, id, bank_account_id, import_id, date, description, fingerprint, occurrence, status, amount_currency, amount_minor)
            SELECT '{Organization}', gen_random_uuid(), '{One}', '{Three}', DATE '2026-01-01' + n, 'x', gen_random_uuid(), 1, CASE WHEN n = 1 THEN 'reviewed' ELSE 'unreviewed' END, 'EUR', n * 100
            FROM generate_series(1, 3) n
            """,
            "SELECT string_agg(concat_ws(' ', right(bank_account_id::text, 1), lines, unreviewed, amount_minor), ', ') FROM bank_account_totals",
            "1 3 2 600"),
        new("WorkflowTallies",
            $"""
            INSERT INTO workflow_executions (organization_id, id, workflow_id, version, source, status, input, created_at, started_at, finished_at) VALUES
                ('{Organization}', '{One}', '{Four}', 1, 'api', 'succeeded', '{"{}"}', '2026-01-01 23:00Z', '2026-01-01 23:00Z', '2026-01-02 00:00:00.5Z'),
                ('{Organization}', '{Two}', '{Four}', 1, 'api', 'failed', '{"{}"}', '2026-01-01 10:00Z', '2026-01-01 10:00Z', '2026-01-01 10:00:01Z'),
                ('{Organization}', '{Three}', '{Four}', 1, 'api', 'waiting', '{"{}"}', '2026-01-01 11:00Z', '2026-01-01 11:00Z', NULL)
            """,
            "SELECT string_agg(concat_ws(' ', day, outcome, count, duration_ms), ', ' ORDER BY day, outcome) FROM workflow_tallies",
            "2026-01-01 failed 1 1000, 2026-01-01 started 3 0, 2026-01-02 succeeded 1 3600500"),
        new("Submitters",
            $"""
            INSERT INTO workflow_executions (organization_id, id, workflow_id, version, source, input, started_by) VALUES
                ('{Organization}', '{One}', '{Four}', 1, 'manual', '{"{}"}', '{Ann}'),
                ('{Organization}', '{Two}', '{Four}', 1, 'event', '{"{}"}', NULL);
            INSERT INTO approvals (organization_id, id, execution_id, address, workflow_id, approver, title, details, form, submitted_by) VALUES
                ('{Organization}', '{One}', '{One}', 'ask', '{Four}', 'owner', 'x', '', '[]', '{Bob}'),
                ('{Organization}', '{Two}', '{Two}', 'ask', '{Four}', 'owner', 'x', '', '[]', NULL)
            """,
            """
            SELECT (SELECT string_agg(submitters::text, ' ' ORDER BY id) FROM workflow_executions)
                || ', ' || (SELECT string_agg(submitters::text, ' ' ORDER BY id) FROM approvals)
            """,
            $$"""{{{Ann}}} {}, {{{Bob}}} {}"""),
        new("OwnWorkflows",
            $"""
            INSERT INTO workflows (organization_id, id, name, status, draft, revision, has_unpublished_changes, created_at, updated_at)
            SELECT '{Organization}', id::uuid, 'x', 'draft', '{"{}"}', 1, true, now(), now() FROM unnest(ARRAY['{One}', '{Two}', '{Three}', '{Four}']) id;
            INSERT INTO audit_logs (organization_id, id, at, actor_kind, actor, user_id, action, target_kind, target_id, changes, omitted, summary)
            SELECT '{Organization}', first_uuid_at(at), at, 'user', 'user:x', who::uuid, action, kind, target, '[]', 0, '{"{}"}'
            FROM (VALUES
                ('2026-01-01 10:00Z'::timestamptz, '{Ann}', 'workflow.create', 'workflow', '{One}'),
                ('2026-01-01 11:00Z', '{Bob}', 'workflow.save', 'workflow', '{One}'),
                ('2026-01-01 12:00Z', '{Bob}', 'workflow.import', 'workflow', '{Two}'),
                ('2026-01-01 13:00Z', '{Ann}', 'workflow.create', 'workflow', '{Two}'),
                ('2026-01-01 14:00Z', NULL, 'workflow.instantiate_template', 'workflow', '{Three}'),
                ('2026-01-01 15:00Z', '{Ann}', 'workflow.create', 'bank_account', '{Four}')) AS told (at, who, action, kind, target)
            """,
            "SELECT string_agg(right(id::text, 1) || ' ' || COALESCE(right(created_by::text, 2), 'nobody'), ', ' ORDER BY id) FROM workflows",
            "1 a1, 2 b1, 3 nobody, 4 nobody"),
        // In euros; what is left and what went; by its entry; by its uses. All but the first are worth 90.
        new("WorthOfPayments",
            $"""
            SET session_replication_role = replica;
            INSERT INTO accounts (organization_id, id, code, name, type, subtype, is_archived) VALUES ('{Organization}', '{Ann}', '1100', 'Receivables', 'asset', 'receivable', false);
            INSERT INTO payments (organization_id, id, customer_id, date, currency, amount_minor, unallocated_minor, unallocated_base_minor, account_id, is_undone, undone_on) VALUES
                ('{Organization}', '{One}', '{Ann}', '2026-01-01', 'EUR', 100, 0, 0, '{Bob}', true, '2026-01-09'),
                ('{Organization}', '{Two}', '{Ann}', '2026-01-01', 'USD', 100, 40, 36, '{Bob}', false, NULL),
                ('{Organization}', '{Three}', '{Ann}', '2026-01-01', 'USD', 100, 0, 0, '{Bob}', true, '2026-01-09'),
                ('{Organization}', '{Four}', '{Ann}', '2026-01-01', 'USD', 100, 0, 0, '{Bob}', true, '2026-01-09');
            INSERT INTO allocations (organization_id, id, invoice_id, payment_id, date, amount_minor, base_minor, credit_base_minor, is_undone, undone_on)
            SELECT '{Organization}', payment, '{Ann}', payment, '2026-01-01', 60, 50, 54, is_undone, CASE WHEN is_undone THEN DATE '2026-01-09' END
            FROM (VALUES ('{Two}'::uuid, false), ('{Three}', true), ('{Four}', true)) use (payment, is_undone);
            INSERT INTO vendor_payments (organization_id, id, vendor_id, date, currency, amount_minor, unallocated_minor, unallocated_base_minor, account_id, is_undone)
            VALUES ('{Organization}', '{One}', '{Ann}', '2026-01-01', 'USD', 100, 40, 36, '{Bob}', false);
            INSERT INTO bill_allocations (organization_id, id, bill_id, vendor_payment_id, date, amount_minor, base_minor, is_undone)
            VALUES ('{Organization}', '{Two}', '{Ann}', '{One}', '2026-01-05', 60, 50, false);
            INSERT INTO journal_entries (organization_id, id, date, memo, source, source_id, source_kind, lines, total_minor, posted_at) VALUES
                ('{Organization}', '{One}', '2026-01-01', '', 'payment', '{Three}', 'receive', 2, 86, now()), ('{Organization}', '{Two}', '2026-01-05', '', 'vendor_payment', '{Two}', 'difference', 2, 4, now());
            INSERT INTO postings (organization_id, entry_id, line, account_id, date, amount_minor) VALUES
                ('{Organization}', '{One}', 1, '{Bob}', '2026-01-01', 86), ('{Organization}', '{One}', 2, '{Ann}', '2026-01-01', -86),
                ('{Organization}', '{Two}', 1, '{Bob}', '2026-01-05', -4), ('{Organization}', '{Two}', 2, '{Ann}', '2026-01-05', 4)
            """,
            """
            SELECT (SELECT string_agg(base_minor::text, ' ' ORDER BY id) FROM payments)
                || ', ' || (SELECT string_agg(base_minor::text, ' ') FROM vendor_payments) || ' ' || (SELECT string_agg(credit_base_minor::text, ' ') FROM bill_allocations)
            """,
            "100 90 90 90, 90 54"),
        // With an entry, and worth nothing.
        new("PartsPaidBack",
            $"""
            SET session_replication_role = replica;
            INSERT INTO expenses (organization_id, id, status, spent_on, payee, account_id, currency, net_minor, tax_minor, gross_minor, taxes, paid_by, person_id, owed_base_minor,
                is_self_approved, reimbursement_id, reimbursed_on)
            SELECT '{Organization}', id, status, '2026-01-01', 'x', '{Ann}', 'EUR', 90, 0, 90, '[]', 'person', '{Ann}', CASE WHEN part IS NULL THEN 90 ELSE 0 END, true, part, CASE WHEN part IS NOT NULL THEN DATE '2026-01-05' END
            FROM (VALUES ('{One}'::uuid, 'reimbursed', '{Bob}'::uuid), ('{Two}', 'reimbursed', '{Ann}'), ('{Three}', 'approved', NULL)) old (id, status, part);
            INSERT INTO journal_entries (organization_id, id, date, memo, source, source_id, source_kind, lines, total_minor, posted_at)
            VALUES ('{Organization}', '{One}', '2026-01-05', '', 'expense', '{One}', 'repay-' || replace('{Bob}', '-', ''), 2, 90, now())
            """,
            "SELECT string_agg(concat_ws(' ', right(reimbursements -> 0 ->> 'id', 2), reimbursements -> 0 ->> 'date', reimbursements -> 0 ->> 'amountMinor', jsonb_array_length(reimbursements)), ', ' ORDER BY id) FROM expenses",
            "b1 2026-01-05 90 1, a1 2026-01-05 0 1, 0"),
    ];

    [TestCaseSource(nameof(Cases))]
    public async Task Rows_of_before_are_as_if_written_after(Backfill backfill)
    {
        await using var database = await TestDatabase.CreateEmptyAsync();
        await using var context = DesignTime.Create(database.Owner + ";Pooling=false");
        var all = context.Database.GetMigrations().ToList();
        var place = all.FindIndex(name => name.EndsWith($"_{backfill.Migration}", StringComparison.Ordinal));
        place.ShouldBePositive();
        var migrator = context.GetService<IMigrator>();
        await migrator.MigrateAsync(all[place - 1]);
        await database.ScalarAsync($"INSERT INTO organizations (id, slug, name, base_currency, created_at) VALUES ('{Organization}', 'old', 'Old', 'EUR', now())");
        await database.ScalarAsync(backfill.Before);

        await migrator.MigrateAsync(all[place]);

        (await database.ScalarAsync(backfill.Look)).ShouldBe(backfill.Expected);
        // And the way from there to today's shape.
        await Migrator.MigrateAsync(database.Owner + ";Pooling=false", default);
    }

    /// <param name="Migration">Its name, without the moment.</param>
    /// <param name="Before">Writes rows in the shape before it.</param>
    /// <param name="Look">Answers one text.</param>
    /// <param name="Expected">That text.</param>
    public sealed record Backfill(string Migration, string Before, string Look, string Expected)
    {
        public override string ToString() => Migration;
    }
}
