using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Financbase.Infrastructure.Database.Migrations;

/// <summary>Measurements of an organization's own, added and forgotten but never changed.</summary>
[DbContext(typeof(FinancbaseDbContext))]
[Migration("20261128040010_Metrics")]
public sealed class Metrics : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("""
            CREATE TABLE metrics (
                organization_id uuid NOT NULL,
                id uuid NOT NULL,
                at timestamptz NOT NULL,
                name text NOT NULL CHECK (length(name) <= 100),
                value numeric NOT NULL,
                labels jsonb NOT NULL,
                PRIMARY KEY (organization_id, id));
            CREATE INDEX ix_metrics_name ON metrics (organization_id, name, id DESC);
            CREATE INDEX ix_metrics_at ON metrics (at);
            """);
        migrationBuilder.WallOff("metrics", app: "SELECT, INSERT", system: "SELECT, DELETE");
    }
}
