using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Financbase.Infrastructure.Database.Migrations;

/// <summary>An API key remembers what it was made as, for its successors; notifications are counted by the hour and forgotten.</summary>
[DbContext(typeof(FinancbaseDbContext))]
[Migration("20261128060000_KeysAndNotices")]
public sealed class KeysAndNotices : Migration
{
    // The conversion fills the column past the rows' walls, which an UPDATE would not pass. Of keys from before, nothing
    // tells the mode.
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql($"""
        ALTER TABLE api_keys ADD COLUMN lifetime interval, ADD COLUMN mode text NOT NULL DEFAULT 'live' CHECK (mode IN ('live', 'test'));
        ALTER TABLE api_keys ALTER COLUMN lifetime TYPE interval USING expires_at - created_at;
        ALTER TABLE api_keys ALTER COLUMN lifetime SET NOT NULL, ALTER COLUMN mode DROP DEFAULT;

        CREATE POLICY system ON notifications TO {DatabaseOptions.SystemRole} USING (true) WITH CHECK (true);
        GRANT DELETE, SELECT (organization_id, id, created_at, read_at) ON notifications TO {DatabaseOptions.SystemRole};
        CREATE INDEX ix_notifications_created ON notifications (organization_id, created_at);
        """);
}
