using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Financbase.Infrastructure.Database.Migrations;

/// <summary>Deliveries of organizations that are set aside leave the dispatcher's queue until they are active again.</summary>
[DbContext(typeof(FinancbaseDbContext))]
[Migration("20261217050000_ParkedDeliveries")]
public sealed class ParkedDeliveries : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        ALTER TABLE event_deliveries ADD COLUMN parked boolean NOT NULL DEFAULT false;
        DROP INDEX ix_event_deliveries_pending;
        CREATE INDEX ix_event_deliveries_pending ON event_deliveries (consumer, position) WHERE state = 'pending' AND NOT parked;
        CREATE INDEX ix_event_deliveries_parked ON event_deliveries (consumer, organization_id, position) WHERE parked;
        """);
}
