using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Financbase.Infrastructure.Database.Migrations;

/// <summary>
/// Invoices and credit notes. Refused here, whoever writes: a change of what has a number, a number twice, and more open than
/// there ever was to pay.
/// </summary>
[DbContext(typeof(FinancbaseDbContext))]
[Migration("20261201030000_Invoices")]
public sealed class Invoices : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(Tables);
        migrationBuilder.WallOff("document_counters", app: "SELECT, INSERT, UPDATE");
        migrationBuilder.WallOff("invoices");
        migrationBuilder.WallOff("invoice_lines", app: "SELECT, INSERT, DELETE");
        migrationBuilder.Sql(Unchanged);
    }

    private const string Tables = """
        CREATE TABLE document_counters (
            organization_id uuid NOT NULL CONSTRAINT fk_document_counters_organizations_organization_id REFERENCES organizations ON DELETE RESTRICT,
            series text NOT NULL,
            fiscal_year int NOT NULL,
            last_number int NOT NULL CHECK (last_number > 0),
            CONSTRAINT pk_document_counters PRIMARY KEY (organization_id, series, fiscal_year));

        CREATE TABLE invoices (
            organization_id uuid NOT NULL CONSTRAINT fk_invoices_organizations_organization_id REFERENCES organizations ON DELETE RESTRICT,
            id uuid NOT NULL,
            kind text NOT NULL CHECK (kind IN ('invoice', 'credit_note')),
            status text NOT NULL CHECK (status IN ('draft', 'finalized', 'sent', 'void')),
            customer_id uuid NOT NULL,
            issue_date date NOT NULL,
            due_date date NOT NULL,
            currency varchar(3) NOT NULL,
            reference varchar(100),
            note varchar(2000),
            number varchar(40),
            fiscal_year int,
            sequence int,
            bill_to_sealed bytea,
            net_minor bigint NOT NULL,
            tax_minor bigint NOT NULL,
            gross_minor bigint NOT NULL,
            open_minor bigint NOT NULL,
            written_off_minor bigint NOT NULL,
            open_base_minor bigint NOT NULL,
            taxes jsonb NOT NULL,
            finalized_at timestamptz,
            credits_id uuid,
            CONSTRAINT pk_invoices PRIMARY KEY (organization_id, id),
            CONSTRAINT fk_invoices_customers_organization_id_customer_id FOREIGN KEY (organization_id, customer_id) REFERENCES customers,
            CONSTRAINT fk_invoices_invoices_organization_id_credits_id FOREIGN KEY (organization_id, credits_id) REFERENCES invoices,
            CONSTRAINT ck_invoices_due CHECK (due_date >= issue_date),
            CONSTRAINT ck_invoices_gross CHECK (gross_minor = net_minor + tax_minor),
            CONSTRAINT ck_invoices_number CHECK ((number IS NULL) = (status = 'draft') AND (number IS NULL) = (sequence IS NULL) AND (number IS NULL) = (fiscal_year IS NULL)),
            CONSTRAINT ck_invoices_open CHECK (open_minor >= 0 AND open_minor <= CASE WHEN status IN ('draft', 'void') THEN 0 ELSE gross_minor END),
            CONSTRAINT ck_invoices_written_off CHECK (written_off_minor >= 0 AND open_minor + written_off_minor <= GREATEST(gross_minor, 0)),
            CONSTRAINT ck_invoices_open_base CHECK (open_base_minor >= 0 AND (open_minor > 0 OR open_base_minor = 0)));
        CREATE UNIQUE INDEX ux_invoices_number ON invoices (organization_id, number) WHERE number IS NOT NULL;
        CREATE UNIQUE INDEX ux_invoices_sequence ON invoices (organization_id, kind, fiscal_year, sequence) WHERE sequence IS NOT NULL;
        CREATE INDEX ix_invoices_issue_date ON invoices (organization_id, kind, issue_date, id);
        CREATE INDEX ix_invoices_due_date ON invoices (organization_id, kind, due_date, id);
        CREATE INDEX ix_invoices_customer ON invoices (organization_id, customer_id, issue_date);
        CREATE INDEX ix_invoices_open ON invoices (organization_id, customer_id, due_date) INCLUDE (kind, open_minor, open_base_minor) WHERE open_minor > 0;
        CREATE INDEX ix_invoices_credits ON invoices (organization_id, credits_id) WHERE credits_id IS NOT NULL;

        CREATE TABLE invoice_lines (
            organization_id uuid NOT NULL,
            invoice_id uuid NOT NULL,
            line int NOT NULL CHECK (line > 0),
            description varchar(1000) NOT NULL,
            quantity numeric(19,6) NOT NULL,
            unit_price numeric(19,6) NOT NULL,
            discount_percent numeric(9,6) NOT NULL CHECK (discount_percent BETWEEN 0 AND 100),
            net_minor bigint NOT NULL,
            tax_rate_id uuid,
            tax jsonb,
            account_id uuid,
            item_id uuid,
            CONSTRAINT pk_invoice_lines PRIMARY KEY (organization_id, invoice_id, line),
            CONSTRAINT ck_invoice_lines_tax CHECK ((tax IS NULL) = (tax_rate_id IS NULL)),
            CONSTRAINT fk_invoice_lines_invoices FOREIGN KEY (organization_id, invoice_id) REFERENCES invoices,
            CONSTRAINT fk_invoice_lines_tax_rates FOREIGN KEY (organization_id, tax_rate_id) REFERENCES tax_rates,
            CONSTRAINT fk_invoice_lines_accounts FOREIGN KEY (organization_id, account_id) REFERENCES accounts,
            CONSTRAINT fk_invoice_lines_items FOREIGN KEY (organization_id, item_id) REFERENCES items);
        CREATE INDEX ix_invoice_lines_tax_rate ON invoice_lines (organization_id, tax_rate_id) WHERE tax_rate_id IS NOT NULL;
        CREATE INDEX ix_invoice_lines_item ON invoice_lines (organization_id, item_id) WHERE item_id IS NOT NULL;
        CREATE INDEX ix_invoice_lines_account ON invoice_lines (organization_id, account_id) WHERE account_id IS NOT NULL;
        """;

    // What is still owed changes with each payment, and how far a document is; sealed values are sealed anew when keys change.
    private const string Unchanged = """
        CREATE FUNCTION refuse_change_of_document() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
        BEGIN
            IF OLD.number IS NULL OR EXISTS (SELECT FROM organizations WHERE id = OLD.organization_id AND state = 'erased') THEN
                RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
            END IF;
            IF TG_OP = 'DELETE' OR OLD.status = 'void'
                OR (to_jsonb(NEW) - '{status,open_minor,written_off_minor,open_base_minor,bill_to_sealed}'::text[])
                    IS DISTINCT FROM (to_jsonb(OLD) - '{status,open_minor,written_off_minor,open_base_minor,bill_to_sealed}'::text[]) THEN
                RAISE EXCEPTION 'a finalised document is never changed' USING ERRCODE = 'check_violation', CONSTRAINT = 'ck_invoices_unchanged';
            END IF;
            RETURN NEW;
        END $$;
        CREATE TRIGGER unchanged BEFORE UPDATE OR DELETE ON invoices FOR EACH ROW EXECUTE FUNCTION refuse_change_of_document();

        CREATE FUNCTION refuse_change_of_document_lines() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
        BEGIN
            IF EXISTS (
                SELECT FROM (SELECT DISTINCT organization_id, invoice_id FROM touched) t
                JOIN invoices i ON i.organization_id = t.organization_id AND i.id = t.invoice_id
                JOIN organizations o ON o.id = i.organization_id
                WHERE i.number IS NOT NULL AND o.state <> 'erased') THEN
                RAISE EXCEPTION 'a finalised document is never changed' USING ERRCODE = 'check_violation', CONSTRAINT = 'ck_invoices_unchanged';
            END IF;
            RETURN NULL;
        END $$;
        CREATE TRIGGER unchanged_by_insert AFTER INSERT ON invoice_lines REFERENCING NEW TABLE AS touched
            FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_document_lines();
        CREATE TRIGGER unchanged_by_update AFTER UPDATE ON invoice_lines REFERENCING OLD TABLE AS touched
            FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_document_lines();
        CREATE TRIGGER unchanged_by_delete AFTER DELETE ON invoice_lines REFERENCING OLD TABLE AS touched
            FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_document_lines();
        """;
}
