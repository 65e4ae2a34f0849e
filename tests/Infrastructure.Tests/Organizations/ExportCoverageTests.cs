using Financbase.Application.Organizations;
using Financbase.Infrastructure.Organizations;
using Financbase.Testing.Database;

namespace Financbase.Infrastructure.Tests.Organizations;

/// <summary>Owners download everything that their organization holds; what they do not get is written down here, and why.</summary>
public sealed class ExportCoverageTests
{
    private static readonly Dictionary<string, string> LeftOut = new()
    {
        ["account_months"] = "summed up from the postings",
        ["bank_account_totals"] = "counted from the lines",
        ["data_keys"] = "keys are nobody's to take along",
        ["document_links"] = "hashes of links that show a document; each time one was sent is an event",
        ["event_deliveries"] = "the product's own bookkeeping of events, which are told",
        ["imported_records"] = "which records a file added, for as long as that can be taken back; the records are told",
        ["idempotency_keys"] = "answers that were given already, kept for a day",
        ["budget_notices"] = "of which expenses was told that they came near a budget; that is an event",
        ["bill_due_notices"] = "of which bills was told that they are due soon; that is an event",
        ["invoice_overdue_notices"] = "of which invoices was told that they are overdue; that is an event",
        ["invoice_views"] = "on which days an invoice was looked at; that is an event",
        ["ledger_checks"] = "on which days the books were worked out anew; what was found is an event",
        ["notifications"] = "each member's own, not the organization's",
        ["organization_keys"] = "keys are nobody's to take along",
        ["organization_slugs"] = "earlier addresses, which only lead on",
        ["outgoing_mails"] = "letters to persons, on their way and forgotten after a month",
        ["postings"] = "told with their entry",
        ["role_permissions"] = "told with its role",
        ["security_events"] = "the platform's journal, with what was refused to people of other organizations",
        ["ubl_sources"] = "hashes and numbers of files that became invoices, which are told",
        ["statement_import_repeats"] = "which import repeated which line; the lines are told",
        ["statement_uploads"] = "files that wait for a decision, forgotten after a day",
        ["workflow_dedupe"] = "the engine's own bookkeeping",
        ["workflow_effects"] = "the engine's own bookkeeping; what was done stands in its own table",
        ["workflow_logs"] = "as long as all runs together; read run by run at /api/executions",
        ["workflow_quotas"] = "the platform's bound, set by its operators",
        ["workflow_quota_notices"] = "the engine's own bookkeeping; what was told is an event",
        ["workflow_ready"] = "the engine's queue",
        ["workflow_schedules"] = "worked out of the version, which is told",
        ["workflow_step_executions"] = "as long as all runs together; read run by run at /api/executions",
        ["workflow_steps"] = "worked out of the version, which is told",
        ["workflow_timers"] = "the engine's queue",
        ["workflow_signals"] = "the engine's queue",
        ["workflow_turns"] = "the engine's queue",
        ["workflow_waits"] = "the engine's queue",
        ["workflow_triggers"] = "worked out of the version, which is told",
    };

    [Test]
    public async Task Every_table_of_an_organization_is_in_the_export_or_left_out_for_a_reason()
    {
        await using var database = await TestDatabase.CreateAsync();
        var owned = (string[])(await database.ScalarAsync("""
            SELECT array_agg(c.relname::text) FROM pg_class c
            JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'organization_id' AND NOT a.attisdropped
            WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
            """))!;
        var told = ExportTable.All.Values.SelectMany(table => table.Sources).ToHashSet();

        owned.Length.ShouldBeGreaterThan(30);
        owned.Except(told).Except(LeftOut.Keys).ShouldBeEmpty("Tell it in ExportTable, or say here why not.");
        LeftOut.Keys.Except(owned).ShouldBeEmpty("There is no such table any more.");
        LeftOut.Keys.Intersect(told).ShouldBeEmpty("It is told after all.");
    }

    [Test]
    public void Each_part_that_is_offered_has_its_table() =>
        ExportParts.All.Select(part => part.Name).ShouldBe(ExportTable.All.Keys, ignoreOrder: true);
}
