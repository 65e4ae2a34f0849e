using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Financbase.Infrastructure.Database.Migrations;

[DbContext(typeof(FinancbaseDbContext))]
[Migration("20261128020000_Repetitions")]
public sealed class Repetitions : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        "CREATE INDEX ix_workflow_executions_retry_of ON workflow_executions (organization_id, retry_of) WHERE retry_of IS NOT NULL");
}
