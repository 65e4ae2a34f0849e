using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Financbase.Infrastructure.Database.Migrations;

/// <summary>
/// What people spend for the organization. Refused here, whoever writes: a change of what is approved, and an approval by whoever entered it, handed it in or gets
/// the money.
/// </summary>
[DbContext(typeof(FinancbaseDbContext))]
[Migration("20261210000000_Expenses")]
public sealed class Expenses : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(Table);
        migrationBuilder.WallOff("expenses");
        migrationBuilder.Sql(Unchanged);
        foreach (var table in new[] { "attachments", "notes" })
        {
            migrationBuilder.Sql($"""
                ALTER TABLE {table} DROP CONSTRAINT {table}_document_kind_check,
                    ADD CONSTRAINT {table}_document_kind_check CHECK (document_kind IN ('invoice', 'bill', 'journal_entry', 'expense')),
                    ADD COLUMN expense_id uuid GENERATED ALWAYS AS (CASE document_kind WHEN 'expense' THEN document_id END) STORED,
                    ADD CONSTRAINT fk_{table}_expenses FOREIGN KEY (organization_id, expense_id) REFERENCES expenses ON DELETE CASCADE;
                CREATE INDEX ix_{table}_expense ON {table} (organization_id, expense_id) WHERE expense_id IS NOT NULL;
                """);
        }
    }

    private const string Table = """
        CREATE TABLE expenses (
            organization_id uuid NOT NULL CONSTRAINT fk_expenses_organizations_organization_id REFERENCES organizations ON DELETE RESTRICT,
            id uuid NOT NULL,
            status text NOT NULL CHECK (status IN ('draft', 'submitted', 'approved', 'rejected', 'reimbursed', 'void')),
            spent_on date NOT NULL,
            payee varchar(200) NOT NULL,
            vendor_id uuid,
            purpose varchar(500),
            account_id uuid NOT NULL,
            tax_rate_id uuid,
            currency varchar(3) NOT NULL,
            net_minor bigint NOT NULL,
            tax_minor bigint NOT NULL,
            gross_minor bigint NOT NULL CHECK (gross_minor > 0),
            taxes jsonb NOT NULL,
            paid_by text NOT NULL CHECK (paid_by IN ('organization', 'person')),
            money_account_id uuid,
            person_id uuid,
            owed_base_minor bigint NOT NULL CHECK (owed_base_minor >= 0),
            entered_by uuid,
            submitted_by uuid,
            decided_by uuid,
            submitted_at timestamptz,
            decided_at timestamptz,
            is_self_approved boolean NOT NULL,
            posted_on date,
            reimbursement_id uuid,
            reimbursed_on date,
            reason varchar(300),
            CONSTRAINT pk_expenses PRIMARY KEY (organization_id, id),
            CONSTRAINT fk_expenses_vendors_organization_id_vendor_id FOREIGN KEY (organization_id, vendor_id) REFERENCES vendors,
            CONSTRAINT fk_expenses_accounts_organization_id_account_id FOREIGN KEY (organization_id, account_id) REFERENCES accounts,
            CONSTRAINT fk_expenses_accounts_organization_id_money_account_id FOREIGN KEY (organization_id, money_account_id) REFERENCES accounts,
            CONSTRAINT fk_expenses_tax_rates_organization_id_tax_rate_id FOREIGN KEY (organization_id, tax_rate_id) REFERENCES tax_rates,
            CONSTRAINT ck_expenses_gross CHECK (gross_minor = net_minor + tax_minor),
            CONSTRAINT ck_expenses_payer CHECK ((paid_by = 'person') = (person_id IS NOT NULL) AND (paid_by = 'organization') = (money_account_id IS NOT NULL)),
            CONSTRAINT ck_expenses_owed CHECK (owed_base_minor = 0 OR (status = 'approved' AND paid_by = 'person')),
            CONSTRAINT ck_expenses_reimbursed CHECK ((status = 'reimbursed') = (reimbursement_id IS NOT NULL) AND (reimbursed_on IS NULL) = (reimbursement_id IS NULL)),
            CONSTRAINT ck_expenses_duties CHECK (
                status NOT IN ('approved', 'reimbursed') OR is_self_approved
                OR (decided_by IS NOT NULL AND decided_by IS DISTINCT FROM entered_by AND decided_by IS DISTINCT FROM submitted_by AND decided_by IS DISTINCT FROM person_id)));
        CREATE INDEX ix_expenses_spent_on ON expenses (organization_id, spent_on, id);
        CREATE INDEX ix_expenses_payee ON expenses (organization_id, payee, id);
        CREATE INDEX ix_expenses_vendor ON expenses (organization_id, vendor_id) WHERE vendor_id IS NOT NULL;
        CREATE INDEX ix_expenses_account ON expenses (organization_id, account_id);
        CREATE INDEX ix_expenses_money_account ON expenses (organization_id, money_account_id) WHERE money_account_id IS NOT NULL;
        CREATE INDEX ix_expenses_tax_rate ON expenses (organization_id, tax_rate_id) WHERE tax_rate_id IS NOT NULL;
        CREATE INDEX ix_expenses_owed ON expenses (organization_id, person_id) INCLUDE (owed_base_minor) WHERE owed_base_minor > 0;
        """;

    // Being paid back comes and goes; void is the end.
    private const string Unchanged = """
        CREATE FUNCTION refuse_change_of_expense() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
        BEGIN
            IF OLD.status NOT IN ('approved', 'reimbursed', 'void') OR EXISTS (SELECT FROM organizations WHERE id = OLD.organization_id AND state = 'erased') THEN
                RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
            END IF;
            IF TG_OP = 'DELETE' OR OLD.status = 'void' OR NEW.status NOT IN ('approved', 'reimbursed', 'void')
                OR (to_jsonb(NEW) - '{status,owed_base_minor,reimbursement_id,reimbursed_on,reason}'::text[])
                    IS DISTINCT FROM (to_jsonb(OLD) - '{status,owed_base_minor,reimbursement_id,reimbursed_on,reason}'::text[]) THEN
                RAISE EXCEPTION 'an approved expense is never changed' USING ERRCODE = 'check_violation', CONSTRAINT = 'ck_expenses_unchanged';
            END IF;
            RETURN NEW;
        END $$;
        CREATE TRIGGER unchanged BEFORE UPDATE OR DELETE ON expenses FOR EACH ROW EXECUTE FUNCTION refuse_change_of_expense();
        """;
}
