using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Financbase.Infrastructure.Database.Migrations;

/// <summary>
/// Counts of executions are not summed up while an organization is erased: what is taken from one table in the one
/// transaction would come back in another one that the other transaction has emptied already.
/// </summary>
[DbContext(typeof(FinancbaseDbContext))]
[Migration("20261129200010_ErasureWithoutFold")]
public sealed class ErasureWithoutFold : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        CREATE OR REPLACE FUNCTION erase_organization_rows(wanted uuid, most int) RETURNS bigint
            LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
        DECLARE
            part record;
            gone bigint;
        BEGIN
            PERFORM pg_advisory_xact_lock(hashtext('workflow_tallies'));
            PERFORM FROM organizations WHERE id = wanted AND state = 'erased' AND erased_at IS NULL FOR UPDATE;
            IF NOT FOUND THEN
                RETURN 0;
            END IF;
            FOR part IN SELECT name, key FROM organization_tables() LOOP
                EXECUTE format('DELETE FROM %1$I WHERE organization_id = $1 AND (%2$s) IN (SELECT %2$s FROM %1$I WHERE organization_id = $1 LIMIT $2)',
                    part.name, part.key) USING wanted, most;
                GET DIAGNOSTICS gone = ROW_COUNT;
                IF gone > 0 THEN
                    RETURN gone;
                END IF;
            END LOOP;
            UPDATE organizations SET erased_at = app_now() WHERE id = wanted;
            RETURN 0;
        END $$;
        """);
}
