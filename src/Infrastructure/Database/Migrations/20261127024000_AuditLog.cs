using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Financbase.Infrastructure.Database.Migrations;

/// <summary>
/// What was changed by whom, for ever. Nobody may change or remove a row: the roles have no right to, and a trigger refuses
/// it to the owner as well. JSON is json, not jsonb: kept to the letter, as a later check has to read it.
/// </summary>
[DbContext(typeof(FinancbaseDbContext))]
[Migration("20261127024000_AuditLog")]
public sealed class AuditLog : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(Log);
        migrationBuilder.WallOff("audit_logs", app: "SELECT, INSERT", system: "INSERT");
        migrationBuilder.Sql(Guard);
        migrationBuilder.Sql(Partitions);
        migrationBuilder.Sql(SecurityEvents);
    }

    private const string Log = """
        CREATE TABLE audit_logs (
            organization_id uuid NOT NULL,
            id uuid NOT NULL,
            at timestamptz NOT NULL,
            actor_kind text NOT NULL CHECK (actor_kind IN ('user', 'api_key', 'workflow', 'operator', 'system', 'anonymous')),
            actor text NOT NULL,
            user_id uuid,
            actor_name text,
            action text NOT NULL,
            target_kind text,
            target_id text,
            target_label text,
            changes json NOT NULL,
            omitted int NOT NULL,
            summary json NOT NULL,
            request_id text,
            auth_method text,
            session_id uuid,
            api_key_id uuid,
            address inet,
            caused_by uuid,
            PRIMARY KEY (organization_id, id)) PARTITION BY RANGE (id);
        CREATE INDEX ix_audit_logs_user ON audit_logs (organization_id, user_id, id);
        CREATE INDEX ix_audit_logs_action ON audit_logs (organization_id, action, id);
        CREATE INDEX ix_audit_logs_target ON audit_logs (organization_id, target_id, id);
        """;

    private const string Guard = """
        CREATE FUNCTION refuse_change_of_history() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
        BEGIN
            RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
        END $$;
        CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON audit_logs FOR EACH ROW EXECUTE FUNCTION refuse_change_of_history();
        CREATE TRIGGER no_truncate BEFORE TRUNCATE ON audit_logs FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_history();
        """;

    // By quarter: seven years are 28 partitions.
    private const string Partitions = """
        CREATE FUNCTION prepare_audit_partitions() RETURNS void
            LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
        DECLARE
            now timestamp := date_trunc('quarter', app_now() AT TIME ZONE 'UTC');
            quarter timestamp;
        BEGIN
            PERFORM pg_advisory_xact_lock(hashtext('prepare_audit_partitions'));
            FOR quarter IN SELECT generate_series(now, now + interval '2 years', interval '3 months') LOOP
                PERFORM make_partition('audit_logs', to_char(quarter, '"audit_logs_"YYYY"q"Q'),
                    quote_literal(first_uuid_at(quarter AT TIME ZONE 'UTC')),
                    quote_literal(first_uuid_at((quarter + interval '3 months') AT TIME ZONE 'UTC')));
            END LOOP;
        END $$;
        REVOKE EXECUTE ON FUNCTION prepare_audit_partitions() FROM PUBLIC;
        GRANT EXECUTE ON FUNCTION prepare_audit_partitions() TO financbase_system;

        -- Ids made by a clock that is behind.
        SELECT make_partition('audit_logs', 'audit_logs_before', 'MINVALUE',
            quote_literal(first_uuid_at(date_trunc('quarter', app_now(), 'UTC'))));
        SELECT prepare_audit_partitions();
        """;

    // An organization sees what happened at its own door, and how its members signed in since they are members. What of it
    // belongs to another organization, and who a stranger is, it does not see.
    private const string SecurityEvents = """
        CREATE INDEX ix_security_events_organization ON security_events (organization_id, id) WHERE organization_id IS NOT NULL;
        CREATE INDEX ix_security_events_person ON security_events (user_id, id) WHERE organization_id IS NULL;
        CREATE FUNCTION list_security_events(before_id uuid, wanted_kind text, wanted_person text, from_at timestamptz, to_at timestamptz, most int)
            RETURNS TABLE (id uuid, kind text, occurred_at timestamptz, user_id uuid, person text, address inet, detail text)
            LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
            WITH own AS (SELECT NULLIF(current_setting('app.organization_id', true), '')::uuid AS id),
            people AS (
                SELECT m.user_id, m.joined_at, u.email::text AS email
                FROM memberships m JOIN users u ON u.id = m.user_id
                WHERE m.organization_id = (SELECT own.id FROM own)
                    AND (wanted_person IS NULL OR strpos(lower(u.email::text), lower(wanted_person)) > 0)),
            found AS (
                (SELECT e.id, e.kind, e.occurred_at, p.user_id, p.email, e.address, e.detail
                 FROM security_events e LEFT JOIN people p ON p.user_id = e.user_id
                 WHERE e.organization_id = (SELECT own.id FROM own)
                    AND (before_id IS NULL OR e.id < before_id) AND (wanted_kind IS NULL OR e.kind = wanted_kind)
                    AND (wanted_person IS NULL OR p.user_id IS NOT NULL)
                    AND (from_at IS NULL OR e.occurred_at >= from_at) AND (to_at IS NULL OR e.occurred_at < to_at)
                 ORDER BY e.id DESC LIMIT most)
                UNION ALL
                SELECT e.id, e.kind, e.occurred_at, p.user_id, p.email, e.address, NULL
                FROM people p CROSS JOIN LATERAL (
                    SELECT * FROM security_events s
                    WHERE s.organization_id IS NULL AND s.user_id = p.user_id AND s.occurred_at >= p.joined_at
                        AND (before_id IS NULL OR s.id < before_id) AND (wanted_kind IS NULL OR s.kind = wanted_kind)
                        AND (from_at IS NULL OR s.occurred_at >= from_at) AND (to_at IS NULL OR s.occurred_at < to_at)
                    ORDER BY s.id DESC LIMIT most) AS e)
            SELECT found.id, found.kind, found.occurred_at, found.user_id, found.email, found.address, found.detail
            FROM found ORDER BY found.id DESC LIMIT most
        $$;
        REVOKE EXECUTE ON FUNCTION list_security_events(uuid, text, text, timestamptz, timestamptz, int) FROM PUBLIC;
        GRANT EXECUTE ON FUNCTION list_security_events(uuid, text, text, timestamptz, timestamptz, int) TO financbase_app;
        """;
}
