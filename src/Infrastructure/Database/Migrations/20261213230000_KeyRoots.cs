using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Financbase.Infrastructure.Database.Migrations;

/// <summary>Executions that make their calls under the same idempotency keys are found by these, before one more does.</summary>
[DbContext(typeof(FinancbaseDbContext))]
[Migration("20261213230000_KeyRoots")]
public sealed class KeyRoots : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        "CREATE INDEX ix_workflow_executions_key_root ON workflow_executions (organization_id, key_root) WHERE key_root IS NOT NULL");
}
