using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Financbase.Infrastructure.Database.Migrations;

/// <summary>Why a reminder of an invoice could not be sent: kept, and told, once for each stage.</summary>
[DbContext(typeof(FinancbaseDbContext))]
[Migration("20261216010000_UnsentReminders")]
public sealed class UnsentReminders : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("""
            CREATE TABLE invoice_reminder_failures (
                organization_id uuid NOT NULL,
                invoice_id uuid NOT NULL,
                stage_days int NOT NULL CHECK (stage_days BETWEEN -60 AND 365),
                code varchar(100) NOT NULL,
                reason varchar(300) NOT NULL,
                tried_at timestamptz NOT NULL DEFAULT app_now(),
                CONSTRAINT pk_invoice_reminder_failures PRIMARY KEY (organization_id, invoice_id, stage_days),
                CONSTRAINT fk_invoice_reminder_failures_invoices FOREIGN KEY (organization_id, invoice_id) REFERENCES invoices);
            """);
        migrationBuilder.WallOff("invoice_reminder_failures", app: "SELECT, INSERT");
    }
}
