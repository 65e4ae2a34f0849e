using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Financbase.Infrastructure.Database.Migrations;

/// <summary>Log lines get an order, the list of executions an index by status, and old history an end.</summary>
[DbContext(typeof(FinancbaseDbContext))]
[Migration("20261127003000_EngineHistory")]
public sealed class EngineHistory : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("""
            CREATE INDEX ix_workflow_executions_status ON workflow_executions (organization_id, status, id DESC);

            CREATE SEQUENCE workflow_log_positions;
            GRANT USAGE ON SEQUENCE workflow_log_positions TO financbase_app, financbase_system;
            ALTER TABLE workflow_logs ADD COLUMN position bigint NOT NULL DEFAULT nextval('workflow_log_positions');
            DROP INDEX ix_workflow_logs_execution;
            CREATE INDEX ix_workflow_logs_execution ON workflow_logs (organization_id, execution_id, position);
            """);
        migrationBuilder.Sql(Retention);
    }

    // By the name's date. A week in which an execution has not ended is kept whole. Whoever reads history at this moment
    // is not waited for long: the next try is in some hours.
    private const string Retention = """
        CREATE FUNCTION drop_old_workflow_partitions(keep interval) RETURNS int
            LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
        DECLARE
            part record;
            live boolean;
            dropped int := 0;
        BEGIN
            PERFORM set_config('lock_timeout', '5s', true);
            PERFORM pg_advisory_xact_lock(hashtext('prepare_workflow_partitions'));
            FOR part IN
                SELECT child.relname AS name, parent.relname AS parent, right(child.relname, 8) AS day
                FROM pg_inherits i JOIN pg_class child ON child.oid = i.inhrelid JOIN pg_class parent ON parent.oid = i.inhparent
                WHERE parent.relname IN ('workflow_executions', 'workflow_step_executions', 'workflow_logs')
                    AND parent.relnamespace = 'public'::regnamespace
                    AND CASE WHEN child.relname ~ '_[0-9]{8}$'
                        THEN to_date(right(child.relname, 8), 'YYYYMMDD') + interval '1 week' < (app_now() AT TIME ZONE 'UTC') - keep END
                -- The steps of a week before its executions, which tell whether they may go.
                ORDER BY day, parent.relname DESC
            LOOP
                live := false;
                IF part.parent <> 'workflow_logs' AND to_regclass('workflow_executions_' || part.day) IS NOT NULL THEN
                    EXECUTE format('SELECT EXISTS (SELECT FROM %I WHERE status NOT IN (''succeeded'', ''failed'', ''cancelled''))',
                        'workflow_executions_' || part.day) INTO live;
                END IF;
                IF NOT live THEN
                    EXECUTE format('DROP TABLE %I', part.name);
                    dropped := dropped + 1;
                END IF;
            END LOOP;
            RETURN dropped;
        END $$;
        REVOKE EXECUTE ON FUNCTION drop_old_workflow_partitions(interval) FROM PUBLIC;
        GRANT EXECUTE ON FUNCTION drop_old_workflow_partitions(interval) TO financbase_system;
        """;
}
