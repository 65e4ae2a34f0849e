using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Financbase.Infrastructure.Database.Migrations;

/// <summary>What every feature stands on: the clock, the look-ups before an organization is known, events, idempotency.</summary>
[DbContext(typeof(FinancbaseDbContext))]
[Migration("20261123233700_Spine")]
public sealed class Spine : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(Clock);
        migrationBuilder.Sql(LookUps);
        migrationBuilder.Sql(Events);
        migrationBuilder.WallOff("events", app: "SELECT, INSERT", system: "SELECT, INSERT");
        migrationBuilder.WallOff("event_deliveries", app: "SELECT, INSERT", system: "SELECT, INSERT, UPDATE");
        migrationBuilder.Sql(Idempotency);
        migrationBuilder.WallOff("idempotency_keys", system: "SELECT, DELETE");
    }

    // Leases and due times go by the database's clock. Only a test database may shift it.
    private const string Clock = """
        CREATE FUNCTION app_now() RETURNS timestamptz LANGUAGE sql STABLE PARALLEL SAFE AS $$
            SELECT statement_timestamp() + CASE WHEN current_database() LIKE 'financbase\_test%'
                THEN COALESCE(NULLIF(current_setting('app.clock_shift', true), '')::interval, interval '0')
                ELSE interval '0' END
        $$;
        """;

    private const string LookUps = """
        CREATE FUNCTION lookup_organization_by_slug(wanted text)
            RETURNS TABLE (id uuid, slug text, name text, base_currency text)
            LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
            SELECT o.id, o.slug::text, o.name::text, o.base_currency::text FROM organizations o WHERE o.slug = wanted
        $$;
        CREATE FUNCTION lookup_organization_by_id(wanted uuid)
            RETURNS TABLE (id uuid, slug text, name text, base_currency text)
            LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
            SELECT o.id, o.slug::text, o.name::text, o.base_currency::text FROM organizations o WHERE o.id = wanted
        $$;
        CREATE FUNCTION lookup_memberships(wanted_user uuid)
            RETURNS TABLE (organization_id uuid, slug text, name text, base_currency text, role text)
            LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
            SELECT o.id, o.slug::text, o.name::text, o.base_currency::text, m.role::text
            FROM memberships m JOIN organizations o ON o.id = m.organization_id
            WHERE m.user_id = wanted_user ORDER BY o.name
        $$;
        REVOKE EXECUTE ON FUNCTION lookup_organization_by_slug(text), lookup_organization_by_id(uuid),
            lookup_memberships(uuid) FROM PUBLIC;
        GRANT EXECUTE ON FUNCTION lookup_organization_by_slug(text), lookup_organization_by_id(uuid),
            lookup_memberships(uuid) TO financbase_app;
        """;

    private const string Events = """
        CREATE TABLE events (
            organization_id uuid NOT NULL,
            id uuid NOT NULL,
            position bigint GENERATED ALWAYS AS IDENTITY,
            type text NOT NULL,
            version int NOT NULL,
            occurred_at timestamptz NOT NULL,
            data jsonb NOT NULL,
            caused_by uuid,
            depth int NOT NULL,
            origin text NOT NULL CHECK (origin IN ('live', 'backfill')),
            PRIMARY KEY (organization_id, id));
        CREATE INDEX ix_events_organization_position ON events (organization_id, position);
        CREATE TABLE event_deliveries (
            organization_id uuid NOT NULL,
            event_id uuid NOT NULL,
            position bigint NOT NULL,
            consumer text NOT NULL,
            state text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'done', 'dead')),
            attempts int NOT NULL DEFAULT 0,
            due_at timestamptz NOT NULL DEFAULT app_now(),
            last_error text,
            PRIMARY KEY (organization_id, event_id, consumer),
            FOREIGN KEY (organization_id, event_id) REFERENCES events (organization_id, id));
        CREATE UNIQUE INDEX ix_event_deliveries_consumer_position ON event_deliveries (consumer, position);
        CREATE INDEX ix_event_deliveries_pending ON event_deliveries (consumer, position) WHERE state = 'pending';
        """;

    private const string Idempotency = """
        CREATE TABLE idempotency_keys (
            organization_id uuid NOT NULL,
            principal text NOT NULL,
            route text NOT NULL,
            key text NOT NULL,
            request_hash bytea NOT NULL,
            answer text NOT NULL,
            created_at timestamptz NOT NULL DEFAULT app_now(),
            PRIMARY KEY (organization_id, principal, route, key));
        CREATE INDEX ix_idempotency_keys_created ON idempotency_keys (created_at);
        """;
}
