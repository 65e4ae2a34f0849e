using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Financbase.Infrastructure.Database.Migrations;

/// <summary>Payments to vendors and what they were used for; the day on which a bill was posted, where that is not its own.</summary>
[DbContext(typeof(FinancbaseDbContext))]
[Migration("20261207020000_VendorPayments")]
public sealed class VendorPayments : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("""
            ALTER TABLE bills ADD COLUMN posted_on date,
                ADD CONSTRAINT ck_bills_posted_on CHECK (posted_on IS NULL OR (posted_on >= bill_date AND status IN ('approved', 'void')));

            CREATE TABLE vendor_payments (
                organization_id uuid NOT NULL CONSTRAINT fk_vendor_payments_organizations_organization_id REFERENCES organizations ON DELETE RESTRICT,
                id uuid NOT NULL,
                vendor_id uuid NOT NULL,
                date date NOT NULL,
                currency varchar(3) NOT NULL,
                amount_minor bigint NOT NULL CHECK (amount_minor > 0),
                unallocated_minor bigint NOT NULL,
                unallocated_base_minor bigint NOT NULL,
                account_id uuid NOT NULL,
                reference varchar(100),
                is_undone boolean NOT NULL,
                CONSTRAINT pk_vendor_payments PRIMARY KEY (organization_id, id),
                CONSTRAINT fk_vendor_payments_vendors_organization_id_vendor_id FOREIGN KEY (organization_id, vendor_id) REFERENCES vendors,
                CONSTRAINT fk_vendor_payments_accounts_organization_id_account_id FOREIGN KEY (organization_id, account_id) REFERENCES accounts,
                CONSTRAINT ck_vendor_payments_unallocated CHECK (unallocated_minor >= 0 AND unallocated_minor <= CASE WHEN is_undone THEN 0 ELSE amount_minor END),
                CONSTRAINT ck_vendor_payments_unallocated_base CHECK (unallocated_base_minor >= 0 AND (unallocated_minor > 0 OR unallocated_base_minor = 0)));
            CREATE INDEX ix_vendor_payments_date ON vendor_payments (organization_id, date, id);
            CREATE INDEX ix_vendor_payments_vendor ON vendor_payments (organization_id, vendor_id, date);
            CREATE INDEX ix_vendor_payments_account ON vendor_payments (organization_id, account_id);
            CREATE INDEX ix_vendor_payments_unallocated ON vendor_payments (organization_id, vendor_id) INCLUDE (unallocated_base_minor) WHERE unallocated_minor > 0;

            CREATE TABLE bill_allocations (
                organization_id uuid NOT NULL,
                id uuid NOT NULL,
                bill_id uuid NOT NULL,
                vendor_payment_id uuid NOT NULL,
                date date NOT NULL,
                amount_minor bigint NOT NULL CHECK (amount_minor > 0),
                base_minor bigint NOT NULL CHECK (base_minor >= 0),
                is_undone boolean NOT NULL,
                CONSTRAINT pk_bill_allocations PRIMARY KEY (organization_id, id),
                CONSTRAINT fk_bill_allocations_bills_organization_id_bill_id FOREIGN KEY (organization_id, bill_id) REFERENCES bills,
                CONSTRAINT fk_bill_allocations_vendor_payments FOREIGN KEY (organization_id, vendor_payment_id) REFERENCES vendor_payments);
            CREATE INDEX ix_bill_allocations_bill ON bill_allocations (organization_id, bill_id);
            CREATE INDEX ix_bill_allocations_payment ON bill_allocations (organization_id, vendor_payment_id);
            """);
        migrationBuilder.WallOff("vendor_payments", app: "SELECT, INSERT, UPDATE");
        migrationBuilder.WallOff("bill_allocations", app: "SELECT, INSERT, UPDATE");
        migrationBuilder.Sql("""
            CREATE OR REPLACE FUNCTION refuse_change_of_payment() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
            BEGIN
                IF EXISTS (SELECT FROM organizations WHERE id = OLD.organization_id AND state = 'erased') THEN
                    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
                END IF;
                IF TG_OP = 'DELETE' OR OLD.is_undone
                    OR (to_jsonb(NEW) - '{is_undone,unallocated_minor,unallocated_base_minor}'::text[])
                        IS DISTINCT FROM (to_jsonb(OLD) - '{is_undone,unallocated_minor,unallocated_base_minor}'::text[]) THEN
                    RAISE EXCEPTION '% are never changed: undo the payment', TG_TABLE_NAME USING ERRCODE = 'check_violation',
                        CONSTRAINT = CASE WHEN TG_TABLE_NAME IN ('payments', 'allocations') THEN 'ck_payments_unchanged' ELSE 'ck_vendor_payments_unchanged' END;
                END IF;
                RETURN NEW;
            END $$;
            CREATE TRIGGER unchanged BEFORE UPDATE OR DELETE ON vendor_payments FOR EACH ROW EXECUTE FUNCTION refuse_change_of_payment();
            CREATE TRIGGER unchanged BEFORE UPDATE OR DELETE ON bill_allocations FOR EACH ROW EXECUTE FUNCTION refuse_change_of_payment();
            """);
    }
}
