using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Financbase.Infrastructure.Database.Migrations;

/// <summary>Whoever hands out events tells members of their runs in the transaction of the batch.</summary>
[DbContext(typeof(FinancbaseDbContext))]
[Migration("20261216020000_NewsWithTheBatch")]
public sealed class NewsWithTheBatch : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql($"""
        CREATE POLICY system ON memberships FOR SELECT TO {DatabaseOptions.SystemRole} USING (true);
        GRANT SELECT (organization_id, user_id, role) ON memberships TO {DatabaseOptions.SystemRole};
        GRANT INSERT, SELECT (user_id, source) ON notifications TO {DatabaseOptions.SystemRole};
        """);
}
