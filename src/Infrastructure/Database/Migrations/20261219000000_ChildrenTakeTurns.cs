using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Financbase.Infrastructure.Database.Migrations;

/// <summary>Who waits for an execution that has a turn, or waits for one: those that started it, so that rings are found.</summary>
[DbContext(typeof(FinancbaseDbContext))]
[Migration("20261219000000_ChildrenTakeTurns")]
public sealed class ChildrenTakeTurns : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        ALTER TABLE workflow_turns ADD COLUMN ancestors uuid[] NOT NULL DEFAULT '{}';
        CREATE INDEX ix_workflow_turns_ancestors ON workflow_turns USING gin (ancestors) WHERE NOT running AND ancestors <> '{}';
        """);
}
