using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Financbase.Infrastructure.Database.Migrations;

/// <summary>Lets the loops that span organizations forget what has had its time, without reading what it says.</summary>
[DbContext(typeof(FinancbaseDbContext))]
[Migration("20261127010000_Retention")]
public sealed class Retention : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql($"""
        CREATE POLICY system ON invitations TO {DatabaseOptions.SystemRole} USING (true) WITH CHECK (true);
        CREATE POLICY system ON statement_uploads TO {DatabaseOptions.SystemRole} USING (true) WITH CHECK (true);
        GRANT DELETE, SELECT (organization_id, id, expires_at) ON invitations TO {DatabaseOptions.SystemRole};
        GRANT DELETE, SELECT (organization_id, id, staged_at) ON statement_uploads TO {DatabaseOptions.SystemRole};
        GRANT DELETE, SELECT (id, expires_at) ON user_sessions TO {DatabaseOptions.SystemRole};
        GRANT DELETE, SELECT (subject, ends_at) ON sign_in_attempts TO {DatabaseOptions.SystemRole};
        GRANT DELETE ON security_events, event_deliveries TO {DatabaseOptions.SystemRole};
        CREATE INDEX ix_security_events_occurred ON security_events (occurred_at);
        """);
}
