using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Financbase.Infrastructure.Database.Migrations;

/// <summary>Lets a serving process see whether the database has its version's shape.</summary>
[DbContext(typeof(FinancbaseDbContext))]
[Migration("20261126231500_ReadableHistory")]
public sealed class ReadableHistory : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Share("\"__EFMigrationsHistory\"", app: "SELECT");
}
