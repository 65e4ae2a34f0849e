using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Financbase.Infrastructure.Database.Migrations;

/// <summary>An expense may be paid back in parts, which are kept with it. What was paid back before is one part.</summary>
[DbContext(typeof(FinancbaseDbContext))]
[Migration("20261220000000_PartsPaidBack")]
public sealed class PartsPaidBack : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(Parts);
        migrationBuilder.Sql(Unchanged);
    }

    // What is worth nothing has no entry. The grants of a table hold for its new columns.
    private const string Parts = """
        ALTER TABLE expenses ADD COLUMN reimbursements jsonb NOT NULL DEFAULT '[]';
        ALTER TABLE expenses NO FORCE ROW LEVEL SECURITY, DISABLE TRIGGER unchanged;
        ALTER TABLE journal_entries NO FORCE ROW LEVEL SECURITY;
        UPDATE expenses x SET reimbursements = jsonb_build_array(jsonb_build_object('id', x.reimbursement_id, 'date', x.reimbursed_on, 'amountMinor', COALESCE((
            SELECT e.total_minor FROM journal_entries e
            WHERE e.organization_id = x.organization_id AND e.source = 'expense' AND e.source_id = x.id
                AND e.source_kind = 'repay-' || replace(x.reimbursement_id::text, '-', '')), 0)))
        WHERE x.reimbursement_id IS NOT NULL;
        ALTER TABLE journal_entries FORCE ROW LEVEL SECURITY;
        ALTER TABLE expenses FORCE ROW LEVEL SECURITY, ENABLE TRIGGER unchanged,
            ALTER COLUMN reimbursements DROP DEFAULT,
            DROP CONSTRAINT ck_expenses_reimbursed, DROP COLUMN reimbursement_id, DROP COLUMN reimbursed_on,
            ADD CONSTRAINT ck_expenses_reimbursed CHECK (CASE status
                WHEN 'reimbursed' THEN reimbursements <> '[]' AND owed_base_minor = 0 AND paid_by = 'person'
                WHEN 'approved' THEN reimbursements = '[]' OR paid_by = 'person'
                ELSE reimbursements = '[]' END);
        """;

    // Being paid back comes and goes; void is the end.
    private const string Unchanged = """
        CREATE OR REPLACE FUNCTION refuse_change_of_expense() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
        BEGIN
            IF OLD.status NOT IN ('approved', 'reimbursed', 'void') OR EXISTS (SELECT FROM organizations WHERE id = OLD.organization_id AND state = 'erased') THEN
                RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
            END IF;
            IF TG_OP = 'DELETE' OR OLD.status = 'void' OR NEW.status NOT IN ('approved', 'reimbursed', 'void')
                OR (to_jsonb(NEW) - '{status,owed_base_minor,reimbursements,reason}'::text[])
                    IS DISTINCT FROM (to_jsonb(OLD) - '{status,owed_base_minor,reimbursements,reason}'::text[]) THEN
                RAISE EXCEPTION 'an approved expense is never changed' USING ERRCODE = 'check_violation', CONSTRAINT = 'ck_expenses_unchanged';
            END IF;
            RETURN NEW;
        END $$;
        """;
}
