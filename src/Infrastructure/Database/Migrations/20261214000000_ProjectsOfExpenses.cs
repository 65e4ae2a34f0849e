using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Financbase.Infrastructure.Database.Migrations;

/// <summary>The cost of an expense is counted by a project, if by one. Like the rest of it, it stays once it is approved.</summary>
[DbContext(typeof(FinancbaseDbContext))]
[Migration("20261214000000_ProjectsOfExpenses")]
public sealed class ProjectsOfExpenses : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        ALTER TABLE expenses ADD COLUMN project_id uuid,
            ADD CONSTRAINT fk_expenses_projects_organization_id_project_id FOREIGN KEY (organization_id, project_id) REFERENCES projects;
        CREATE INDEX ix_expenses_project ON expenses (organization_id, project_id) WHERE project_id IS NOT NULL;
        """);
}
