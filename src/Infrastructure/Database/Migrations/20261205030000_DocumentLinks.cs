using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Financbase.Infrastructure.Database.Migrations;

/// <summary>Links that show one document to whoever has them, by the hash of their secret, and on which days an invoice was looked at.</summary>
[DbContext(typeof(FinancbaseDbContext))]
[Migration("20261205030000_DocumentLinks")]
public sealed class DocumentLinks : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("""
            CREATE TABLE document_links (
                organization_id uuid NOT NULL,
                id uuid NOT NULL,
                invoice_id uuid NOT NULL,
                token_hash bytea NOT NULL,
                created_at timestamptz NOT NULL DEFAULT app_now(),
                CONSTRAINT pk_document_links PRIMARY KEY (organization_id, id),
                CONSTRAINT fk_document_links_invoices FOREIGN KEY (organization_id, invoice_id) REFERENCES invoices);
            CREATE INDEX ix_document_links_token ON document_links (token_hash);
            CREATE INDEX ix_document_links_created ON document_links (organization_id, created_at);
            CREATE INDEX ix_document_links_invoice ON document_links (organization_id, invoice_id);

            CREATE TABLE invoice_views (
                organization_id uuid NOT NULL,
                invoice_id uuid NOT NULL,
                day date NOT NULL,
                CONSTRAINT pk_invoice_views PRIMARY KEY (organization_id, invoice_id, day),
                CONSTRAINT fk_invoice_views_invoices FOREIGN KEY (organization_id, invoice_id) REFERENCES invoices);
            """);
        migrationBuilder.WallOff("document_links", app: "SELECT, INSERT");
        migrationBuilder.WallOff("invoice_views", app: "SELECT, INSERT");
        migrationBuilder.Sql("""
            CREATE FUNCTION lookup_document_link(wanted bytea)
                RETURNS TABLE (organization_id uuid, slug text, name text, base_currency text, state text, invoice_id uuid)
                LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
                SELECT o.id, o.slug::text, o.name::text, o.base_currency::text, o.state::text, l.invoice_id
                FROM document_links l JOIN organizations o ON o.id = l.organization_id WHERE l.token_hash = wanted LIMIT 1
            $$;
            REVOKE EXECUTE ON FUNCTION lookup_document_link(bytea) FROM PUBLIC;
            GRANT EXECUTE ON FUNCTION lookup_document_link(bytea) TO financbase_app;
            """);
    }
}
