using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Financbase.Infrastructure.Database.Migrations;

/// <summary>Which lines an import brought that were there already: undoing the import that they came with leaves them to it.</summary>
[DbContext(typeof(FinancbaseDbContext))]
[Migration("20261127001500_RepeatedLines")]
public sealed class RepeatedLines : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("""
            CREATE TABLE statement_import_repeats (
                organization_id uuid NOT NULL,
                bank_transaction_id uuid NOT NULL,
                import_id uuid NOT NULL,
                PRIMARY KEY (organization_id, bank_transaction_id, import_id),
                FOREIGN KEY (organization_id, bank_transaction_id) REFERENCES bank_transactions (organization_id, id) ON DELETE CASCADE,
                FOREIGN KEY (organization_id, import_id) REFERENCES statement_imports (organization_id, id));
            CREATE INDEX ix_statement_import_repeats_import ON statement_import_repeats (organization_id, import_id);
            """);
        migrationBuilder.WallOff("statement_import_repeats", app: "SELECT, INSERT, DELETE");
    }
}
