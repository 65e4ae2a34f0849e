using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Financbase.Infrastructure.Database.Migrations;

/// <summary>Days are left to those who may close the books; whoever says so has the ledger alone, as with closing.</summary>
[DbContext(typeof(FinancbaseDbContext))]
[Migration("20261218010000_ReservedDays")]
public sealed class ReservedDays : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        ALTER TABLE books ADD COLUMN reserved_through date;
        DROP TRIGGER alone ON books;
        CREATE TRIGGER alone BEFORE INSERT OR UPDATE OF locked_through, reserved_through ON books FOR EACH ROW EXECUTE FUNCTION close_books_alone();
        """);
}
