using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Financbase.Infrastructure.Database.Migrations;

/// <summary>When recurring jobs ran last, beside each worker. A new worker has until the first time it is due.</summary>
[DbContext(typeof(FinancbaseDbContext))]
[Migration("20261128070000_JobPulse")]
public sealed class JobPulse : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql("ALTER TABLE workers ADD COLUMN jobs_at timestamptz NOT NULL DEFAULT app_now()");
}
