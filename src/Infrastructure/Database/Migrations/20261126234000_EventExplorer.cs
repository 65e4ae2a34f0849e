using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Financbase.Infrastructure.Database.Migrations;

/// <summary>Lets an organization look through its event log and hand events over again.</summary>
[DbContext(typeof(FinancbaseDbContext))]
[Migration("20261126234000_EventExplorer")]
public sealed class EventExplorer : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        CREATE INDEX ix_events_type ON events (organization_id, type, position);
        CREATE INDEX ix_events_occurred_at ON events (organization_id, occurred_at);
        CREATE INDEX ix_events_caused_by ON events (organization_id, caused_by, position) WHERE caused_by IS NOT NULL;
        GRANT UPDATE (state, attempts, due_at) ON event_deliveries TO financbase_app;
        """);
}
