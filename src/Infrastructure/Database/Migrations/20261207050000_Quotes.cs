using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Financbase.Infrastructure.Database.Migrations;

/// <summary>
/// Quotes, and links that show them. Refused here, whoever writes: a change of what has a number beyond what became of it, a number
/// twice, and two quotes for one invoice.
/// </summary>
[DbContext(typeof(FinancbaseDbContext))]
[Migration("20261207050000_Quotes")]
public sealed class Quotes : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(Tables);
        migrationBuilder.WallOff("quotes");
        migrationBuilder.MakeLines("quote_lines", "quote_id", "quotes");
        migrationBuilder.Sql(Unchanged);
        migrationBuilder.Sql(Links);
    }

    private const string Tables = """
        CREATE TABLE quotes (
            organization_id uuid NOT NULL CONSTRAINT fk_quotes_organizations_organization_id REFERENCES organizations ON DELETE RESTRICT,
            id uuid NOT NULL,
            status text NOT NULL CHECK (status IN ('draft', 'sent', 'accepted', 'declined', 'expired')),
            customer_id uuid NOT NULL,
            issue_date date NOT NULL,
            valid_until date NOT NULL,
            currency varchar(3) NOT NULL,
            reference varchar(100),
            note varchar(2000),
            number varchar(40),
            fiscal_year int,
            sequence int,
            bill_to_sealed bytea,
            issued_by_sealed bytea,
            net_minor bigint NOT NULL,
            tax_minor bigint NOT NULL,
            gross_minor bigint NOT NULL,
            taxes jsonb NOT NULL,
            sent_at timestamptz,
            decided_at timestamptz,
            reason varchar(300),
            invoice_id uuid,
            CONSTRAINT pk_quotes PRIMARY KEY (organization_id, id),
            CONSTRAINT fk_quotes_customers_organization_id_customer_id FOREIGN KEY (organization_id, customer_id) REFERENCES customers ON DELETE RESTRICT,
            CONSTRAINT fk_quotes_invoices FOREIGN KEY (organization_id, invoice_id) REFERENCES invoices ON DELETE SET NULL (invoice_id),
            CONSTRAINT ck_quotes_valid_until CHECK (valid_until >= issue_date),
            CONSTRAINT ck_quotes_gross CHECK (gross_minor = net_minor + tax_minor),
            CONSTRAINT ck_quotes_number CHECK ((number IS NULL) = (status = 'draft') AND (number IS NULL) = (sequence IS NULL) AND (number IS NULL) = (fiscal_year IS NULL)),
            CONSTRAINT ck_quotes_decided CHECK ((decided_at IS NOT NULL) = (status IN ('accepted', 'declined'))),
            CONSTRAINT ck_quotes_invoice CHECK (invoice_id IS NULL OR status = 'accepted'));
        CREATE UNIQUE INDEX ux_quotes_sequence ON quotes (organization_id, fiscal_year, sequence) WHERE sequence IS NOT NULL;
        CREATE UNIQUE INDEX ux_quotes_invoice ON quotes (organization_id, invoice_id) WHERE invoice_id IS NOT NULL;
        CREATE INDEX ix_quotes_issue_date ON quotes (organization_id, issue_date, id);
        CREATE INDEX ix_quotes_valid_until ON quotes (organization_id, valid_until, id);
        CREATE INDEX ix_quotes_customer ON quotes (organization_id, customer_id);
        """;

    // What became of it changes; sealed values are sealed anew when keys change.
    private const string Unchanged = """
        CREATE FUNCTION refuse_change_of_quote() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
        DECLARE free text[] := '{status,decided_at,reason,invoice_id,bill_to_sealed,issued_by_sealed}';
        BEGIN
            IF OLD.number IS NULL OR EXISTS (SELECT FROM organizations WHERE id = OLD.organization_id AND state = 'erased') THEN
                RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
            END IF;
            IF TG_OP = 'DELETE' OR (to_jsonb(NEW) - free) IS DISTINCT FROM (to_jsonb(OLD) - free) OR (NEW.status <> OLD.status AND OLD.status <> 'sent') THEN
                RAISE EXCEPTION 'a quote that was sent is never changed' USING ERRCODE = 'check_violation', CONSTRAINT = 'ck_quotes_unchanged';
            END IF;
            RETURN NEW;
        END $$;
        CREATE TRIGGER unchanged BEFORE UPDATE OR DELETE ON quotes FOR EACH ROW EXECUTE FUNCTION refuse_change_of_quote();

        CREATE FUNCTION refuse_change_of_quote_lines() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
        BEGIN
            IF EXISTS (
                SELECT FROM (SELECT DISTINCT organization_id, quote_id FROM touched) t
                JOIN quotes q ON q.organization_id = t.organization_id AND q.id = t.quote_id
                JOIN organizations o ON o.id = q.organization_id
                WHERE q.number IS NOT NULL AND o.state <> 'erased') THEN
                RAISE EXCEPTION 'a quote that was sent is never changed' USING ERRCODE = 'check_violation', CONSTRAINT = 'ck_quotes_unchanged';
            END IF;
            RETURN NULL;
        END $$;
        CREATE TRIGGER unchanged_by_insert AFTER INSERT ON quote_lines REFERENCING NEW TABLE AS touched
            FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_quote_lines();
        CREATE TRIGGER unchanged_by_update AFTER UPDATE ON quote_lines REFERENCING OLD TABLE AS touched
            FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_quote_lines();
        CREATE TRIGGER unchanged_by_delete AFTER DELETE ON quote_lines REFERENCING OLD TABLE AS touched
            FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_quote_lines();
        """;

    private const string Links = """
        ALTER TABLE document_links ALTER COLUMN invoice_id DROP NOT NULL,
            ADD COLUMN quote_id uuid,
            ADD CONSTRAINT ck_document_links_one CHECK (num_nonnulls(invoice_id, quote_id) = 1),
            ADD CONSTRAINT fk_document_links_quotes FOREIGN KEY (organization_id, quote_id) REFERENCES quotes;
        CREATE INDEX ix_document_links_quote ON document_links (organization_id, quote_id) WHERE quote_id IS NOT NULL;
        DROP FUNCTION lookup_document_link(bytea);
        CREATE FUNCTION lookup_document_link(wanted bytea)
            RETURNS TABLE (organization_id uuid, slug text, name text, base_currency text, state text, invoice_id uuid, quote_id uuid)
            LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
            SELECT o.id, o.slug::text, o.name::text, o.base_currency::text, o.state::text, l.invoice_id, l.quote_id
            FROM document_links l JOIN organizations o ON o.id = l.organization_id WHERE l.token_hash = wanted LIMIT 1
        $$;
        REVOKE EXECUTE ON FUNCTION lookup_document_link(bytea) FROM PUBLIC;
        GRANT EXECUTE ON FUNCTION lookup_document_link(bytea) TO financbase_app;
        """;
}
