using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Financbase.Infrastructure.Database.Migrations;

/// <summary>
/// Executions are found by their key through the primary key alone. To the planner a week's new partition is empty, all
/// indexes that begin with the organization cost the same there, and it took the list's: every claim read all executions
/// of the organization. A partial index is out of the question unless the statement names its column.
/// </summary>
[DbContext(typeof(FinancbaseDbContext))]
[Migration("20261128080000_LookUpByKey")]
public sealed class LookUpByKey : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        DROP INDEX ix_workflow_executions_workflow;
        CREATE INDEX ix_workflow_executions_workflow ON workflow_executions (organization_id, workflow_id, id) WHERE workflow_id IS NOT NULL;
        DROP INDEX ix_workflow_executions_status;
        CREATE INDEX ix_workflow_executions_status ON workflow_executions (organization_id, status, id DESC) WHERE status IS NOT NULL;
        """);
}
