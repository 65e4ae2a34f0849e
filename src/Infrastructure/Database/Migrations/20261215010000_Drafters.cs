using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Financbase.Infrastructure.Database.Migrations;

/// <summary>Who wrote a bill or an expense first stays known when others change it, and does not approve it either.</summary>
[DbContext(typeof(FinancbaseDbContext))]
[Migration("20261215010000_Drafters")]
public sealed class Drafters : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        ALTER TABLE bills ADD COLUMN drafted_by uuid;
        ALTER TABLE bills NO FORCE ROW LEVEL SECURITY, DISABLE TRIGGER unchanged;
        UPDATE bills SET drafted_by = entered_by WHERE entered_by IS NOT NULL;
        ALTER TABLE bills FORCE ROW LEVEL SECURITY, ENABLE TRIGGER unchanged, DROP CONSTRAINT ck_bills_duties,
            ADD CONSTRAINT ck_bills_duties CHECK (
                status <> 'approved' OR is_self_approved
                OR (decided_by IS NOT NULL AND decided_by IS DISTINCT FROM drafted_by AND decided_by IS DISTINCT FROM entered_by AND decided_by IS DISTINCT FROM received_by));

        ALTER TABLE expenses ADD COLUMN drafted_by uuid;
        ALTER TABLE expenses NO FORCE ROW LEVEL SECURITY, DISABLE TRIGGER unchanged;
        UPDATE expenses SET drafted_by = entered_by WHERE entered_by IS NOT NULL;
        ALTER TABLE expenses FORCE ROW LEVEL SECURITY, ENABLE TRIGGER unchanged, DROP CONSTRAINT ck_expenses_duties,
            ADD CONSTRAINT ck_expenses_duties CHECK (
                status NOT IN ('approved', 'reimbursed') OR is_self_approved
                OR (decided_by IS NOT NULL AND decided_by IS DISTINCT FROM drafted_by AND decided_by IS DISTINCT FROM entered_by
                    AND decided_by IS DISTINCT FROM submitted_by AND decided_by IS DISTINCT FROM person_id));
        """);
}
