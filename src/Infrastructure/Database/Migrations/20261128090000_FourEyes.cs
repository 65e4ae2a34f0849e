using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Financbase.Infrastructure.Database.Migrations;

/// <summary>Who started an execution; and for an approval that asks for four eyes, that it does not ask this person.</summary>
[DbContext(typeof(FinancbaseDbContext))]
[Migration("20261128090000_FourEyes")]
public sealed class FourEyes : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        ALTER TABLE workflow_executions ADD COLUMN started_by uuid;
        ALTER TABLE approvals ADD COLUMN submitted_by uuid;

        CREATE OR REPLACE FUNCTION approval_asks(asked approvals, member uuid, member_role text, member_email text) RETURNS boolean
            LANGUAGE sql STABLE AS $$
            SELECT COALESCE(asked.submitted_by IS DISTINCT FROM member AND (member = ANY (asked.delegates)
                OR asked.approver = member_role OR upper(asked.approver) = member_email
                OR (asked.escalate_at <= app_now() AND (asked.escalate_to = member_role OR upper(asked.escalate_to) = member_email))), false)
        $$;
        """);
}
