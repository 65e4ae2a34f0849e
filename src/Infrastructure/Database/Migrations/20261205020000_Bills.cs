using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Financbase.Infrastructure.Database.Migrations;

/// <summary>
/// Bills. Refused here, whoever writes: a change of what is approved, an approval by whoever entered or handed in the bill, a number of a
/// vendor that waits or is owed twice unless somebody said so, and more open than there ever was to pay.
/// </summary>
[DbContext(typeof(FinancbaseDbContext))]
[Migration("20261205020000_Bills")]
public sealed class Bills : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(Tables);
        migrationBuilder.WallOff("bills");
        migrationBuilder.WallOff("bill_lines", app: "SELECT, INSERT, DELETE");
        migrationBuilder.Sql(Unchanged);
    }

    private const string Tables = """
        CREATE TABLE bills (
            organization_id uuid NOT NULL CONSTRAINT fk_bills_organizations_organization_id REFERENCES organizations ON DELETE RESTRICT,
            id uuid NOT NULL,
            status text NOT NULL CHECK (status IN ('draft', 'received', 'approved', 'rejected', 'void')),
            vendor_id uuid NOT NULL,
            number varchar(100) NOT NULL,
            number_key varchar(200) NOT NULL,
            bill_date date NOT NULL,
            due_date date NOT NULL,
            currency varchar(3) NOT NULL,
            note varchar(2000),
            net_minor bigint NOT NULL,
            tax_minor bigint NOT NULL,
            gross_minor bigint NOT NULL,
            open_minor bigint NOT NULL,
            open_base_minor bigint NOT NULL,
            taxes jsonb NOT NULL,
            is_duplicate boolean NOT NULL,
            entered_by uuid,
            received_by uuid,
            decided_by uuid,
            received_at timestamptz,
            decided_at timestamptz,
            is_self_approved boolean NOT NULL,
            reason varchar(300),
            CONSTRAINT pk_bills PRIMARY KEY (organization_id, id),
            CONSTRAINT fk_bills_vendors_organization_id_vendor_id FOREIGN KEY (organization_id, vendor_id) REFERENCES vendors,
            CONSTRAINT ck_bills_due CHECK (due_date >= bill_date),
            CONSTRAINT ck_bills_gross CHECK (gross_minor = net_minor + tax_minor),
            CONSTRAINT ck_bills_open CHECK (open_minor >= 0 AND open_minor <= CASE WHEN status = 'approved' THEN gross_minor ELSE 0 END),
            CONSTRAINT ck_bills_open_base CHECK (open_base_minor >= 0 AND (open_minor > 0 OR open_base_minor = 0)),
            CONSTRAINT ck_bills_duties CHECK (
                status <> 'approved' OR is_self_approved
                OR (decided_by IS NOT NULL AND decided_by IS DISTINCT FROM entered_by AND decided_by IS DISTINCT FROM received_by)));
        CREATE UNIQUE INDEX ux_bills_number ON bills (organization_id, vendor_id, number_key) WHERE status IN ('received', 'approved') AND NOT is_duplicate;
        CREATE INDEX ix_bills_bill_date ON bills (organization_id, bill_date, id);
        CREATE INDEX ix_bills_due_date ON bills (organization_id, due_date, id);
        CREATE INDEX ix_bills_vendor ON bills (organization_id, vendor_id, bill_date);
        CREATE INDEX ix_bills_open ON bills (organization_id, vendor_id, due_date) INCLUDE (open_minor, open_base_minor) WHERE open_minor > 0;

        CREATE TABLE bill_lines (
            organization_id uuid NOT NULL,
            bill_id uuid NOT NULL,
            line int NOT NULL CHECK (line > 0),
            description varchar(1000) NOT NULL,
            quantity numeric(19,6) NOT NULL,
            unit_price numeric(19,6) NOT NULL,
            discount_percent numeric(9,6) NOT NULL CHECK (discount_percent BETWEEN 0 AND 100),
            net_minor bigint NOT NULL,
            tax_rate_id uuid,
            tax jsonb,
            account_id uuid,
            CONSTRAINT pk_bill_lines PRIMARY KEY (organization_id, bill_id, line),
            CONSTRAINT ck_bill_lines_tax CHECK ((tax IS NULL) = (tax_rate_id IS NULL)),
            CONSTRAINT fk_bill_lines_bills FOREIGN KEY (organization_id, bill_id) REFERENCES bills,
            CONSTRAINT fk_bill_lines_tax_rates FOREIGN KEY (organization_id, tax_rate_id) REFERENCES tax_rates,
            CONSTRAINT fk_bill_lines_accounts FOREIGN KEY (organization_id, account_id) REFERENCES accounts);
        CREATE INDEX ix_bill_lines_tax_rate ON bill_lines (organization_id, tax_rate_id) WHERE tax_rate_id IS NOT NULL;
        CREATE INDEX ix_bill_lines_account ON bill_lines (organization_id, account_id) WHERE account_id IS NOT NULL;
        """;

    // What is still open changes with each payment; void is the end.
    private const string Unchanged = """
        CREATE FUNCTION refuse_change_of_bill() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
        BEGIN
            IF OLD.status NOT IN ('approved', 'void') OR EXISTS (SELECT FROM organizations WHERE id = OLD.organization_id AND state = 'erased') THEN
                RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
            END IF;
            IF TG_OP = 'DELETE' OR OLD.status = 'void' OR NEW.status NOT IN ('approved', 'void')
                OR (to_jsonb(NEW) - '{status,open_minor,open_base_minor,reason}'::text[])
                    IS DISTINCT FROM (to_jsonb(OLD) - '{status,open_minor,open_base_minor,reason}'::text[]) THEN
                RAISE EXCEPTION 'an approved bill is never changed' USING ERRCODE = 'check_violation', CONSTRAINT = 'ck_bills_unchanged';
            END IF;
            RETURN NEW;
        END $$;
        CREATE TRIGGER unchanged BEFORE UPDATE OR DELETE ON bills FOR EACH ROW EXECUTE FUNCTION refuse_change_of_bill();

        CREATE FUNCTION refuse_change_of_bill_lines() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
        BEGIN
            IF EXISTS (
                SELECT FROM (SELECT DISTINCT organization_id, bill_id FROM touched) t
                JOIN bills b ON b.organization_id = t.organization_id AND b.id = t.bill_id
                JOIN organizations o ON o.id = b.organization_id
                WHERE b.status IN ('approved', 'void') AND o.state <> 'erased') THEN
                RAISE EXCEPTION 'an approved bill is never changed' USING ERRCODE = 'check_violation', CONSTRAINT = 'ck_bills_unchanged';
            END IF;
            RETURN NULL;
        END $$;
        CREATE TRIGGER unchanged_by_insert AFTER INSERT ON bill_lines REFERENCING NEW TABLE AS touched
            FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_bill_lines();
        CREATE TRIGGER unchanged_by_update AFTER UPDATE ON bill_lines REFERENCING OLD TABLE AS touched
            FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_bill_lines();
        CREATE TRIGGER unchanged_by_delete AFTER DELETE ON bill_lines REFERENCING OLD TABLE AS touched
            FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_bill_lines();
        """;
}
