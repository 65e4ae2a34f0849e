using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Financbase.Infrastructure.Database.Migrations;

/// <summary>Quotas that operators gave single organizations, and notes of those that were reached.</summary>
[DbContext(typeof(FinancbaseDbContext))]
[Migration("20261129010010_WorkflowQuotas")]
public sealed class WorkflowQuotas : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("""
            CREATE TABLE workflow_quotas (
                organization_id uuid PRIMARY KEY,
                executions_per_day bigint CHECK (executions_per_day >= 0),
                unfinished bigint CHECK (unfinished >= 0));
            CREATE TABLE workflow_quota_notices (
                organization_id uuid NOT NULL,
                day date NOT NULL,
                quota text NOT NULL CHECK (quota IN ('executions_per_day', 'unfinished')),
                most bigint NOT NULL,
                told_at timestamptz,
                PRIMARY KEY (organization_id, day, quota));
            CREATE INDEX ix_workflow_quota_notices_untold ON workflow_quota_notices (organization_id, day, quota) WHERE told_at IS NULL;
            """);
        migrationBuilder.WallOff("workflow_quotas", app: "SELECT, INSERT, UPDATE", system: "SELECT");
        migrationBuilder.WallOff("workflow_quota_notices", app: "SELECT", system: Walls.AllRows);
    }
}
