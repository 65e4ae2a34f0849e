using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Financbase.Infrastructure.Database.Migrations;

/// <summary>Operators see how many executions of an organization are under way, however many these are.</summary>
[DbContext(typeof(FinancbaseDbContext))]
[Migration("20261130130000_OperatorsCountAll")]
public sealed class OperatorsCountAll : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        CREATE OR REPLACE FUNCTION list_organizations(reader uuid, before uuid, wanted_state text, pattern text, most int)
            RETURNS TABLE (
                id uuid, slug text, name text, state text, state_changed_at timestamptz, created_at timestamptz, members int, last_activity_at timestamptz,
                begun_today bigint, unfinished bigint, quota_per_day bigint, quota_unfinished bigint)
            LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
            SELECT o.id, o.slug::text, o.name::text, o.state::text, o.state_changed_at, o.created_at,
                (SELECT count(*)::int FROM memberships m WHERE m.organization_id = o.id),
                (SELECT a.at FROM audit_logs a WHERE a.organization_id = o.id ORDER BY a.id DESC LIMIT 1),
                (SELECT COALESCE(sum(t.count), 0)::bigint FROM (
                    SELECT w.count FROM workflow_tallies w
                    WHERE w.organization_id = o.id AND w.day = (app_now() AT TIME ZONE 'UTC')::date AND w.outcome = 'started'
                    UNION ALL
                    SELECT e.count FROM workflow_tally_entries e
                    WHERE e.organization_id = o.id AND e.day = (app_now() AT TIME ZONE 'UTC')::date AND e.outcome = 'started') t),
                (SELECT count(*) FROM workflow_executions x
                 WHERE x.organization_id = o.id AND x.status IN ('queued', 'running', 'waiting', 'parked')),
                q.executions_per_day, q.unfinished
            FROM organizations o LEFT JOIN workflow_quotas q ON q.organization_id = o.id
            WHERE EXISTS (SELECT FROM users u WHERE u.id = reader AND u.is_operator)
                AND (before IS NULL OR o.id < before)
                AND (wanted_state IS NULL OR o.state = wanted_state)
                AND (pattern IS NULL OR o.name ILIKE pattern OR o.slug ILIKE pattern)
            ORDER BY o.id DESC LIMIT most
        $$;
        """);
}
