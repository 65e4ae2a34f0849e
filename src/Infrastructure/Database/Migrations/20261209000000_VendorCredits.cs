using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Financbase.Infrastructure.Database.Migrations;

/// <summary>
/// What vendors give back, for which bills it was used and what came back as money. Refused here, whoever writes: a change of what is posted, one
/// number of a vendor posted twice, and more left than there ever was.
/// </summary>
[DbContext(typeof(FinancbaseDbContext))]
[Migration("20261209000000_VendorCredits")]
public sealed class VendorCredits : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(Tables);
        migrationBuilder.WallOff("vendor_credits");
        migrationBuilder.WallOff("vendor_credit_lines", app: "SELECT, INSERT, DELETE");
        migrationBuilder.WallOff("vendor_refunds", app: "SELECT, INSERT, UPDATE");
        migrationBuilder.Sql(Unchanged);
    }

    private const string Tables = """
        CREATE TABLE vendor_credits (
            organization_id uuid NOT NULL CONSTRAINT fk_vendor_credits_organizations_organization_id REFERENCES organizations ON DELETE RESTRICT,
            id uuid NOT NULL,
            status text NOT NULL CHECK (status IN ('draft', 'posted', 'void')),
            vendor_id uuid NOT NULL,
            number varchar(100) NOT NULL,
            number_key varchar(200) NOT NULL,
            credit_date date NOT NULL,
            currency varchar(3) NOT NULL,
            note varchar(2000),
            net_minor bigint NOT NULL,
            tax_minor bigint NOT NULL,
            gross_minor bigint NOT NULL,
            open_minor bigint NOT NULL,
            open_base_minor bigint NOT NULL,
            taxes jsonb NOT NULL,
            posted_on date,
            reason varchar(300),
            CONSTRAINT pk_vendor_credits PRIMARY KEY (organization_id, id),
            CONSTRAINT fk_vendor_credits_vendors_organization_id_vendor_id FOREIGN KEY (organization_id, vendor_id) REFERENCES vendors,
            CONSTRAINT ck_vendor_credits_gross CHECK (gross_minor = net_minor + tax_minor),
            CONSTRAINT ck_vendor_credits_posted CHECK ((posted_on IS NULL) = (status = 'draft') AND posted_on >= credit_date),
            CONSTRAINT ck_vendor_credits_open CHECK (open_minor >= 0 AND open_minor <= CASE WHEN status = 'posted' THEN gross_minor ELSE 0 END),
            CONSTRAINT ck_vendor_credits_open_base CHECK (open_base_minor >= 0 AND (open_minor > 0 OR open_base_minor = 0)));
        CREATE UNIQUE INDEX ux_vendor_credits_number ON vendor_credits (organization_id, vendor_id, number_key) WHERE status = 'posted';
        CREATE INDEX ix_vendor_credits_date ON vendor_credits (organization_id, credit_date, id);
        CREATE INDEX ix_vendor_credits_vendor ON vendor_credits (organization_id, vendor_id, credit_date);
        CREATE INDEX ix_vendor_credits_open ON vendor_credits (organization_id, vendor_id) INCLUDE (open_base_minor) WHERE open_minor > 0;

        CREATE TABLE vendor_credit_lines (
            organization_id uuid NOT NULL,
            vendor_credit_id uuid NOT NULL,
            line int NOT NULL CHECK (line > 0),
            description varchar(1000) NOT NULL,
            quantity numeric(19,6) NOT NULL,
            unit_price numeric(19,6) NOT NULL,
            discount_percent numeric(9,6) NOT NULL CHECK (discount_percent BETWEEN 0 AND 100),
            net_minor bigint NOT NULL,
            tax_rate_id uuid,
            tax jsonb,
            account_id uuid,
            CONSTRAINT pk_vendor_credit_lines PRIMARY KEY (organization_id, vendor_credit_id, line),
            CONSTRAINT ck_vendor_credit_lines_tax CHECK ((tax IS NULL) = (tax_rate_id IS NULL)),
            CONSTRAINT fk_vendor_credit_lines_vendor_credits FOREIGN KEY (organization_id, vendor_credit_id) REFERENCES vendor_credits,
            CONSTRAINT fk_vendor_credit_lines_tax_rates FOREIGN KEY (organization_id, tax_rate_id) REFERENCES tax_rates,
            CONSTRAINT fk_vendor_credit_lines_accounts FOREIGN KEY (organization_id, account_id) REFERENCES accounts);
        CREATE INDEX ix_vendor_credit_lines_tax_rate ON vendor_credit_lines (organization_id, tax_rate_id) WHERE tax_rate_id IS NOT NULL;
        CREATE INDEX ix_vendor_credit_lines_account ON vendor_credit_lines (organization_id, account_id) WHERE account_id IS NOT NULL;

        CREATE TABLE vendor_refunds (
            organization_id uuid NOT NULL CONSTRAINT fk_vendor_refunds_organizations_organization_id REFERENCES organizations ON DELETE RESTRICT,
            id uuid NOT NULL,
            vendor_credit_id uuid NOT NULL,
            date date NOT NULL,
            amount_minor bigint NOT NULL CHECK (amount_minor > 0),
            base_minor bigint NOT NULL CHECK (base_minor >= 0),
            account_id uuid NOT NULL,
            reference varchar(100),
            is_undone boolean NOT NULL,
            CONSTRAINT pk_vendor_refunds PRIMARY KEY (organization_id, id),
            CONSTRAINT fk_vendor_refunds_vendor_credits_organization_id_vendor_credit FOREIGN KEY (organization_id, vendor_credit_id) REFERENCES vendor_credits,
            CONSTRAINT fk_vendor_refunds_accounts_organization_id_account_id FOREIGN KEY (organization_id, account_id) REFERENCES accounts);
        CREATE INDEX ix_vendor_refunds_credit ON vendor_refunds (organization_id, vendor_credit_id);
        CREATE INDEX ix_vendor_refunds_account ON vendor_refunds (organization_id, account_id);

        ALTER TABLE bill_allocations ALTER COLUMN vendor_payment_id DROP NOT NULL,
            ADD COLUMN vendor_credit_id uuid,
            ADD COLUMN credit_base_minor bigint CHECK (credit_base_minor >= 0),
            ADD CONSTRAINT ck_bill_allocations_source CHECK ((vendor_payment_id IS NULL) <> (vendor_credit_id IS NULL) AND (vendor_credit_id IS NULL) = (credit_base_minor IS NULL)),
            ADD CONSTRAINT fk_bill_allocations_vendor_credits FOREIGN KEY (organization_id, vendor_credit_id) REFERENCES vendor_credits;
        CREATE INDEX ix_bill_allocations_credit ON bill_allocations (organization_id, vendor_credit_id) WHERE vendor_credit_id IS NOT NULL;
        """;

    // What is left changes with each use; void is the end.
    private const string Unchanged = """
        CREATE FUNCTION refuse_change_of_vendor_credit() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
        BEGIN
            IF OLD.status = 'draft' OR EXISTS (SELECT FROM organizations WHERE id = OLD.organization_id AND state = 'erased') THEN
                RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
            END IF;
            IF TG_OP = 'DELETE' OR OLD.status = 'void' OR NEW.status NOT IN ('posted', 'void')
                OR (to_jsonb(NEW) - '{status,open_minor,open_base_minor,reason}'::text[])
                    IS DISTINCT FROM (to_jsonb(OLD) - '{status,open_minor,open_base_minor,reason}'::text[]) THEN
                RAISE EXCEPTION 'a posted credit is never changed' USING ERRCODE = 'check_violation', CONSTRAINT = 'ck_vendor_credits_unchanged';
            END IF;
            RETURN NEW;
        END $$;
        CREATE TRIGGER unchanged BEFORE UPDATE OR DELETE ON vendor_credits FOR EACH ROW EXECUTE FUNCTION refuse_change_of_vendor_credit();
        CREATE TRIGGER unchanged BEFORE UPDATE OR DELETE ON vendor_refunds FOR EACH ROW EXECUTE FUNCTION refuse_change_of_payment();

        CREATE FUNCTION refuse_change_of_vendor_credit_lines() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
        BEGIN
            IF EXISTS (
                SELECT FROM (SELECT DISTINCT organization_id, vendor_credit_id FROM touched) t
                JOIN vendor_credits c ON c.organization_id = t.organization_id AND c.id = t.vendor_credit_id
                JOIN organizations o ON o.id = c.organization_id
                WHERE c.status <> 'draft' AND o.state <> 'erased') THEN
                RAISE EXCEPTION 'a posted credit is never changed' USING ERRCODE = 'check_violation', CONSTRAINT = 'ck_vendor_credits_unchanged';
            END IF;
            RETURN NULL;
        END $$;
        CREATE TRIGGER unchanged_by_insert AFTER INSERT ON vendor_credit_lines REFERENCING NEW TABLE AS touched
            FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_vendor_credit_lines();
        CREATE TRIGGER unchanged_by_update AFTER UPDATE ON vendor_credit_lines REFERENCING OLD TABLE AS touched
            FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_vendor_credit_lines();
        CREATE TRIGGER unchanged_by_delete AFTER DELETE ON vendor_credit_lines REFERENCING OLD TABLE AS touched
            FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_vendor_credit_lines();
        """;
}
