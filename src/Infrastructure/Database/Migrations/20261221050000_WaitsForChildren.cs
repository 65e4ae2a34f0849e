using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Financbase.Infrastructure.Database.Migrations;

/// <summary>
/// An execution that waits for another one has a row of <c>workflow_waits</c> as long as it does, so that one which is left behind
/// is told from one that is waited for; and one that is to be cancelled for a newer one is marked, until that is done.
/// </summary>
[DbContext(typeof(FinancbaseDbContext))]
[Migration("20261221050000_WaitsForChildren")]
public sealed class WaitsForChildren : Migration
{
    // Of those that were started before it is not known who is still waited for: all, as was taken for granted.
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        ALTER TABLE workflow_waits
            ALTER COLUMN event DROP NOT NULL,
            ADD COLUMN child uuid,
            ADD CONSTRAINT workflow_waits_for_check CHECK ((event IS NULL) <> (child IS NULL));
        INSERT INTO workflow_waits (organization_id, execution_id, address, child)
        SELECT c.organization_id, c.parent_id, c.parent_address, c.id
        FROM workflow_executions c
        JOIN workflow_executions p ON p.organization_id = c.organization_id AND p.id = c.parent_id
        WHERE c.finished_at IS NULL AND p.finished_at IS NULL
        ON CONFLICT DO NOTHING;

        ALTER TABLE workflow_turns ADD COLUMN leaving boolean NOT NULL DEFAULT false;
        CREATE INDEX ix_workflow_turns_leaving ON workflow_turns (position) WHERE leaving;
        DROP INDEX ix_workflow_turns_ancestors;
        """);
}
