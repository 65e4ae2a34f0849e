using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Financbase.Infrastructure.Database.Migrations;

/// <summary>What guards the doors: the counts of attempts, the journal of security events, the look-up of API keys.</summary>
[DbContext(typeof(FinancbaseDbContext))]
[Migration("20261123235900_SecurityTables")]
public sealed class SecurityTables : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(People);
        migrationBuilder.Sql(Attempts);
        migrationBuilder.Share("sign_in_attempts");
        migrationBuilder.Sql(Journal);
        migrationBuilder.Share("security_events", app: "INSERT", system: "SELECT");
        migrationBuilder.Sql(LookUp);
    }

    // EF cannot relate the domain's UserId to Identity's Guid, so these stand here.
    private const string People = """
        ALTER TABLE memberships ADD FOREIGN KEY (user_id) REFERENCES users (id);
        ALTER TABLE user_sessions ADD FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE;
        ALTER TABLE api_keys ADD FOREIGN KEY (created_by) REFERENCES users (id);
        """;

    // The subject is a keyed hash of an e-mail address or a network: the table names nobody.
    private const string Attempts = """
        CREATE TABLE sign_in_attempts (
            subject bytea PRIMARY KEY,
            attempts int NOT NULL,
            ends_at timestamptz NOT NULL);
        CREATE INDEX ix_sign_in_attempts_ends_at ON sign_in_attempts (ends_at);
        """;

    private const string Journal = """
        CREATE TABLE security_events (
            id uuid PRIMARY KEY,
            kind text NOT NULL,
            occurred_at timestamptz NOT NULL DEFAULT app_now(),
            user_id uuid,
            organization_id uuid,
            address inet,
            detail text,
            trace_id text);
        CREATE INDEX ix_security_events_user ON security_events (user_id, occurred_at);
        """;

    // A key dies with its creator's membership; the role of today bounds what it may do.
    private const string LookUp = """
        CREATE FUNCTION lookup_api_key(wanted text)
            RETURNS TABLE (id uuid, organization_id uuid, hash bytea, scopes text[], allowed_networks cidr[],
                expires_at timestamptz, revoked_at timestamptz, created_by uuid, creator_role text)
            LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
            SELECT k.id, k.organization_id, k.hash, k.scopes, k.allowed_networks, k.expires_at, k.revoked_at,
                k.created_by, m.role::text
            FROM api_keys k LEFT JOIN memberships m ON m.organization_id = k.organization_id AND m.user_id = k.created_by
            WHERE k.public_id = wanted LIMIT 1
        $$;
        REVOKE EXECUTE ON FUNCTION lookup_api_key(text) FROM PUBLIC;
        GRANT EXECUTE ON FUNCTION lookup_api_key(text) TO financbase_app;
        """;
}
