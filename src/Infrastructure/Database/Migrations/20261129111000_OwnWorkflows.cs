using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Financbase.Infrastructure.Database.Migrations;

/// <summary>Who made a workflow, for roles that reach their holder's own only; of older ones the audit log knows it.</summary>
[DbContext(typeof(FinancbaseDbContext))]
[Migration("20261129111000_OwnWorkflows")]
public sealed class OwnWorkflows : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        ALTER TABLE workflows ADD COLUMN created_by uuid;
        UPDATE workflows w SET created_by = (
            SELECT a.user_id FROM audit_logs a
            WHERE a.organization_id = w.organization_id AND a.target_kind = 'workflow' AND a.target_id = w.id::text
                AND a.action IN ('workflow.create', 'workflow.import', 'workflow.instantiate_template')
            ORDER BY a.at LIMIT 1);
        CREATE INDEX ix_workflows_created_by ON workflows (organization_id, created_by) WHERE created_by IS NOT NULL;
        """);
}
