using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Financbase.Infrastructure.Database.Migrations;

/// <summary>Of which bills was told that they are due soon.</summary>
[DbContext(typeof(FinancbaseDbContext))]
[Migration("20261207040000_BillDueNotices")]
public sealed class BillDueNotices : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("""
            CREATE TABLE bill_due_notices (
                organization_id uuid NOT NULL,
                bill_id uuid NOT NULL,
                due_date date NOT NULL,
                told_at timestamptz NOT NULL,
                CONSTRAINT pk_bill_due_notices PRIMARY KEY (organization_id, bill_id, due_date),
                CONSTRAINT fk_bill_due_notices_bills FOREIGN KEY (organization_id, bill_id) REFERENCES bills);
            """);
        migrationBuilder.WallOff("bill_due_notices", app: "SELECT, INSERT");
    }
}
