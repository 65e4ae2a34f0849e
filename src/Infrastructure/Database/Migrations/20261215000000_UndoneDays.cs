using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Financbase.Infrastructure.Database.Migrations;

/// <summary>
/// Payments, and the use of them and of credits, say themselves on which day they were undone: until then they count, on the cash basis and in what was open on a day. What was undone
/// before says so as well: the payments by the reversals of their entries, the rest by its own day.
/// </summary>
[DbContext(typeof(FinancbaseDbContext))]
[Migration("20261215000000_UndoneDays")]
public sealed class UndoneDays : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        foreach (var (table, payment, source) in new[] { ("payments", "t.id", "payment"), ("vendor_payments", "t.id", "vendor_payment"), ("allocations", "t.payment_id", "payment"), ("bill_allocations", "t.vendor_payment_id", "vendor_payment"), ("vendor_refunds", "NULL::uuid", "") })
        {
            migrationBuilder.Sql($"""
                ALTER TABLE {table} ADD COLUMN undone_on date;
                ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY, DISABLE TRIGGER unchanged;
                ALTER TABLE journal_entries NO FORCE ROW LEVEL SECURITY;
                UPDATE {table} t SET undone_on = GREATEST(t.date, (
                    SELECT r.date FROM journal_entries e JOIN journal_entries r ON r.organization_id = e.organization_id AND r.reverses = e.id
                    WHERE e.organization_id = t.organization_id AND e.source = '{source}' AND e.source_id = {payment} AND e.source_kind IN ('receive', 'pay')))
                WHERE is_undone;
                ALTER TABLE journal_entries FORCE ROW LEVEL SECURITY;
                ALTER TABLE {table} FORCE ROW LEVEL SECURITY, ENABLE TRIGGER unchanged,
                    ADD CONSTRAINT ck_{table}_undone CHECK ((undone_on IS NOT NULL) = is_undone AND undone_on >= date);
                """);
        }

        migrationBuilder.Sql("""
            DROP INDEX ix_allocations_undone, ix_bill_allocations_undone;
            CREATE INDEX ix_allocations_undone ON allocations (organization_id, undone_on) WHERE is_undone;
            CREATE INDEX ix_bill_allocations_undone ON bill_allocations (organization_id, undone_on) WHERE is_undone;
            CREATE INDEX ix_payments_undone ON payments (organization_id, undone_on) WHERE is_undone;
            CREATE INDEX ix_vendor_payments_undone ON vendor_payments (organization_id, undone_on) WHERE is_undone;
            CREATE INDEX ix_vendor_refunds_date ON vendor_refunds (organization_id, date);
            """);
        migrationBuilder.Sql(Unchanged);
    }

    private const string Unchanged = """
        CREATE OR REPLACE FUNCTION refuse_change_of_payment() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
        BEGIN
            IF EXISTS (SELECT FROM organizations WHERE id = OLD.organization_id AND state = 'erased') THEN
                RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
            END IF;
            IF TG_OP = 'DELETE' OR OLD.is_undone
                OR (to_jsonb(NEW) - '{is_undone,undone_on,unallocated_minor,unallocated_base_minor}'::text[])
                    IS DISTINCT FROM (to_jsonb(OLD) - '{is_undone,undone_on,unallocated_minor,unallocated_base_minor}'::text[]) THEN
                RAISE EXCEPTION '% are never changed: undo the payment', TG_TABLE_NAME USING ERRCODE = 'check_violation',
                    CONSTRAINT = CASE WHEN TG_TABLE_NAME IN ('payments', 'allocations') THEN 'ck_payments_unchanged' ELSE 'ck_vendor_payments_unchanged' END;
            END IF;
            RETURN NEW;
        END $$;
        """;
}
