using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Financbase.Infrastructure.Database.Migrations;

/// <summary>What an organization says of itself on its documents, and, at each finalised one, what it said then.</summary>
[DbContext(typeof(FinancbaseDbContext))]
[Migration("20261205010000_Issuers")]
public sealed class Issuers : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("""
            CREATE TABLE issuers (
                organization_id uuid NOT NULL CONSTRAINT fk_issuers_organizations_organization_id REFERENCES organizations ON DELETE RESTRICT,
                street varchar(300),
                postal_code varchar(20),
                city varchar(100),
                country varchar(2),
                tax_id_sealed bytea,
                iban_sealed bytea,
                bic varchar(11),
                CONSTRAINT pk_issuers PRIMARY KEY (organization_id));
            ALTER TABLE invoices ADD COLUMN issued_by_sealed bytea;
            """);
        migrationBuilder.WallOff("issuers", app: "SELECT, INSERT, UPDATE");
        migrationBuilder.Sql(Unchanged);
    }

    // As it was, but for the second sealed value. One that was finalised before stays without.
    private const string Unchanged = """
        CREATE OR REPLACE FUNCTION refuse_change_of_document() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
        DECLARE changing CONSTANT text[] := '{status,open_minor,written_off_minor,open_base_minor,bill_to_sealed,issued_by_sealed}';
        BEGIN
            IF OLD.number IS NULL OR EXISTS (SELECT FROM organizations WHERE id = OLD.organization_id AND state = 'erased') THEN
                RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
            END IF;
            IF TG_OP = 'DELETE' OR OLD.status = 'void' OR (NEW.issued_by_sealed IS NULL) <> (OLD.issued_by_sealed IS NULL)
                OR (to_jsonb(NEW) - changing) IS DISTINCT FROM (to_jsonb(OLD) - changing) THEN
                RAISE EXCEPTION 'a finalised document is never changed' USING ERRCODE = 'check_violation', CONSTRAINT = 'ck_invoices_unchanged';
            END IF;
            RETURN NEW;
        END $$;
        """;
}
