using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Financbase.Infrastructure.Database.Migrations;

/// <summary>From which file in UBL a document came. Refused here, whoever writes: the same file twice, and the same number of a customer twice.</summary>
[DbContext(typeof(FinancbaseDbContext))]
[Migration("20261209010000_UblSources")]
public sealed class UblSources : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("""
            CREATE TABLE ubl_sources (
                organization_id uuid NOT NULL,
                invoice_id uuid NOT NULL,
                kind text NOT NULL CHECK (kind IN ('invoice', 'credit_note')),
                customer_id uuid NOT NULL,
                number text NOT NULL,
                hash bytea NOT NULL,
                CONSTRAINT pk_ubl_sources PRIMARY KEY (organization_id, invoice_id),
                CONSTRAINT fk_ubl_sources_invoices FOREIGN KEY (organization_id, invoice_id) REFERENCES invoices ON DELETE CASCADE);
            CREATE UNIQUE INDEX ux_ubl_sources_hash ON ubl_sources (organization_id, hash);
            CREATE UNIQUE INDEX ux_ubl_sources_number ON ubl_sources (organization_id, customer_id, kind, number);
            """);
        migrationBuilder.WallOff("ubl_sources", app: "SELECT, INSERT, DELETE");
    }
}
