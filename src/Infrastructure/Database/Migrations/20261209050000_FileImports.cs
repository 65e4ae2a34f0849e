using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Financbase.Infrastructure.Database.Migrations;

/// <summary>Files that brought in records, and which records each added, so that it can be taken back. An account that nothing refers to can be deleted with it.</summary>
[DbContext(typeof(FinancbaseDbContext))]
[Migration("20261209050000_FileImports")]
public sealed class FileImports : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("""
            CREATE TABLE file_imports (
                organization_id uuid NOT NULL CONSTRAINT fk_file_imports_organizations_organization_id REFERENCES organizations ON DELETE RESTRICT,
                id uuid NOT NULL,
                kind text NOT NULL CHECK (kind IN ('customers', 'vendors', 'items', 'accounts', 'open_invoices', 'open_bills')),
                file_name text NOT NULL,
                taken_at timestamptz NOT NULL,
                added int NOT NULL,
                changed int NOT NULL,
                skipped int NOT NULL,
                undone_at timestamptz,
                CONSTRAINT pk_file_imports PRIMARY KEY (organization_id, id));
            CREATE INDEX ix_file_imports_taken_at ON file_imports (organization_id, taken_at DESC, id);

            CREATE TABLE imported_records (
                organization_id uuid NOT NULL,
                import_id uuid NOT NULL,
                record_id uuid NOT NULL,
                CONSTRAINT pk_imported_records PRIMARY KEY (organization_id, import_id, record_id),
                CONSTRAINT fk_imported_records_file_imports FOREIGN KEY (organization_id, import_id) REFERENCES file_imports);
            """);
        migrationBuilder.WallOff("file_imports", app: "SELECT, INSERT, UPDATE (undone_at)");
        migrationBuilder.WallOff("imported_records", app: "SELECT, INSERT, DELETE");
        migrationBuilder.Sql("GRANT DELETE ON accounts TO financbase_app");
    }
}
