using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Financbase.Infrastructure.Database.Migrations;

/// <summary>Payments and what they were used for, and of which invoices was told that they are overdue.</summary>
[DbContext(typeof(FinancbaseDbContext))]
[Migration("20261201050000_Payments")]
public sealed class Payments : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("""
            CREATE TABLE payments (
                organization_id uuid NOT NULL CONSTRAINT fk_payments_organizations_organization_id REFERENCES organizations ON DELETE RESTRICT,
                id uuid NOT NULL,
                customer_id uuid NOT NULL,
                date date NOT NULL,
                currency varchar(3) NOT NULL,
                amount_minor bigint NOT NULL CHECK (amount_minor > 0),
                unallocated_minor bigint NOT NULL,
                unallocated_base_minor bigint NOT NULL,
                account_id uuid NOT NULL,
                reference varchar(100),
                is_undone boolean NOT NULL,
                CONSTRAINT pk_payments PRIMARY KEY (organization_id, id),
                CONSTRAINT fk_payments_customers_organization_id_customer_id FOREIGN KEY (organization_id, customer_id) REFERENCES customers,
                CONSTRAINT fk_payments_accounts_organization_id_account_id FOREIGN KEY (organization_id, account_id) REFERENCES accounts,
                CONSTRAINT ck_payments_unallocated CHECK (unallocated_minor >= 0 AND unallocated_minor <= CASE WHEN is_undone THEN 0 ELSE amount_minor END),
                CONSTRAINT ck_payments_unallocated_base CHECK (unallocated_base_minor >= 0 AND (unallocated_minor > 0 OR unallocated_base_minor = 0)));
            CREATE INDEX ix_payments_date ON payments (organization_id, date, id);
            CREATE INDEX ix_payments_customer ON payments (organization_id, customer_id, date);
            CREATE INDEX ix_payments_account ON payments (organization_id, account_id);
            CREATE INDEX ix_payments_unallocated ON payments (organization_id, customer_id) INCLUDE (unallocated_base_minor) WHERE unallocated_minor > 0;

            CREATE TABLE allocations (
                organization_id uuid NOT NULL CONSTRAINT fk_allocations_organizations_organization_id REFERENCES organizations ON DELETE RESTRICT,
                id uuid NOT NULL,
                invoice_id uuid NOT NULL,
                payment_id uuid,
                credit_note_id uuid,
                date date NOT NULL,
                amount_minor bigint NOT NULL CHECK (amount_minor > 0),
                base_minor bigint NOT NULL CHECK (base_minor >= 0),
                is_undone boolean NOT NULL,
                CONSTRAINT pk_allocations PRIMARY KEY (organization_id, id),
                CONSTRAINT ck_allocations_source CHECK ((payment_id IS NULL) <> (credit_note_id IS NULL)),
                CONSTRAINT fk_allocations_invoices_organization_id_invoice_id FOREIGN KEY (organization_id, invoice_id) REFERENCES invoices,
                CONSTRAINT fk_allocations_payments_organization_id_payment_id FOREIGN KEY (organization_id, payment_id) REFERENCES payments,
                CONSTRAINT fk_allocations_invoices_organization_id_credit_note_id FOREIGN KEY (organization_id, credit_note_id) REFERENCES invoices);
            CREATE INDEX ix_allocations_invoice ON allocations (organization_id, invoice_id);
            CREATE INDEX ix_allocations_payment ON allocations (organization_id, payment_id);
            CREATE INDEX ix_allocations_credit_note ON allocations (organization_id, credit_note_id);

            CREATE TABLE invoice_overdue_notices (
                organization_id uuid NOT NULL,
                invoice_id uuid NOT NULL,
                due_date date NOT NULL,
                told_at timestamptz NOT NULL,
                CONSTRAINT pk_invoice_overdue_notices PRIMARY KEY (organization_id, invoice_id, due_date),
                CONSTRAINT fk_invoice_overdue_notices_invoices FOREIGN KEY (organization_id, invoice_id) REFERENCES invoices);
            """);
        migrationBuilder.WallOff("payments", app: "SELECT, INSERT, UPDATE");
        migrationBuilder.WallOff("allocations", app: "SELECT, INSERT, UPDATE");
        migrationBuilder.WallOff("invoice_overdue_notices", app: "SELECT, INSERT");
        migrationBuilder.Sql("""
            CREATE FUNCTION refuse_change_of_payment() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
            BEGIN
                IF EXISTS (SELECT FROM organizations WHERE id = OLD.organization_id AND state = 'erased') THEN
                    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
                END IF;
                IF TG_OP = 'DELETE' OR OLD.is_undone
                    OR (to_jsonb(NEW) - '{is_undone,unallocated_minor,unallocated_base_minor}'::text[])
                        IS DISTINCT FROM (to_jsonb(OLD) - '{is_undone,unallocated_minor,unallocated_base_minor}'::text[]) THEN
                    RAISE EXCEPTION '% are never changed: undo the payment', TG_TABLE_NAME USING ERRCODE = 'check_violation', CONSTRAINT = 'ck_payments_unchanged';
                END IF;
                RETURN NEW;
            END $$;
            CREATE TRIGGER unchanged BEFORE UPDATE OR DELETE ON payments FOR EACH ROW EXECUTE FUNCTION refuse_change_of_payment();
            CREATE TRIGGER unchanged BEFORE UPDATE OR DELETE ON allocations FOR EACH ROW EXECUTE FUNCTION refuse_change_of_payment();
            """);
    }
}
