using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Financbase.Infrastructure.Database.Migrations;

/// <summary>Invoices that were open before these books have another program's number, no place in a series of ours, and the day as of which they moved in.</summary>
[DbContext(typeof(FinancbaseDbContext))]
[Migration("20261212000000_OpenDocuments")]
public sealed class OpenDocuments : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        ALTER TABLE invoices ADD COLUMN posted_on date, ADD COLUMN gets_reminders boolean NOT NULL DEFAULT true;
        ALTER TABLE invoices DROP CONSTRAINT ck_invoices_number, ADD CONSTRAINT ck_invoices_number CHECK (
            (number IS NULL) = (status = 'draft') AND (sequence IS NULL) = (number IS NULL OR posted_on IS NOT NULL) AND (fiscal_year IS NULL) = (sequence IS NULL));
        ALTER TABLE invoices ADD CONSTRAINT ck_invoices_posted_on CHECK (posted_on >= issue_date AND number IS NOT NULL AND kind = 'invoice' OR posted_on IS NULL);
        DROP INDEX ux_invoices_number;
        CREATE UNIQUE INDEX ux_invoices_number ON invoices (organization_id, number) WHERE number IS NOT NULL AND NOT (status = 'void' AND posted_on IS NOT NULL);
        """);
}
