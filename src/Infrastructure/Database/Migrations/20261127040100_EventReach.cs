using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Financbase.Infrastructure.Database.Migrations;

/// <summary>
/// Says whether somebody may see an event, by the bank accounts and workflows that they reach: the ids in each list, or all
/// but those. An event that an automation led to belongs to the things of the events before it as well.
/// </summary>
[DbContext(typeof(FinancbaseDbContext))]
[Migration("20261127040100_EventReach")]
public sealed class EventReach : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        CREATE FUNCTION event_is_within(
            organization uuid, event uuid, accounts uuid[], accounts_are_exceptions boolean, workflows uuid[], workflows_are_exceptions boolean)
        RETURNS boolean LANGUAGE sql STABLE AS $$
            WITH RECURSIVE chain (caused_by, account, workflow) AS (
                SELECT e.caused_by, e.data ->> 'bankAccountId', e.data ->> CASE WHEN e.data ? 'workflowId' THEN 'workflowId' WHEN starts_with(e.type, 'workflow.') THEN 'id' END
                FROM events e WHERE e.organization_id = $1 AND e.id = $2
                UNION ALL
                SELECT e.caused_by, e.data ->> 'bankAccountId', e.data ->> CASE WHEN e.data ? 'workflowId' THEN 'workflowId' WHEN starts_with(e.type, 'workflow.') THEN 'id' END
                FROM chain JOIN events e ON e.organization_id = $1 AND e.id = chain.caused_by)
            SELECT COALESCE(bool_and(
                (account IS NULL OR (account = ANY ($3::text[])) <> $4) AND (workflow IS NULL OR (workflow = ANY ($5::text[])) <> $6)), true)
            FROM chain
        $$;
        """);
}
