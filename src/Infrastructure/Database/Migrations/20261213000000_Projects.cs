using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Financbase.Infrastructure.Database.Migrations;

/// <summary>
/// Projects, which lines, bank rules and postings name, and tags of entries. A posting keeps its project as it keeps its account: nothing changes it. Tags are
/// notes beside an entry and may change.
/// </summary>
[DbContext(typeof(FinancbaseDbContext))]
[Migration("20261213000000_Projects")]
public sealed class Projects : Migration
{
    private static readonly string[] Lines = ["invoice_lines", "recurring_invoice_lines", "quote_lines", "bill_lines", "vendor_credit_lines"];

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(Tables);
        migrationBuilder.WallOff("projects", app: "SELECT, INSERT, UPDATE");
        migrationBuilder.WallOff("journal_entry_tags", app: "SELECT, INSERT, DELETE");
        foreach (var table in Lines)
        {
            migrationBuilder.Sql($"""
                ALTER TABLE {table} ADD COLUMN project_id uuid,
                    ADD CONSTRAINT fk_{table}_projects FOREIGN KEY (organization_id, project_id) REFERENCES projects;
                CREATE INDEX ix_{table}_project ON {table} (organization_id, project_id) WHERE project_id IS NOT NULL;
                """);
        }
    }

    private const string Tables = """
        CREATE TABLE projects (
            organization_id uuid NOT NULL CONSTRAINT fk_projects_organization_organization_id REFERENCES organizations ON DELETE RESTRICT,
            id uuid NOT NULL,
            code varchar(20) NOT NULL,
            name varchar(100) NOT NULL,
            customer_id uuid,
            is_archived boolean NOT NULL,
            CONSTRAINT pk_projects PRIMARY KEY (organization_id, id),
            CONSTRAINT fk_projects_customers_organization_id_customer_id FOREIGN KEY (organization_id, customer_id) REFERENCES customers);
        CREATE UNIQUE INDEX ux_projects_code ON projects (organization_id, code);
        CREATE INDEX ix_projects_name ON projects (organization_id, name, id);
        CREATE INDEX ix_projects_customer ON projects (organization_id, customer_id);

        ALTER TABLE postings ADD COLUMN project_id uuid,
            ADD CONSTRAINT fk_postings_projects FOREIGN KEY (organization_id, project_id) REFERENCES projects;
        -- Sums of a project are read from here alone: it holds the amounts, and only of what names a project.
        CREATE INDEX ix_postings_project ON postings (organization_id, project_id, account_id, date, entry_id, line) INCLUDE (amount_minor) WHERE project_id IS NOT NULL;

        ALTER TABLE bank_rules ADD COLUMN project_id uuid CHECK (project_id IS NULL OR account_id IS NOT NULL),
            ADD CONSTRAINT fk_bank_rules_projects FOREIGN KEY (organization_id, project_id) REFERENCES projects;
        CREATE INDEX ix_bank_rules_project ON bank_rules (organization_id, project_id) WHERE project_id IS NOT NULL;

        CREATE TABLE journal_entry_tags (
            organization_id uuid NOT NULL,
            entry_id uuid NOT NULL,
            tag_key varchar(100) NOT NULL,
            tag varchar(50) NOT NULL CHECK (tag <> ''),
            CONSTRAINT pk_journal_entry_tags PRIMARY KEY (organization_id, entry_id, tag_key),
            CONSTRAINT fk_journal_entry_tags_journal_entries FOREIGN KEY (organization_id, entry_id) REFERENCES journal_entries);
        CREATE INDEX ix_journal_entry_tags_key ON journal_entry_tags (organization_id, tag_key, entry_id);
        """;
}
