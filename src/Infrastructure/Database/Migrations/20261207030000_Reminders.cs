using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Financbase.Infrastructure.Database.Migrations;

/// <summary>When customers are reminded of what is due, who is not, and which reminders were sent: each stage once for an invoice, whoever asks.</summary>
[DbContext(typeof(FinancbaseDbContext))]
[Migration("20261207030000_Reminders")]
public sealed class Reminders : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("""
            ALTER TABLE customers ADD COLUMN gets_reminders boolean NOT NULL DEFAULT true;

            CREATE TABLE reminder_policies (
                organization_id uuid NOT NULL CONSTRAINT fk_reminder_policies_organizations_organization_id REFERENCES organizations ON DELETE RESTRICT,
                stages jsonb NOT NULL,
                active_since date,
                CONSTRAINT pk_reminder_policies PRIMARY KEY (organization_id));

            CREATE TABLE invoice_reminders (
                organization_id uuid NOT NULL,
                invoice_id uuid NOT NULL,
                stage_days int NOT NULL CHECK (stage_days BETWEEN -60 AND 365),
                sent_at timestamptz NOT NULL DEFAULT app_now(),
                CONSTRAINT pk_invoice_reminders PRIMARY KEY (organization_id, invoice_id, stage_days),
                CONSTRAINT fk_invoice_reminders_invoices FOREIGN KEY (organization_id, invoice_id) REFERENCES invoices);
            """);
        migrationBuilder.WallOff("reminder_policies");
        migrationBuilder.WallOff("invoice_reminders", app: "SELECT, INSERT");
    }

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        DROP TABLE invoice_reminders, reminder_policies;
        ALTER TABLE customers DROP COLUMN gets_reminders
        """);
}
