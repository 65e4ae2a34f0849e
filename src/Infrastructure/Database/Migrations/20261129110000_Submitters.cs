using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Financbase.Infrastructure.Database.Migrations;

/// <summary>
/// The people behind an event, handed on to what it starts: none of them decides where four eyes are asked for. Who caused
/// what happened before is not known any more.
/// </summary>
[DbContext(typeof(FinancbaseDbContext))]
[Migration("20261129110000_Submitters")]
public sealed class Submitters : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        ALTER TABLE events ADD COLUMN people uuid[] NOT NULL DEFAULT '{}';
        ALTER TABLE event_deliveries ADD COLUMN people uuid[] NOT NULL DEFAULT '{}';
        GRANT UPDATE (people) ON event_deliveries TO financbase_app;
        ALTER TABLE workflow_signals ADD COLUMN people uuid[] NOT NULL DEFAULT '{}';

        ALTER TABLE workflow_executions ADD COLUMN submitters uuid[] NOT NULL DEFAULT '{}';
        UPDATE workflow_executions SET submitters = ARRAY[started_by] WHERE started_by IS NOT NULL;
        ALTER TABLE workflow_executions DROP COLUMN started_by;

        ALTER TABLE approvals ADD COLUMN submitters uuid[] NOT NULL DEFAULT '{}';
        UPDATE approvals SET submitters = ARRAY[submitted_by] WHERE submitted_by IS NOT NULL;
        CREATE OR REPLACE FUNCTION approval_asks(asked approvals, member uuid, member_role text, member_email text) RETURNS boolean
            LANGUAGE sql STABLE AS $$
            SELECT COALESCE(member <> ALL (asked.submitters) AND (member = ANY (asked.delegates)
                OR asked.approver = member_role OR upper(asked.approver) = member_email
                OR (asked.escalate_at <= app_now() AND (asked.escalate_to = member_role OR upper(asked.escalate_to) = member_email))), false)
        $$;
        ALTER TABLE approvals DROP COLUMN submitted_by;
        """);
}
