using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Financbase.Infrastructure.Database.Migrations;

/// <summary>Files for banks that pay bills. Refused here, whoever writes: a bill in two files at once, and a change of what a file says.</summary>
[DbContext(typeof(FinancbaseDbContext))]
[Migration("20261209040000_PaymentFiles")]
public sealed class PaymentFiles : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("""
            CREATE TABLE payment_files (
                organization_id uuid NOT NULL CONSTRAINT fk_payment_files_organizations_organization_id REFERENCES organizations ON DELETE RESTRICT,
                id uuid NOT NULL,
                status text NOT NULL CHECK (status IN ('prepared', 'released', 'confirmed')),
                bank_account_id uuid NOT NULL,
                execution_date date NOT NULL,
                message_id varchar(35) NOT NULL,
                total_minor bigint NOT NULL CHECK (total_minor > 0),
                transfers int NOT NULL CHECK (transfers > 0),
                content_sealed bytea NOT NULL,
                prepared_by uuid,
                prepared_at timestamptz NOT NULL,
                ended_at timestamptz,
                CONSTRAINT pk_payment_files PRIMARY KEY (organization_id, id),
                CONSTRAINT ck_payment_files_ended CHECK ((ended_at IS NULL) = (status = 'prepared')),
                CONSTRAINT fk_payment_files_bank_accounts_organization_id_bank_account_id FOREIGN KEY (organization_id, bank_account_id) REFERENCES bank_accounts);
            CREATE INDEX ix_payment_files_execution_date ON payment_files (organization_id, execution_date, id);
            CREATE INDEX ix_payment_files_bank_account ON payment_files (organization_id, bank_account_id);

            CREATE TABLE payment_file_bills (
                organization_id uuid NOT NULL CONSTRAINT fk_payment_file_bills_organizations_organization_id REFERENCES organizations ON DELETE RESTRICT,
                id uuid NOT NULL,
                payment_file_id uuid NOT NULL,
                line int NOT NULL CHECK (line > 0),
                bill_id uuid NOT NULL,
                amount_minor bigint NOT NULL CHECK (amount_minor > 0),
                is_live boolean NOT NULL,
                vendor_payment_id uuid,
                CONSTRAINT pk_payment_file_bills PRIMARY KEY (organization_id, id),
                CONSTRAINT ck_payment_file_bills_live CHECK (NOT is_live OR vendor_payment_id IS NULL),
                CONSTRAINT fk_payment_file_bills_files FOREIGN KEY (organization_id, payment_file_id) REFERENCES payment_files,
                CONSTRAINT fk_payment_file_bills_bills FOREIGN KEY (organization_id, bill_id) REFERENCES bills,
                CONSTRAINT fk_payment_file_bills_payments FOREIGN KEY (organization_id, vendor_payment_id) REFERENCES vendor_payments);
            CREATE UNIQUE INDEX ux_payment_file_bills_live ON payment_file_bills (organization_id, bill_id) WHERE is_live;
            CREATE INDEX ix_payment_file_bills_bill ON payment_file_bills (organization_id, bill_id);
            CREATE INDEX ix_payment_file_bills_file ON payment_file_bills (organization_id, payment_file_id);
            CREATE INDEX ix_payment_file_bills_payment ON payment_file_bills (organization_id, vendor_payment_id) WHERE vendor_payment_id IS NOT NULL;
            """);
        migrationBuilder.WallOff("payment_files", app: "SELECT, INSERT, UPDATE");
        migrationBuilder.WallOff("payment_file_bills", app: "SELECT, INSERT, UPDATE");
        // New keys seal the content anew, whatever became of the file.
        migrationBuilder.Sql("""
            CREATE FUNCTION refuse_change_of_payment_file() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
            BEGIN
                IF EXISTS (SELECT FROM organizations WHERE id = OLD.organization_id AND state = 'erased') THEN
                    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
                END IF;
                IF TG_OP = 'DELETE'
                    OR (to_jsonb(OLD) ->> 'ended_at' IS NOT NULL AND to_jsonb(NEW) - 'content_sealed' IS DISTINCT FROM to_jsonb(OLD) - 'content_sealed')
                    OR (to_jsonb(NEW) - '{status,ended_at,content_sealed,is_live,vendor_payment_id}'::text[])
                        IS DISTINCT FROM (to_jsonb(OLD) - '{status,ended_at,content_sealed,is_live,vendor_payment_id}'::text[]) THEN
                    RAISE EXCEPTION 'what a payment file says is never changed' USING ERRCODE = 'check_violation', CONSTRAINT = 'ck_payment_files_unchanged';
                END IF;
                RETURN NEW;
            END $$;
            CREATE TRIGGER unchanged BEFORE UPDATE OR DELETE ON payment_files FOR EACH ROW EXECUTE FUNCTION refuse_change_of_payment_file();
            CREATE TRIGGER unchanged BEFORE UPDATE OR DELETE ON payment_file_bills FOR EACH ROW EXECUTE FUNCTION refuse_change_of_payment_file();
            """);
    }
}
