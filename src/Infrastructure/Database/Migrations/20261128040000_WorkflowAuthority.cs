using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Financbase.Infrastructure.Database.Migrations;

/// <summary>
/// What the steps of a version may do, up to which version that was taken away, and what database steps have done. A row of
/// <c>workflow_effects</c> has no output only inside the transaction that makes it.
/// </summary>
[DbContext(typeof(FinancbaseDbContext))]
[Migration("20261128040000_WorkflowAuthority")]
public sealed class WorkflowAuthority : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("""
            ALTER TABLE workflow_versions ADD COLUMN authority json NOT NULL DEFAULT '{}';
            ALTER TABLE workflows ADD COLUMN revoked_through int;

            CREATE TABLE workflow_effects (
                organization_id uuid NOT NULL,
                key text NOT NULL,
                output json,
                created_at timestamptz NOT NULL DEFAULT app_now(),
                PRIMARY KEY (organization_id, key));
            CREATE INDEX ix_workflow_effects_created ON workflow_effects (created_at);
            """);
        migrationBuilder.WallOff("workflow_effects", app: "SELECT, INSERT, UPDATE", system: "SELECT, DELETE");
    }
}
