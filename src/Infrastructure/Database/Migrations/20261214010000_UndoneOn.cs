using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Financbase.Infrastructure.Database.Migrations;

/// <summary>
/// Payments and what they and credits were used for keep the day from which on they do not count, so what was open on a day before is known. Of what was undone
/// before, that day is read from the entries; a use that has none never counted.
/// </summary>
[DbContext(typeof(FinancbaseDbContext))]
[Migration("20261214010000_UndoneOn")]
public sealed class UndoneOn : Migration
{
    private static readonly string[] Tables = ["payments", "allocations", "vendor_payments", "bill_allocations", "vendor_refunds"];

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        foreach (var table in Tables)
            migrationBuilder.Sql($"ALTER TABLE {table} ADD COLUMN undone_on date, DISABLE TRIGGER unchanged;");
        Fill(migrationBuilder, "payments", "payment", "t.id", "'receive'");
        Fill(migrationBuilder, "vendor_payments", "vendor_payment", "t.id", "'pay'");
        Fill(migrationBuilder, "allocations", "payment", "t.payment_id", "'receive'");
        Fill(migrationBuilder, "bill_allocations", "vendor_payment", "t.vendor_payment_id", "'pay'");
        Fill(migrationBuilder, "allocations", "payment", "t.id", "'difference'");
        Fill(migrationBuilder, "bill_allocations", "vendor_payment", "t.id", "'difference'");
        Fill(migrationBuilder, "vendor_refunds", "vendor_credit", "t.vendor_credit_id", "'refund-' || replace(t.id::text, '-', '')");
        foreach (var table in Tables)
        {
            migrationBuilder.Sql($"""
                UPDATE {table} SET undone_on = date WHERE is_undone AND undone_on IS NULL;
                ALTER TABLE {table} ENABLE TRIGGER unchanged, ADD CONSTRAINT ck_{table}_undone CHECK (is_undone = (undone_on IS NOT NULL) AND undone_on >= date);
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
        migrationBuilder.Sql("""
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
            """);
    }

    private static void Fill(MigrationBuilder migrationBuilder, string table, string source, string id, string kind) => migrationBuilder.Sql($"""
        UPDATE {table} t SET undone_on = GREATEST(t.date, r.date)
        FROM journal_entries e JOIN journal_entries r ON r.organization_id = e.organization_id AND r.reverses = e.id
        WHERE t.is_undone AND t.undone_on IS NULL AND e.organization_id = t.organization_id AND e.source = '{source}' AND e.source_id = {id} AND e.source_kind = {kind};
        """);
}
