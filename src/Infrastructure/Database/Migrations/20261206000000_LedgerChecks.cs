using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Financbase.Infrastructure.Database.Migrations;

/// <summary>On which days an organization’s books were worked out anew.</summary>
[DbContext(typeof(FinancbaseDbContext))]
[Migration("20261206000000_LedgerChecks")]
public sealed class LedgerChecks : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("""
            CREATE TABLE ledger_checks (
                organization_id uuid NOT NULL CONSTRAINT fk_ledger_checks_organizations_organization_id REFERENCES organizations ON DELETE RESTRICT,
                day date NOT NULL,
                checked_at timestamptz NOT NULL,
                CONSTRAINT pk_ledger_checks PRIMARY KEY (organization_id, day));
            """);
        migrationBuilder.WallOff("ledger_checks", app: "SELECT, INSERT");
    }
}
