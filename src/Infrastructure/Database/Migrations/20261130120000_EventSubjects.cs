using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Financbase.Infrastructure.Database.Migrations;

/// <summary>Says whether somebody may see an event also by its type, and that of the events before it.</summary>
[DbContext(typeof(FinancbaseDbContext))]
[Migration("20261130120000_EventSubjects")]
public sealed class EventSubjects : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        DROP FUNCTION event_is_within(uuid, uuid, uuid[], boolean, uuid[], boolean);
        CREATE FUNCTION event_is_within(
            organization uuid, event uuid, accounts uuid[], accounts_are_exceptions boolean, workflows uuid[], workflows_are_exceptions boolean, hidden text[])
        RETURNS boolean LANGUAGE plpgsql STABLE AS $$
        DECLARE
            place uuid := event;
            link record;
        BEGIN
            WHILE place IS NOT NULL LOOP
                SELECT e.type, e.caused_by, e.data ->> 'bankAccountId' AS account,
                    e.data ->> CASE WHEN e.data ? 'workflowId' THEN 'workflowId' WHEN starts_with(e.type, 'workflow.') THEN 'id' END AS workflow
                INTO link FROM events e WHERE e.organization_id = organization AND e.id = place;
                IF link.type = ANY (hidden)
                    OR (link.account IS NOT NULL AND (link.account = ANY (accounts::text[])) = accounts_are_exceptions)
                    OR (link.workflow IS NOT NULL AND (link.workflow = ANY (workflows::text[])) = workflows_are_exceptions) THEN
                    RETURN false;
                END IF;
                place := link.caused_by;
            END LOOP;
            RETURN true;
        END $$;
        """);
}
