using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Financbase.Infrastructure.Database.Migrations;

/// <summary>To whom approvals were handed, who was told of them, and the one rule of whom they ask.</summary>
[DbContext(typeof(FinancbaseDbContext))]
[Migration("20261127071500_ApprovalPeople")]
public sealed class ApprovalPeople : Migration
{
    // Whoever decides takes the timer away first: a decision and the end of the time cannot both come true.
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        ALTER TABLE approvals
            ADD COLUMN delegates uuid[] NOT NULL DEFAULT '{}',
            ADD COLUMN announced_at timestamptz,
            ADD COLUMN escalated_at timestamptz;
        CREATE INDEX ix_approvals_news ON approvals (requested_at)
            WHERE status = 'pending' AND (announced_at IS NULL OR (escalate_at IS NOT NULL AND escalated_at IS NULL));
        DROP INDEX ix_approvals_escalate;

        CREATE FUNCTION approval_asks(asked approvals, member uuid, member_role text, member_email text) RETURNS boolean
            LANGUAGE sql STABLE AS $$
            SELECT COALESCE(member = ANY (asked.delegates)
                OR asked.approver = member_role OR upper(asked.approver) = member_email
                OR (asked.escalate_at <= app_now() AND (asked.escalate_to = member_role OR upper(asked.escalate_to) = member_email)), false)
        $$;
        GRANT UPDATE (fired) ON workflow_timers TO financbase_app;
        """);
}
