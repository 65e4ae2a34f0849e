using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Financbase.Infrastructure.Database.Migrations;

/// <summary>Mails that wait to be sent. Requests write them and never read them back.</summary>
[DbContext(typeof(FinancbaseDbContext))]
[Migration("20261126230000_OutgoingMails")]
public sealed class OutgoingMails : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("""
            CREATE TABLE outgoing_mails (
                id uuid PRIMARY KEY,
                organization_id uuid,
                kind text NOT NULL,
                sealed bytea,
                state text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'sent', 'captured', 'dead')),
                attempts int NOT NULL DEFAULT 0,
                queued_at timestamptz NOT NULL DEFAULT app_now(),
                due_at timestamptz NOT NULL DEFAULT app_now(),
                ended_at timestamptz,
                last_error text,
                CHECK (sealed IS NOT NULL OR state IN ('sent', 'dead')));
            CREATE INDEX ix_outgoing_mails_due ON outgoing_mails (due_at) WHERE state = 'pending';
            CREATE INDEX ix_outgoing_mails_ended ON outgoing_mails (ended_at) WHERE ended_at IS NOT NULL;
            """);
        migrationBuilder.Share("outgoing_mails", app: "INSERT", system: Walls.AllRows);
    }
}
