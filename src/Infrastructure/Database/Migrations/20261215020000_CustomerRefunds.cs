using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Financbase.Infrastructure.Database.Migrations;

/// <summary>
/// What was paid back to customers, and what each use took of a payment or credit note, so that it is taken back alone. Of uses from before that is known but where the rate
/// changed and the difference is a part of the payment's entry.
/// </summary>
[DbContext(typeof(FinancbaseDbContext))]
[Migration("20261215020000_CustomerRefunds")]
public sealed class CustomerRefunds : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(Tables);
        migrationBuilder.WallOff("customer_refunds", app: "SELECT, INSERT, UPDATE");
        migrationBuilder.Sql(Unchanged);
    }

    private const string Tables = """
        CREATE TABLE customer_refunds (
            organization_id uuid NOT NULL CONSTRAINT fk_customer_refunds_organizations_organization_id REFERENCES organizations ON DELETE RESTRICT,
            id uuid NOT NULL,
            payment_id uuid,
            credit_note_id uuid,
            date date NOT NULL,
            amount_minor bigint NOT NULL CHECK (amount_minor > 0),
            base_minor bigint NOT NULL CHECK (base_minor >= 0),
            account_id uuid NOT NULL,
            reference varchar(100),
            is_undone boolean NOT NULL,
            undone_on date,
            CONSTRAINT pk_customer_refunds PRIMARY KEY (organization_id, id),
            CONSTRAINT ck_customer_refunds_source CHECK ((payment_id IS NULL) <> (credit_note_id IS NULL)),
            CONSTRAINT ck_customer_refunds_undone CHECK ((undone_on IS NOT NULL) = is_undone AND (undone_on IS NULL OR undone_on >= date)),
            CONSTRAINT fk_customer_refunds_payments_organization_id_payment_id FOREIGN KEY (organization_id, payment_id) REFERENCES payments,
            CONSTRAINT fk_customer_refunds_invoices_organization_id_credit_note_id FOREIGN KEY (organization_id, credit_note_id) REFERENCES invoices,
            CONSTRAINT fk_customer_refunds_accounts_organization_id_account_id FOREIGN KEY (organization_id, account_id) REFERENCES accounts);
        CREATE INDEX ix_customer_refunds_payment ON customer_refunds (organization_id, payment_id);
        CREATE INDEX ix_customer_refunds_credit_note ON customer_refunds (organization_id, credit_note_id);
        CREATE INDEX ix_customer_refunds_date ON customer_refunds (organization_id, date);
        CREATE INDEX ix_customer_refunds_account ON customer_refunds (organization_id, account_id);

        ALTER TABLE allocations ADD COLUMN credit_base_minor bigint CHECK (credit_base_minor >= 0), NO FORCE ROW LEVEL SECURITY, DISABLE TRIGGER unchanged;
        ALTER TABLE invoices NO FORCE ROW LEVEL SECURITY;
        ALTER TABLE payments NO FORCE ROW LEVEL SECURITY;
        ALTER TABLE journal_entries NO FORCE ROW LEVEL SECURITY;
        ALTER TABLE postings NO FORCE ROW LEVEL SECURITY;
        UPDATE allocations a SET credit_base_minor = a.base_minor + COALESCE((
            SELECT p.amount_minor FROM journal_entries e JOIN postings p ON p.organization_id = e.organization_id AND p.entry_id = e.id AND p.line = 1
            WHERE e.organization_id = a.organization_id AND e.source = 'payment' AND e.source_id = a.id AND e.source_kind = 'difference'), 0)
        FROM invoices i JOIN organizations o ON o.id = i.organization_id
        WHERE i.organization_id = a.organization_id AND i.id = a.invoice_id AND (i.currency = o.base_currency OR a.credit_note_id IS NOT NULL
            OR EXISTS (SELECT FROM payments p WHERE p.organization_id = a.organization_id AND p.id = a.payment_id AND p.date < a.date));
        ALTER TABLE postings FORCE ROW LEVEL SECURITY;
        ALTER TABLE journal_entries FORCE ROW LEVEL SECURITY;
        ALTER TABLE payments FORCE ROW LEVEL SECURITY;
        ALTER TABLE invoices FORCE ROW LEVEL SECURITY;
        ALTER TABLE allocations FORCE ROW LEVEL SECURITY, ENABLE TRIGGER unchanged;
        """;

    private const string Unchanged = """
        CREATE OR REPLACE FUNCTION refuse_change_of_payment() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
        BEGIN
            IF EXISTS (SELECT FROM organizations WHERE id = OLD.organization_id AND state = 'erased') THEN
                RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
            END IF;
            IF TG_OP = 'DELETE' OR OLD.is_undone
                OR (to_jsonb(NEW) - '{is_undone,undone_on,unallocated_minor,unallocated_base_minor}'::text[])
                    IS DISTINCT FROM (to_jsonb(OLD) - '{is_undone,undone_on,unallocated_minor,unallocated_base_minor}'::text[]) THEN
                RAISE EXCEPTION '% are never changed: undo the payment', TG_TABLE_NAME USING ERRCODE = 'check_violation',
                    CONSTRAINT = CASE WHEN TG_TABLE_NAME IN ('payments', 'allocations', 'customer_refunds') THEN 'ck_payments_unchanged' ELSE 'ck_vendor_payments_unchanged' END;
            END IF;
            RETURN NEW;
        END $$;
        CREATE TRIGGER unchanged BEFORE UPDATE OR DELETE ON customer_refunds FOR EACH ROW EXECUTE FUNCTION refuse_change_of_payment();
        """;
}
