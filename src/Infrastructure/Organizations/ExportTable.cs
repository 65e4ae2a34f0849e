using Financbase.Domain.SharedKernel;
using Financbase.Infrastructure.Banking;
using Financbase.Infrastructure.Encryption;
using Financbase.Infrastructure.Purchases;
using Financbase.Infrastructure.Sales;

namespace Financbase.Infrastructure.Organizations;

/// <summary>Where a list of the export comes from.</summary>
/// <param name="Name">Of the list.</param>
/// <param name="From">The table, called <c>t</c>, and what is joined to it.</param>
/// <param name="Columns">What is told of a row.</param>
internal sealed record ExportTable(string Name, string From, params IReadOnlyList<ExportColumn> Columns)
{
    /// <summary>Whose rows they are.</summary>
    public string Owner { get; init; } = "t.organization_id";

    /// <summary>Unique; rows come in its order.</summary>
    public string Key { get; init; } = "t.id";

    public string KeyType { get; init; } = "uuid";

    /// <summary>Rows that are held at a time; few where they are large.</summary>
    public int Batch { get; init; } = 1_000;

    /// <summary>Whose rows it tells.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [From.Split(' ')[0]];

    /// <summary>In place of <see cref="Key"/>, columns and their types that are unique together and stand in an index in this order.</summary>
    public IReadOnlyList<(string Column, string Type)> Keys { get; init; } = [];

    /// <summary>The rows of the organization {0} behind the key {1}, with one more than are wanted.</summary>
    public string Sql => $$"""
        SELECT {{(Keys.Count > 0 ? $"jsonb_build_array({Order})" : $"({Key})")}}::text AS key, ARRAY[{{string.Join(", ", Columns.Select(column => $"({column.Sql})::text"))}}] AS values FROM {{From}}
        WHERE {{Owner}} = {0} AND ({1}::text IS NULL OR {{Behind}})
        ORDER BY {{Order}} LIMIT {{Batch + 1}}
        """;

    private string Order => Keys.Count > 0 ? string.Join(", ", Keys.Select(key => key.Column)) : Key;

    private string Behind => Keys.Count > 0
        ? $"({Order}) > ({string.Join(", ", Keys.Select((key, place) => $"({{1}}::jsonb ->> {place})::{key.Type}"))})"
        : $"{Key} > {{1}}::{KeyType}";

    public static IReadOnlyDictionary<string, ExportTable> All { get; } = Tables().ToDictionary(table => table.Name);

    private static IEnumerable<ExportTable> Tables()
    {
        yield return new("organization", "organizations t",
            new("id"), new("slug"), new("name"), new("base_currency"), new("time_zone"), new("fiscal_year_start_month"), ExportColumn.Time("created_at"))
        { Owner = "t.id" };
        yield return new("members", "memberships t JOIN users u ON u.id = t.user_id",
            new("user_id"), new("email", "u.email"), new("role"), ExportColumn.Time("joined_at"))
        { Key = "t.user_id" };
        yield return new("roles", "roles t",
            new("key"), new("name"), new("description"), new("permissions", """
                (SELECT string_agg(p.permission, ' ' ORDER BY p.permission) FROM role_permissions p
                 WHERE p.organization_id = t.organization_id AND p.role_id = t.id)
                """), new("narrowed", """
                (SELECT jsonb_object_agg(p.permission, p."constraint") FROM role_permissions p
                 WHERE p.organization_id = t.organization_id AND p.role_id = t.id AND p."constraint" IS NOT NULL)
                """));
        yield return new("invitations", "invitations t",
            new("id"), new("email"), new("role"), ExportColumn.Time("sent_at"), ExportColumn.Time("accepted_at"), ExportColumn.Time("revoked_at"));
        yield return new("api-keys", "api_keys t JOIN users u ON u.id = t.created_by",
            new("name"), new("public_id"), new("scopes", "array_to_string(t.scopes, ' ')"), new("created_by", "u.email"),
            ExportColumn.Time("created_at"), ExportColumn.Time("expires_at"), ExportColumn.Time("revoked_at"), ExportColumn.Time("last_used_at"));
        yield return new("exceptions", "resource_grants t LEFT JOIN users u ON u.id = t.user_id LEFT JOIN users g ON g.id = t.granted_by",
            new("id"), new("member", "u.email"), new("role"), new("api_key_id"), new("permission"), new("resource_type"), new("resource_id"), new("effect"),
            new("granted_by", "g.email"), ExportColumn.Time("created_at"), ExportColumn.Time("expires_at"));
        yield return new("bank-accounts", "bank_accounts t",
            new("id"), new("name"), new("currency"), ExportColumn.Opened("iban", BankingSeals.Iban.Column), ExportColumn.Opened("number", BankingSeals.Number.Column),
            new("ledger_account_id"));
        yield return new("bank-imports", "statement_imports t",
            new("id"), new("bank_account_id"), new("file_name"), new("format"), new("state"), new("imported"), new("duplicates"), new("rejected_count"),
            ExportColumn.Time("imported_at"), ExportColumn.Time("undone_at"));
        yield return new("bank-transactions", "bank_transactions t",
            new("id"), new("bank_account_id"), new("date"), ExportColumn.Amount("amount"), new("currency", "t.amount_currency"), new("description"),
            new("counterparty"), new("reference"), new("status"), new("bank_id"), new("import_id"), new("entry_id"), new("is_matched"),
            new("counterpart_id"), new("reconciliation_id"));
        yield return new("bank-rules", "bank_rules t",
            new("id"), new("name"), new("priority"), new("conditions"), new("account_id"), new("memo"), new("is_automatic"), new("project_id"));
        yield return new("reconciliations", "reconciliations t",
            new("id"), new("bank_account_id"), new("through"), ExportColumn.Amount("closing_balance"), new("currency", "t.closing_balance_currency"), new("state"),
            ExportColumn.Time("started_at"), ExportColumn.Time("completed_at"));
        yield return new("accounts", "accounts t",
            new("id"), new("code"), new("name"), new("type"), new("subtype"), new("description"), new("is_archived"));
        yield return new("books", "books t", new ExportColumn("locked_through"), new("reserved_through")) { Key = "t.organization_id" };
        yield return new("posting-accounts", "posting_accounts t", new("role"), new("account_id")) { Key = "t.role", KeyType = "text" };
        yield return new("exchange-rates", "exchange_rates t", new("id"), new("currency"), new("date"), new("rate"));
        yield return new("journal-entries", "journal_entries t",
            new("id"), new("date"), new("memo"), new("source"), new("source_id"), new("source_kind"), new("reverses"), new("total_minor"), ExportColumn.Time("posted_at"), new("posted_by"), new("postings", """
                (SELECT jsonb_agg(jsonb_build_object('account_id', p.account_id, 'amount_minor', p.amount_minor, 'memo', p.memo, 'currency', p.currency, 'original_minor', p.original_minor, 'project_id', p.project_id) ORDER BY p.line) FROM postings p
                 WHERE p.organization_id = t.organization_id AND p.entry_id = t.id)
                """));
        yield return new("scheduled-entries", "scheduled_entries t",
            new("id"), new("name"), new("kind"), new("method"), new("from_account_id"), new("to_account_id"), new("total_minor"), new("starts_on"), new("months"),
            new("source_entry_id"), new("status"), new("posted"), new("next_on"), new("failure"));
        yield return new("journal-entry-tags", "journal_entry_tags t", new("entry_id"), new("tag")) { Keys = [("t.entry_id", "uuid"), ("t.tag_key", "text")] };
        yield return new("projects", "projects t", new("id"), new("code"), new("name"), new("customer_id"), new("is_archived"));
        yield return new("budgets", "budgets t", new("id"), new("name"), new("first_month"), new("threshold_percents"));
        yield return new("budget-lines", "budget_lines t", new("budget_id"), new("account_id"), new("month"), new("amount_minor"))
        { Keys = [("t.budget_id", "uuid"), ("t.account_id", "uuid"), ("t.month", "date")] };
        yield return new("tax-rates", "tax_rates t", new("id"), new("name"), new("category"), new("is_inclusive"), new("parts"), new("is_archived"));
        yield return new("customers", "customers t",
            new("id"), new("name"), new("email"), new("phone"), new("street"), new("postal_code"), new("city"), new("country"),
            ExportColumn.Opened("tax_id", SalesSeals.TaxId.Column), new("payment_days"), new("gets_reminders"), new("is_archived"));
        yield return new("issuer", "issuers t",
            new("street"), new("postal_code"), new("city"), new("country"), ExportColumn.Opened("tax_id", SalesSeals.IssuerTaxId.Column),
            ExportColumn.Opened("iban", SalesSeals.IssuerIban.Column), new("bic"))
        { Key = "t.organization_id" };
        yield return new("vendors", "vendors t",
            new("id"), new("name"), new("email"), new("phone"), new("street"), new("postal_code"), new("city"), new("country"),
            ExportColumn.Opened("tax_id", PurchaseSeals.TaxId.Column), ExportColumn.Opened("iban", PurchaseSeals.Iban.Column),
            ExportColumn.Opened("bic", PurchaseSeals.Bic.Column), new("payment_days"), new("account_id"), new("is_archived"));
        yield return new("bills", "bills t",
            new("id"), new("status"), new("vendor_id"), new("number"), new("bill_date"), new("due_date"), new("currency"), new("note"), new("net_minor"), new("tax_minor"),
            new("gross_minor"), new("open_minor"), new("taxes"), new("is_duplicate"), new("drafted_by"), new("entered_by"), new("received_by"), new("decided_by"), new("is_self_approved"),
            ExportColumn.Time("received_at"), ExportColumn.Time("decided_at"), new("reason"), new("posted_on"));
        yield return new("bill-lines", "bill_lines t",
            new("bill_id"), new("line"), new("description"), new("quantity"), new("unit_price"), new("discount_percent"), new("net_minor"), new("tax"), new("account_id"), new("project_id"))
        { Keys = [("t.bill_id", "uuid"), ("t.line", "int")] };
        yield return new("files", "files t", new("id"), new("media_type"), new("size"));
        yield return new("attachments", "attachments t",
            new("id"), new("document_kind"), new("document_id"), new("file_id"), new("name"), new("attached_by"), ExportColumn.Time("attached_at"));
        yield return new("notes", "notes t",
            new("id"), new("document_kind"), new("document_id"), new("text"), new("written_by"), ExportColumn.Time("written_at"));
        yield return new("vendor-payments", "vendor_payments t",
            new("id"), new("vendor_id"), new("date"), new("currency"), new("amount_minor"), new("unallocated_minor"), new("account_id"), new("reference"), new("is_undone"), new("undone_on"));
        yield return new("bill-allocations", "bill_allocations t",
            new("id"), new("bill_id"), new("vendor_payment_id"), new("vendor_credit_id"), new("date"), new("amount_minor"), new("is_undone"), new("undone_on"));
        yield return new("file-imports", "file_imports t",
            new("id"), new("kind"), new("file_name"), ExportColumn.Time("taken_at"), new("added"), new("changed"), new("skipped"), ExportColumn.Time("undone_at"));
        yield return new("payment-files", "payment_files t",
            new("id"), new("status"), new("bank_account_id"), new("execution_date"), new("message_id"), new("total_minor"), new("transfers"), new("prepared_by"),
            ExportColumn.Time("prepared_at"), ExportColumn.Time("ended_at"));
        yield return new("payment-file-bills", "payment_file_bills t",
            new("id"), new("payment_file_id"), new("line"), new("bill_id"), new("amount_minor"), new("is_live"), new("vendor_payment_id"));
        yield return new("expenses", "expenses t",
            new("id"), new("status"), new("spent_on"), new("payee"), new("vendor_id"), new("purpose"), new("account_id"), new("project_id"), new("tax_rate_id"), new("currency"),
            new("net_minor"), new("tax_minor"), new("gross_minor"), new("taxes"), new("paid_by"), new("money_account_id"), new("person_id"), new("owed_base_minor"), new("drafted_by"), new("entered_by"),
            new("submitted_by"), new("decided_by"), ExportColumn.Time("submitted_at"), ExportColumn.Time("decided_at"), new("is_self_approved"), new("posted_on"),
            new("reimbursements"), new("reason"));
        yield return new("vendor-credits", "vendor_credits t",
            new("id"), new("status"), new("vendor_id"), new("number"), new("credit_date"), new("currency"), new("note"), new("net_minor"), new("tax_minor"), new("gross_minor"),
            new("open_minor"), new("taxes"), new("posted_on"), new("reason"));
        yield return new("vendor-credit-lines", "vendor_credit_lines t",
            new("vendor_credit_id"), new("line"), new("description"), new("quantity"), new("unit_price"), new("discount_percent"), new("net_minor"), new("tax"), new("account_id"), new("project_id"))
        { Keys = [("t.vendor_credit_id", "uuid"), ("t.line", "int")] };
        yield return new("vendor-refunds", "vendor_refunds t",
            new("id"), new("vendor_credit_id"), new("date"), new("amount_minor"), new("account_id"), new("reference"), new("is_undone"), new("undone_on"));
        yield return new("items", "items t",
            new("id"), new("code"), new("name"), new("description"), new("unit_price"), new("unit"), new("tax_rate_id"), new("account_id"), new("is_archived"));
        yield return new("invoices", "invoices t",
            new("id"), new("kind"), new("status"), new("number"), new("customer_id"), new("issue_date"), new("due_date"), new("currency"), new("reference"), new("note"),
            ExportColumn.Opened("issued_by", SalesSeals.IssuedBy.Column), ExportColumn.Opened("bill_to", SalesSeals.BillTo.Column), new("net_minor"), new("tax_minor"), new("gross_minor"), new("open_minor"), new("written_off_minor"),
            new("taxes"), ExportColumn.Time("finalized_at"), new("credits_id"), new("posted_on"), new("gets_reminders"));
        yield return new("invoice-lines", "invoice_lines t",
            new("invoice_id"), new("line"), new("description"), new("quantity"), new("unit_price"), new("discount_percent"), new("net_minor"), new("tax"),
            new("account_id"), new("item_id"), new("project_id"))
        { Keys = [("t.invoice_id", "uuid"), ("t.line", "int")] };
        yield return new("quotes", "quotes t",
            new("id"), new("status"), new("number"), new("customer_id"), new("issue_date"), new("valid_until"), new("currency"), new("reference"), new("note"),
            ExportColumn.Opened("issued_by", SalesSeals.QuoteIssuedBy.Column), ExportColumn.Opened("bill_to", SalesSeals.QuoteBillTo.Column), new("net_minor"), new("tax_minor"),
            new("gross_minor"), new("taxes"), ExportColumn.Time("sent_at"), ExportColumn.Time("decided_at"), new("reason"), new("invoice_id"));
        yield return new("quote-lines", "quote_lines t",
            new("quote_id"), new("line"), new("description"), new("quantity"), new("unit_price"), new("discount_percent"), new("net_minor"), new("tax"),
            new("account_id"), new("item_id"), new("project_id"))
        { Keys = [("t.quote_id", "uuid"), ("t.line", "int")] };
        yield return new("reminder-policy", "reminder_policies t", new("stages"), new("active_since")) { Key = "t.organization_id" };
        yield return new("invoice-reminders", "invoice_reminders t", new("invoice_id"), new("stage_days"), ExportColumn.Time("sent_at"))
        { Keys = [("t.invoice_id", "uuid"), ("t.stage_days", "int")] };
        yield return new("invoice-reminder-failures", "invoice_reminder_failures t", new("invoice_id"), new("stage_days"), new("code"), new("reason"), ExportColumn.Time("tried_at"))
        { Keys = [("t.invoice_id", "uuid"), ("t.stage_days", "int")] };
        yield return new("recurring-invoices", "recurring_invoices t",
            new("id"), new("name"), new("customer_id"), new("currency"), new("schedule"), new("creates"), new("payment_days"), new("reference"), new("note"), new("status"),
            new("done_through"), new("next_on"), new("made"), new("gross_minor"), new("failure"));
        yield return new("recurring-invoice-lines", "recurring_invoice_lines t",
            new("recurring_invoice_id"), new("line"), new("description"), new("quantity"), new("unit_price"), new("discount_percent"), new("net_minor"), new("tax"),
            new("account_id"), new("item_id"), new("project_id"))
        { Keys = [("t.recurring_invoice_id", "uuid"), ("t.line", "int")] };
        yield return new("recurring-invoice-dates", "recurring_invoice_dates t", new("recurring_invoice_id"), new("date"), new("invoice_id"))
        { Keys = [("t.recurring_invoice_id", "uuid"), ("t.date", "date")] };
        yield return new("payments", "payments t",
            new("id"), new("customer_id"), new("date"), new("currency"), new("amount_minor"), new("unallocated_minor"), new("account_id"), new("reference"), new("is_undone"), new("undone_on"));
        yield return new("allocations", "allocations t",
            new("id"), new("invoice_id"), new("payment_id"), new("credit_note_id"), new("date"), new("amount_minor"), new("is_undone"), new("undone_on"));
        yield return new("customer-refunds", "customer_refunds t",
            new("id"), new("payment_id"), new("credit_note_id"), new("date"), new("amount_minor"), new("account_id"), new("reference"), new("is_undone"), new("undone_on"));
        yield return new("document-counters", "document_counters t", new("series"), new("fiscal_year"), new("last_number"))
        { Keys = [("t.series", "text"), ("t.fiscal_year", "int")] };
        yield return new("secrets", "organization_secrets t",
            new("name"), new("description"), ExportColumn.Time("set_at"), ExportColumn.Time("last_used_at"));
        yield return new("workflows", "workflows t",
            new("id"), new("name"), new("description"), new("status"), new("published_version"), ExportColumn.Time("created_at"), ExportColumn.Time("updated_at"),
            new("draft"))
        { Batch = 5 };
        yield return new("workflow-versions", "workflow_versions t",
            new("workflow_id"), new("number"), ExportColumn.Time("published_at"), new("definition"))
        {
            Keys = [("t.workflow_id", "uuid"), ("t.number", "int")],
            Batch = 5,
        };
        yield return new("approvals", "approvals t LEFT JOIN users u ON u.id = t.decided_by",
            new("id"), new("execution_id"), new("workflow_id"), new("approver"), new("title"), new("details"), new("status"),
            ExportColumn.Time("requested_at"), ExportColumn.Time("decided_at"), new("decided_by", "u.email"), new("comment"), new("answers"));
        yield return new("workflow-executions", "workflow_executions t",
            new("id"), new("workflow_id"), new("version"), new("status"), new("source"), new("event_id"), new("failed_step"),
            ExportColumn.Time("created_at"), ExportColumn.Time("started_at"), ExportColumn.Time("finished_at"));
        // What is not summed up yet belongs to the same numbers, and stays with them when it is summed up between two pages.
        yield return new("workflow-statistics", """
            (SELECT organization_id, day, workflow_id, outcome, bucket, sum(count)::bigint AS count, sum(duration_ms) AS duration_ms
             FROM (
                SELECT organization_id, day, workflow_id, outcome, bucket, count, duration_ms FROM workflow_tallies
                UNION ALL
                SELECT organization_id, day, workflow_id, outcome, bucket, count, duration_ms FROM workflow_tally_entries) every
             GROUP BY organization_id, day, workflow_id, outcome, bucket) t
            """,
            new("workflow_id"), new("day"), new("outcome"), new("bucket"), new("count"), new("duration_ms"))
        {
            Sources = ["workflow_tallies", "workflow_tally_entries"],
            Keys = [("t.day", "date"), ("t.workflow_id", "uuid"), ("t.outcome", "text"), ("t.bucket", "smallint")],
        };
        yield return new("jobs", "jobs t",
            new("id"), new("kind"), new("title"), new("subject"), new("state"), new("done"), new("total"), new("error"), new("note"), new("requested_by"),
            ExportColumn.Time("queued_at"), ExportColumn.Time("started_at"), ExportColumn.Time("finished_at"));
        yield return new("metrics", "metrics t", new("id"), ExportColumn.Time("at"), new("name"), new("value"), new("labels"));
        yield return new("events", "events t",
            new("id"), new("type"), new("version"), ExportColumn.Time("occurred_at"), new("origin"), new("caused_by"), new("data"))
        { Batch = 200 };
        yield return new("audit-log", "audit_logs t",
            new("id"), ExportColumn.Time("at"), new("actor_kind"), new("actor"), new("actor_name"), new("action"), new("target_kind"), new("target_id"),
            new("target_label"), new("summary"), new("changes"), new("address"))
        { Batch = 200 };
    }
}

/// <param name="Name">Its heading.</param>
/// <param name="Sql">Its value, as text.</param>
internal sealed record ExportColumn(string Name, string Sql)
{
    private const char Between = ' ';

    public ExportColumn(string name) : this(name, $"t.{name}")
    {
    }

    /// <summary>Stored sealed; its SQL is the value in hexadecimal.</summary>
    public SealedColumn? Seal { get; private init; }

    /// <summary>Its SQL is the minor units and the currency.</summary>
    public bool IsAmount { get; private init; }

    public static ExportColumn Time(string name) => new(name, $"""to_char(t.{name} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')""");

    public static ExportColumn Opened(string name, SealedColumn seal) => new(name, $"encode(t.{seal.Column}, 'hex')") { Seal = seal };

    public static ExportColumn Amount(string name) => new(name, $"t.{name}_minor || '{Between}' || t.{name}_currency") { IsAmount = true };

    public static string Money(string text)
    {
        var parts = text.Split(Between);
        return new Money(long.Parse(parts[0], System.Globalization.CultureInfo.InvariantCulture), Currency.Of(parts[1])).ToPlainString();
    }
}
