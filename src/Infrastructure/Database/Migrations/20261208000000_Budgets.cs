using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Financbase.Infrastructure.Database.Migrations;

/// <summary>Budgets by account and month, and of which months was told that an expense came near one.</summary>
[DbContext(typeof(FinancbaseDbContext))]
[Migration("20261208000000_Budgets")]
public sealed class Budgets : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("""
            CREATE TABLE budgets (
                organization_id uuid NOT NULL CONSTRAINT fk_budgets_organizations_organization_id REFERENCES organizations ON DELETE RESTRICT,
                id uuid NOT NULL,
                name varchar(100) NOT NULL,
                first_month date NOT NULL CHECK (EXTRACT(day FROM first_month) = 1),
                threshold_percent int NOT NULL CHECK (threshold_percent BETWEEN 1 AND 100),
                CONSTRAINT pk_budgets PRIMARY KEY (organization_id, id));
            CREATE UNIQUE INDEX ux_budgets_name ON budgets (organization_id, name);

            CREATE TABLE budget_lines (
                organization_id uuid NOT NULL,
                budget_id uuid NOT NULL,
                account_id uuid NOT NULL,
                month date NOT NULL CHECK (EXTRACT(day FROM month) = 1),
                amount_minor bigint NOT NULL CHECK (amount_minor > 0),
                CONSTRAINT pk_budget_lines PRIMARY KEY (organization_id, budget_id, account_id, month),
                CONSTRAINT fk_budget_lines_budgets FOREIGN KEY (organization_id, budget_id) REFERENCES budgets,
                CONSTRAINT fk_budget_lines_accounts FOREIGN KEY (organization_id, account_id) REFERENCES accounts);
            CREATE INDEX ix_budget_lines_account ON budget_lines (organization_id, account_id);
            CREATE INDEX ix_budget_lines_month ON budget_lines (organization_id, month);

            CREATE TABLE budget_notices (
                organization_id uuid NOT NULL,
                budget_id uuid NOT NULL,
                account_id uuid NOT NULL,
                month date NOT NULL,
                level text NOT NULL CHECK (level IN ('threshold', 'exceeded')),
                told_at timestamptz NOT NULL,
                CONSTRAINT pk_budget_notices PRIMARY KEY (organization_id, budget_id, account_id, month, level),
                CONSTRAINT fk_budget_notices_budgets FOREIGN KEY (organization_id, budget_id) REFERENCES budgets);
            """);
        migrationBuilder.WallOff("budgets");
        migrationBuilder.WallOff("budget_lines", app: "SELECT, INSERT, DELETE");
        migrationBuilder.WallOff("budget_notices", app: "SELECT, INSERT, DELETE");
    }
}
