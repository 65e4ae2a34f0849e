using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Financbase.Infrastructure.Database.Migrations;

/// <summary>Jobs of several kinds: the loop that hands them over sees which, and what came of one is told.</summary>
[DbContext(typeof(FinancbaseDbContext))]
[Migration("20261128020010_JobKinds")]
public sealed class JobKinds : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql($"""
        ALTER TABLE jobs ADD COLUMN note character varying(500);
        GRANT SELECT (kind) ON jobs TO {DatabaseOptions.SystemRole};
        """);
}
