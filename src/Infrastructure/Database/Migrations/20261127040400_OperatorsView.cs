using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Financbase.Infrastructure.Database.Migrations;

/// <summary>What operators see of organizations. The function asks itself whether its caller is one.</summary>
[DbContext(typeof(FinancbaseDbContext))]
[Migration("20261127040400_OperatorsView")]
public sealed class OperatorsView : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        CREATE FUNCTION list_organizations(reader uuid, before uuid, wanted_state text, pattern text, most int)
            RETURNS TABLE (id uuid, slug text, name text, state text, state_changed_at timestamptz, created_at timestamptz, members int, last_activity_at timestamptz)
            LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
            SELECT o.id, o.slug::text, o.name::text, o.state::text, o.state_changed_at, o.created_at,
                (SELECT count(*)::int FROM memberships m WHERE m.organization_id = o.id),
                (SELECT a.at FROM audit_logs a WHERE a.organization_id = o.id ORDER BY a.id DESC LIMIT 1)
            FROM organizations o
            WHERE EXISTS (SELECT FROM users u WHERE u.id = reader AND u.is_operator)
                AND (before IS NULL OR o.id < before)
                AND (wanted_state IS NULL OR o.state = wanted_state)
                AND (pattern IS NULL OR o.name ILIKE pattern OR o.slug ILIKE pattern)
            ORDER BY o.id DESC LIMIT most
        $$;
        REVOKE EXECUTE ON FUNCTION list_organizations(uuid, uuid, text, text, int) FROM PUBLIC;
        GRANT EXECUTE ON FUNCTION list_organizations(uuid, uuid, text, text, int) TO financbase_app;
        """);
}
