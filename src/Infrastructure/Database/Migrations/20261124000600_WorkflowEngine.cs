using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Financbase.Infrastructure.Database.Migrations;

/// <summary>
/// The workflow engine's own tables, see src/Infrastructure/Workflows/README.md. History is partitioned by UUIDv7
/// ranges, so that old history is dropped and never deleted row by row. Payloads are json, not jsonb: kept to the
/// letter (order of members, escapes that jsonb refuses) and cheaper to write.
/// </summary>
[DbContext(typeof(FinancbaseDbContext))]
[Migration("20261124000600_WorkflowEngine")]
public sealed class WorkflowEngine : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(History);
        migrationBuilder.WallOff("workflow_executions", app: "SELECT, INSERT, UPDATE", system: "SELECT, INSERT, UPDATE");
        migrationBuilder.WallOff("workflow_step_executions", app: "SELECT, INSERT", system: "SELECT, INSERT");
        migrationBuilder.WallOff("workflow_logs", app: "SELECT, INSERT", system: "SELECT, INSERT");
        migrationBuilder.Sql(Queue);
        migrationBuilder.WallOff("workflow_ready", app: "SELECT, INSERT, DELETE", system: Walls.AllRows);
        migrationBuilder.WallOff("workflow_timers", app: "SELECT, DELETE", system: Walls.AllRows);
        migrationBuilder.WallOff("workflow_dedupe", app: "SELECT, INSERT", system: "SELECT, INSERT, DELETE");
        migrationBuilder.Share("workers", app: "SELECT", system: Walls.AllRows);
        migrationBuilder.Sql(Partitions);
    }

    private const string History = """
        CREATE TABLE workflow_executions (
            organization_id uuid NOT NULL,
            id uuid NOT NULL,
            workflow_id uuid NOT NULL,
            version int NOT NULL,
            status text NOT NULL DEFAULT 'queued' CHECK (status IN
                ('queued', 'running', 'waiting', 'succeeded', 'failed', 'cancelled', 'parked')),
            source text NOT NULL,
            event_id uuid,
            depth int NOT NULL DEFAULT 0,
            input json NOT NULL,
            event json,
            state json,
            output json,
            error json,
            failed_step text,
            parked_reason text CHECK (parked_reason IN ('outcome_unknown', 'poison')),
            created_at timestamptz NOT NULL DEFAULT app_now(),
            started_at timestamptz,
            finished_at timestamptz,
            PRIMARY KEY (organization_id, id)) PARTITION BY RANGE (id);
        CREATE INDEX ix_workflow_executions_workflow ON workflow_executions (organization_id, workflow_id, id);

        CREATE SEQUENCE workflow_step_positions;
        CREATE TABLE workflow_step_executions (
            organization_id uuid NOT NULL,
            execution_id uuid NOT NULL,
            position bigint NOT NULL DEFAULT nextval('workflow_step_positions'),
            step text NOT NULL,
            path text NOT NULL,
            attempt int NOT NULL,
            type text NOT NULL,
            effect text NOT NULL,
            status text NOT NULL,
            idempotency_key text,
            input json,
            output json,
            error json,
            duration_ms real,
            at timestamptz NOT NULL DEFAULT app_now(),
            PRIMARY KEY (organization_id, execution_id, position)) PARTITION BY RANGE (execution_id);

        CREATE TABLE workflow_logs (
            organization_id uuid NOT NULL,
            id uuid NOT NULL,
            execution_id uuid NOT NULL,
            step text,
            level text NOT NULL CHECK (level IN ('info', 'warning', 'error')),
            message text NOT NULL,
            at timestamptz NOT NULL DEFAULT app_now(),
            PRIMARY KEY (organization_id, id)) PARTITION BY RANGE (id);
        CREATE INDEX ix_workflow_logs_execution ON workflow_logs (organization_id, execution_id, id);

        GRANT USAGE ON SEQUENCE workflow_step_positions TO financbase_app, financbase_system;
        """;

    // Hot and small: a row exists only while an execution has something to do. Vacuum keeps it so.
    private const string Queue = """
        CREATE SEQUENCE workflow_fences;
        CREATE TABLE workflow_ready (
            organization_id uuid NOT NULL,
            execution_id uuid NOT NULL,
            due_at timestamptz NOT NULL DEFAULT app_now(),
            worker_id uuid,
            fence bigint,
            claimed_at timestamptz,
            attempts int NOT NULL DEFAULT 0,
            woken boolean NOT NULL DEFAULT false,
            PRIMARY KEY (organization_id, execution_id))
            WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000);
        CREATE INDEX ix_workflow_ready_free ON workflow_ready (organization_id, due_at) WHERE worker_id IS NULL;
        CREATE INDEX ix_workflow_ready_execution ON workflow_ready (execution_id);
        CREATE INDEX ix_workflow_ready_worker ON workflow_ready (worker_id) WHERE worker_id IS NOT NULL;

        CREATE TABLE workflow_timers (
            organization_id uuid NOT NULL,
            execution_id uuid NOT NULL,
            address text NOT NULL,
            due_at timestamptz NOT NULL,
            fired boolean NOT NULL DEFAULT false,
            PRIMARY KEY (organization_id, execution_id, address))
            WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000);
        CREATE INDEX ix_workflow_timers_due ON workflow_timers (due_at) WHERE NOT fired;

        CREATE TABLE workflow_dedupe (
            organization_id uuid NOT NULL,
            workflow_id uuid NOT NULL,
            key text NOT NULL,
            execution_id uuid NOT NULL,
            created_at timestamptz NOT NULL DEFAULT app_now(),
            PRIMARY KEY (organization_id, workflow_id, key));
        CREATE INDEX ix_workflow_dedupe_created ON workflow_dedupe (created_at);

        CREATE TABLE workers (
            id uuid NOT NULL PRIMARY KEY,
            name text NOT NULL,
            started_at timestamptz NOT NULL DEFAULT app_now(),
            seen_at timestamptz NOT NULL DEFAULT app_now());

        GRANT USAGE ON SEQUENCE workflow_fences TO financbase_system;
        """;

    // A partition is made beside its parent and then attached, which does not stop writers. Nobody is granted anything
    // on it: a partition read directly would bypass its parent's policy.
    private const string Partitions = """
        CREATE FUNCTION first_uuid_at(moment timestamptz) RETURNS uuid LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
            SELECT (lpad(to_hex((extract(epoch FROM moment) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid
        $$;

        CREATE FUNCTION make_partition(parent text, name text, lower_bound text, upper_bound text) RETURNS void
            LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
        BEGIN
            IF to_regclass(name) IS NULL THEN
                EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING ALL)', name, parent);
                EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (%s) TO (%s)',
                    parent, name, lower_bound, upper_bound);
            END IF;
        END $$;
        REVOKE EXECUTE ON FUNCTION make_partition(text, text, text, text) FROM PUBLIC;

        CREATE FUNCTION prepare_workflow_partitions() RETURNS void
            LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
        DECLARE
            today timestamp := date_trunc('day', app_now() AT TIME ZONE 'UTC');
            day timestamp;
            parent text;
        BEGIN
            PERFORM pg_advisory_xact_lock(hashtext('prepare_workflow_partitions'));
            FOREACH parent IN ARRAY ARRAY['workflow_executions', 'workflow_step_executions'] LOOP
                FOR day IN SELECT generate_series(date_trunc('week', today), today + interval '8 weeks', interval '1 week') LOOP
                    PERFORM make_partition(parent, parent || to_char(day, '_YYYYMMDD'),
                        quote_literal(first_uuid_at(day AT TIME ZONE 'UTC')),
                        quote_literal(first_uuid_at((day + interval '1 week') AT TIME ZONE 'UTC')));
                END LOOP;
            END LOOP;
            FOR day IN SELECT generate_series(today, today + interval '14 days', interval '1 day') LOOP
                PERFORM make_partition('workflow_logs', to_char(day, '"workflow_logs_"YYYYMMDD'),
                    quote_literal(first_uuid_at(day AT TIME ZONE 'UTC')),
                    quote_literal(first_uuid_at((day + interval '1 day') AT TIME ZONE 'UTC')));
            END LOOP;
        END $$;
        REVOKE EXECUTE ON FUNCTION prepare_workflow_partitions() FROM PUBLIC;
        GRANT EXECUTE ON FUNCTION prepare_workflow_partitions() TO financbase_system;

        -- Ids made by a clock that is behind.
        SELECT make_partition('workflow_executions', 'workflow_executions_before', 'MINVALUE',
            quote_literal(first_uuid_at(date_trunc('week', app_now(), 'UTC'))));
        SELECT make_partition('workflow_step_executions', 'workflow_step_executions_before', 'MINVALUE',
            quote_literal(first_uuid_at(date_trunc('week', app_now(), 'UTC'))));
        SELECT make_partition('workflow_logs', 'workflow_logs_before', 'MINVALUE',
            quote_literal(first_uuid_at(date_trunc('day', app_now(), 'UTC'))));
        SELECT prepare_workflow_partitions();
        """;
}
