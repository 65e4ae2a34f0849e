using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Financbase.Infrastructure.Database.Migrations;

/// <summary>Lets the loop that hands jobs over see which of an organization's jobs would only wait for each other.</summary>
[DbContext(typeof(FinancbaseDbContext))]
[Migration("20261127040300_JobShares")]
public sealed class JobShares : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql($"GRANT SELECT (subject) ON jobs TO {DatabaseOptions.SystemRole};");
}
