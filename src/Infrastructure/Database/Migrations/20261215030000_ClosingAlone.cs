using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Financbase.Infrastructure.Database.Migrations;

/// <summary>Whoever closes or opens a period has the ledger alone, also who writes to the table itself: a close cannot race a posting.</summary>
[DbContext(typeof(FinancbaseDbContext))]
[Migration("20261215030000_ClosingAlone")]
public sealed class ClosingAlone : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        CREATE FUNCTION close_books_alone() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
        BEGIN
            PERFORM pg_advisory_xact_lock(ledger_key(NEW.organization_id));
            RETURN NEW;
        END $$;
        CREATE TRIGGER alone BEFORE INSERT OR UPDATE OF locked_through ON books FOR EACH ROW EXECUTE FUNCTION close_books_alone();
        """);
}
