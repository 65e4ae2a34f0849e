using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Financbase.Infrastructure.Database.Migrations;

/// <summary>
/// When workflows start by themselves: the schedules of published versions. They go when the workflow is paused, archived or
/// published anew; a loop moves <c>next_at</c> on when it has fired.
/// </summary>
[DbContext(typeof(FinancbaseDbContext))]
[Migration("20261127040500_WorkflowSchedules")]
public sealed class WorkflowSchedules : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("""
            CREATE TABLE workflow_schedules (
                organization_id uuid NOT NULL,
                workflow_id uuid NOT NULL,
                position int NOT NULL,
                version int NOT NULL,
                cron text NOT NULL,
                time_zone text NOT NULL,
                misfire text NOT NULL CHECK (misfire IN ('skip', 'once', 'all')),
                next_at timestamptz NOT NULL,
                PRIMARY KEY (organization_id, workflow_id, position));
            CREATE INDEX ix_workflow_schedules_due ON workflow_schedules (next_at);
            """);
        migrationBuilder.WallOff("workflow_schedules", app: "SELECT, INSERT, DELETE", system: "SELECT, UPDATE");
    }
}
