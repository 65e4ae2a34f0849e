using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Financbase.Infrastructure.Database.Migrations;

/// <summary>Templates of recurring invoices, and for which days invoices were made by them: one for each day at most, whoever asks.</summary>
[DbContext(typeof(FinancbaseDbContext))]
[Migration("20261207010000_RecurringInvoices")]
public sealed class RecurringInvoices : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("""
            CREATE TABLE recurring_invoices (
                organization_id uuid NOT NULL CONSTRAINT fk_recurring_invoices_organizations_organization_id REFERENCES organizations ON DELETE RESTRICT,
                id uuid NOT NULL,
                name varchar(100) NOT NULL,
                customer_id uuid NOT NULL,
                currency varchar(3) NOT NULL,
                schedule jsonb NOT NULL,
                creates text NOT NULL CHECK (creates IN ('draft', 'finalized', 'sent')),
                payment_days int CHECK (payment_days BETWEEN 0 AND 365),
                reference varchar(100),
                note varchar(2000),
                status text NOT NULL CHECK (status IN ('active', 'paused', 'ended')),
                done_through date,
                next_on date,
                made int NOT NULL CHECK (made >= 0),
                gross_minor bigint NOT NULL,
                failure_code varchar(100),
                failure varchar(500),
                CONSTRAINT pk_recurring_invoices PRIMARY KEY (organization_id, id),
                CONSTRAINT fk_recurring_invoices_customers_organization_id_customer_id FOREIGN KEY (organization_id, customer_id) REFERENCES customers ON DELETE RESTRICT,
                CONSTRAINT ck_recurring_invoices_next CHECK (next_on IS NULL OR status = 'active' AND (done_through IS NULL OR next_on > done_through)),
                CONSTRAINT ck_recurring_invoices_failure CHECK ((failure IS NULL) = (failure_code IS NULL)));
            CREATE INDEX ix_recurring_invoices_name ON recurring_invoices (organization_id, name, id);
            CREATE INDEX ix_recurring_invoices_next ON recurring_invoices (organization_id, next_on) WHERE next_on IS NOT NULL;
            CREATE INDEX ix_recurring_invoices_customer ON recurring_invoices (organization_id, customer_id);

            CREATE TABLE recurring_invoice_dates (
                organization_id uuid NOT NULL,
                recurring_invoice_id uuid NOT NULL,
                date date NOT NULL,
                invoice_id uuid,
                CONSTRAINT pk_recurring_invoice_dates PRIMARY KEY (organization_id, recurring_invoice_id, date),
                CONSTRAINT fk_recurring_invoice_dates_templates FOREIGN KEY (organization_id, recurring_invoice_id) REFERENCES recurring_invoices,
                CONSTRAINT fk_recurring_invoice_dates_invoices FOREIGN KEY (organization_id, invoice_id) REFERENCES invoices ON DELETE SET NULL (invoice_id));
            CREATE INDEX ix_recurring_invoice_dates_invoice ON recurring_invoice_dates (organization_id, invoice_id) WHERE invoice_id IS NOT NULL;
            """);
        migrationBuilder.WallOff("recurring_invoices");
        migrationBuilder.MakeLines("recurring_invoice_lines", "recurring_invoice_id", "recurring_invoices");
        migrationBuilder.WallOff("recurring_invoice_dates", app: "SELECT, INSERT");
    }

    protected override void Down(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql("DROP TABLE recurring_invoice_dates, recurring_invoice_lines, recurring_invoices");
}
