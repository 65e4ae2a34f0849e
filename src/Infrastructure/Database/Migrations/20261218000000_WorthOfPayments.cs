using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Financbase.Infrastructure.Database.Migrations;

/// <summary>
/// A payment keeps what it was worth on its day, and a use of a payment to a vendor what of it went, so that what was owed on a day before a payment was
/// undone is told from the payment itself, whatever it was posted for.
/// </summary>
[DbContext(typeof(FinancbaseDbContext))]
[Migration("20261218000000_WorthOfPayments")]
public sealed class WorthOfPayments : Migration
{
    private static readonly string[] Read = ["journal_entries", "postings", "accounts", "posting_accounts", "customer_refunds"];
    private static readonly string[] Changed = ["payments", "allocations", "vendor_payments", "bill_allocations"];

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        foreach (var table in Read)
            migrationBuilder.Sql($"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY");
        foreach (var table in Changed)
            migrationBuilder.Sql($"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY, DISABLE TRIGGER unchanged");

        migrationBuilder.Sql(UsesOfVendorPayments);
        migrationBuilder.Sql(Worth("payments", "allocations", "payment_id", "payment", "receive", "receivable", -1, "customer_refunds"));
        migrationBuilder.Sql(Worth("vendor_payments", "bill_allocations", "vendor_payment_id", "vendor_payment", "pay", "payable", 1, ""));

        foreach (var table in Changed)
            migrationBuilder.Sql($"ALTER TABLE {table} FORCE ROW LEVEL SECURITY, ENABLE TRIGGER unchanged");
        foreach (var table in Read)
            migrationBuilder.Sql($"ALTER TABLE {table} FORCE ROW LEVEL SECURITY");
    }

    // What an entry of its own says of the rate is what the bill had more than the payment.
    private const string UsesOfVendorPayments = """
        ALTER TABLE bill_allocations DROP CONSTRAINT ck_bill_allocations_source,
            ADD CONSTRAINT ck_bill_allocations_source CHECK ((vendor_payment_id IS NULL) <> (vendor_credit_id IS NULL) AND (vendor_credit_id IS NULL OR credit_base_minor IS NOT NULL));
        UPDATE bill_allocations a SET credit_base_minor = a.base_minor - COALESCE((
            SELECT p.amount_minor FROM journal_entries e JOIN postings p ON p.organization_id = e.organization_id AND p.entry_id = e.id AND p.line = 1
            WHERE e.organization_id = a.organization_id AND e.source = 'vendor_payment' AND e.source_id = a.id AND e.source_kind = 'difference'), 0)
        FROM vendor_payments v JOIN organizations o ON o.id = v.organization_id
        WHERE v.organization_id = a.organization_id AND v.id = a.vendor_payment_id AND (v.currency = o.base_currency OR v.date < a.date);
        """;

    /// <summary>
    /// One that stands is worth what is left and what went. One that was undone is worth its amount in the base currency; in another one what its entry took from the control
    /// account, or, where it was posted for a bank line, as much as its uses say.
    /// </summary>
    private static string Worth(string payments, string uses, string key, string source, string kind, string role, int sign, string refunds) => $"""
        ALTER TABLE {payments} ADD COLUMN base_minor bigint CHECK (base_minor >= 0);
        UPDATE {payments} m SET base_minor = CASE
            WHEN m.currency = o.base_currency THEN m.amount_minor
            WHEN NOT m.is_undone THEN m.unallocated_base_minor
                + COALESCE((SELECT sum(COALESCE(a.credit_base_minor, a.base_minor)) FROM {uses} a WHERE a.organization_id = m.organization_id AND a.{key} = m.id AND NOT a.is_undone), 0)
                {(refunds == "" ? "" : $"+ COALESCE((SELECT sum(r.base_minor) FROM {refunds} r WHERE r.organization_id = m.organization_id AND r.{key} = m.id AND NOT r.is_undone), 0)")}
            ELSE COALESCE(
                (SELECT {sign} * sum(p.amount_minor) FROM journal_entries e JOIN postings p ON p.organization_id = e.organization_id AND p.entry_id = e.id AND p.account_id IN (
                    SELECT id FROM accounts WHERE organization_id = m.organization_id AND subtype = '{role}'
                    UNION SELECT account_id FROM posting_accounts WHERE organization_id = m.organization_id AND role = '{role}')
                 WHERE e.organization_id = m.organization_id AND e.source = '{source}' AND e.source_id = m.id AND e.source_kind = '{kind}')
                - COALESCE((SELECT sum(a.base_minor - a.credit_base_minor) FROM {uses} a WHERE a.organization_id = m.organization_id AND a.{key} = m.id AND a.date = m.date
                    AND NOT EXISTS (SELECT FROM journal_entries d WHERE d.organization_id = m.organization_id AND d.source = '{source}' AND d.source_id = a.id AND d.source_kind = 'difference')), 0),
                (SELECT round(sum(COALESCE(a.credit_base_minor, a.base_minor)) * m.amount_minor / NULLIF(sum(a.amount_minor), 0)) FROM {uses} a
                 WHERE a.organization_id = m.organization_id AND a.{key} = m.id), 0)
            END
        FROM organizations o WHERE o.id = m.organization_id;
        ALTER TABLE {payments} ALTER COLUMN base_minor SET NOT NULL;
        """;
}
